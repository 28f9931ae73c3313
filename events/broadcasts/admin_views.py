"""Views that write, preview and send a broadcast to the people of one session."""

import uuid
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.log_actions import log

from events.admin.permissions import require_change_booking
from events.admin.views import breadcrumbs, screen
from events.broadcasts import services as broadcasts
from events.broadcasts.admin_forms import BroadcastForm
from events.broadcasts.audience import bookings_of, count_copies
from events.broadcasts.preview import preview_broadcast
from events.models import Broadcast, Notice, Session

SEND, CHANGE = "send", "change"


@require_change_booking
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a broadcast. Nothing is sent before the preview is confirmed."""
    session = get_object_or_404(Session.objects.select_related("page", "series"), pk=pk)
    now = timezone.now()
    step = request.POST.get("step", "")
    if request.method != "POST" or not broadcasts.may_write(session, now):
        return _ask(request, session, BroadcastForm(session=session, now=now))
    if step == CHANGE:
        as_written = {name: request.POST.get(name, "") for name in BroadcastForm.base_fields}
        return _ask(request, session, BroadcastForm(session=session, now=now, initial=as_written))
    form = BroadcastForm(request.POST, session=session, now=now)
    if form.is_valid():
        try:
            if step == SEND:
                return _send(request, session, form, now)
            return _show(request, session, form, now)
        except broadcasts.BroadcastError as refused:
            if refused.code == "sent_before":
                data = request.POST.copy()
                data["form_key"] = str(uuid.uuid4())
                form = BroadcastForm(data, session=session, now=now)
            form.add_error(refused.field or None, str(refused))
        except ValidationError as error:
            form.add_error(None, error)
    return _ask(request, session, form)


def _ask(request: HttpRequest, session: Session, form: BroadcastForm) -> HttpResponse:
    return screen(
        request,
        "events/desk/write.html",
        title="Write to people",
        crumbs=breadcrumbs(session),
        icon="mail",
        session=session,
        form=form,
        may_write=broadcasts.may_write(session, timezone.now()),
        days=broadcasts.writing_days(),
    )


def _show(
    request: HttpRequest, session: Session, form: BroadcastForm, now: datetime
) -> HttpResponse:
    letter = _letter(session, form, now)
    broadcasts.check(letter, now=now)
    copies = broadcasts.copies_of(
        bookings_of(session), to_whom=letter.to_whom, option=letter.option
    )
    if not copies:
        raise broadcasts.BroadcastError("to_nobody")
    mailed = next((copy for copy in copies if not copy.is_read_out), None)
    mail = mailed and preview_broadcast(
        letter=letter, booking=mailed.booking, to=mailed.to, now=now
    )
    return screen(
        request,
        "events/desk/look_at_letter.html",
        title="Look at your letter",
        crumbs=breadcrumbs(session),
        icon="mail",
        session=session,
        form=form,
        letter=letter,
        reach=count_copies(copies),
        mail=mail,
        html=mail.alternatives[0][0] if mail else "",
    )


def _send(
    request: HttpRequest, session: Session, form: BroadcastForm, now: datetime
) -> HttpResponse:
    by = request.user if isinstance(request.user, AbstractUser) else None
    made = broadcasts.create_broadcast(session=session, written_by=by, now=now, **form.answers())
    if made.written_at == now:  # a repeated submission is logged once
        log(instance=session.page, action="events.letter", user=request.user)
    here = reverse("desk:session", args=[session.pk])
    words = "Your letter is on its way. Emails go out in the next minutes."
    if made.notices.filter(to=Notice.CONTACT, booking__email="").exists():
        words += " Those with only a phone number are on the list of people to phone."
    messages.success(
        request, words, buttons=[messages.button(f"{here}#letters", "See what became of it")]
    )
    return redirect(here)


def _letter(session: Session, form: BroadcastForm, now: datetime) -> Broadcast:
    """Return the unsaved broadcast."""
    answers = form.answers()
    return Broadcast(
        session=session,
        to_whom=answers["to_whom"],
        option=answers["option"],
        subject=broadcasts.normalise_line(answers["subject"]),
        words=broadcasts.normalise_text(answers["words"]),
        form_key=answers["form_key"],
        written_at=now,
    )
