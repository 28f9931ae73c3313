"""The screen of one access need: how far it is, who sees to it, our note, and all its steps."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from events.admin.needs_access import log_needs_access
from events.admin.permissions import ChangeNeedsMixin
from events.admin.session import seen_at
from events.admin.views import ActionView, SessionMixin, session_url
from events.bookings import access_needs
from events.emails.access_needs import is_news, last_told
from events.emails.subjects import day_name
from events.models import AccessNeed, NeedsAccess, Notice, Session
from events.models.permissions import users_who_see_needs
from hub.dates import LONDON, format_moment, format_time, london_date

State = AccessNeed.State

NOBODY_HEARS = "Nobody gets a message about it."
NOT_TOLD = "Nobody has told them yet."

ANSWER_CONFLICT = (
    "Nothing is saved: someone else has answered this meanwhile. Read what they wrote. "
    "Then change it if you still want to."
)
NOTE_CONFLICT = "Nothing is saved: someone else has changed the note meanwhile. Read it first."


class NeedView(ChangeNeedsMixin, SessionMixin, TemplateView):
    """One access need. A POST answers it."""

    template_name = "events/admin/need.html"
    page_title = "What they asked for"
    header_icon = "tasks"
    queryset = AccessNeed.objects.select_related(
        "person__booking__session__page", "person__booking__session__series", "option", "owner"
    )

    @property
    def session(self) -> Session:
        return self.object.person.booking.session

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        need = self.object
        log_needs_access(self.request.user, [self.session.pk], NeedsAccess.Kind.SCREEN)
        return super().get_context_data(
            need=need,
            session=self.session,
            steps=need.steps.select_related("by"),
            told=told_words(need, self.now),
            owners=users_who_see_needs(with_superusers=True),
            answers_needs=True,
            is_over=self.session.is_over(self.now),
            today=london_date(self.now),
            next_url=self.request.path,
            max_note=access_needs.MAX_NOTE_LENGTH,
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        need = self.object
        try:
            answered = access_needs.answer(
                need=need,
                state=request.POST.get("state", ""),
                words=request.POST.get("words", ""),
                now=self.now,
                seen=seen_at(request),
                by=request.user,
            )
        except AccessNeed.DoesNotExist:
            raise Http404 from None
        except access_needs.AnswerConflict:
            messages.warning(request, ANSWER_CONFLICT)
        except ValidationError as error:
            messages.error(request, f"We could not save this. {error.messages[0]}")
        else:
            has_changed = (answered.state, answered.answer) != (need.state, need.answer)
            messages.success(request, answer_message(answered, has_changed, self.now))
        return redirect(_back(request, need))


class NoteView(ChangeNeedsMixin, ActionView):
    """Write the organisers' own note."""

    queryset = AccessNeed.objects.select_related("person__booking")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        note, before = (_lines(request.POST.get(name, "")) for name in ("note", "before"))
        try:
            access_needs.set_note(need=self.object, note=note, before=before)
        except access_needs.AnswerConflict:
            messages.warning(request, NOTE_CONFLICT)
        except ValidationError as error:
            messages.error(request, f"We could not save this. {error.messages[0]}")
        else:
            messages.success(request, "We have kept the note. It is for organisers.")
        return redirect(_back(request, self.object))


class OwnerView(ChangeNeedsMixin, ActionView):
    """Say who sees to it."""

    queryset = AccessNeed.objects.select_related("person__booking")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        wanted = request.POST.get("owner", "")
        owner = next(
            (user for user in users_who_see_needs(with_superusers=True) if str(user.pk) == wanted),
            None,
        )
        if wanted and owner is None:
            messages.warning(request, "Nothing is saved. Choose somebody from the list.")
        else:
            access_needs.hand_over(need=self.object, owner=owner)
            messages.success(request, "We have kept who does this.")
        return redirect(_back(request, self.object))


def answer_message(need: AccessNeed, has_changed: bool, now: datetime) -> str:
    """Return what an answer did, and who hears of it when."""
    if not has_changed:
        return "Nothing has changed. It was marked like this before."
    marked = f"It is marked as “{need.get_state_display()}”."
    booking = need.person.booking
    if not access_needs.hears_of_answers(booking, now):
        return f"{marked} {NOBODY_HEARS}"
    waiting = booking.notices.filter(kind=Notice.Kind.ANSWER, sent_at=None).order_by("-pk")
    due_at = waiting.values_list("due_at", flat=True).first() or now
    when = _when(max(due_at, now), now)
    if not access_needs.is_mailed(need):
        return (
            f"{marked} No email can reach them, so nobody has told them yet. From {when} they are on "
            "the list of people to phone, with what to say."
        )
    if booking.can_be_texted and not booking.email:
        return f"{marked} We text them {when} that there is an answer, between 8am and 8pm."
    return (
        f"{marked} They see it on their page now. We email them {when}, with all that you answer "
        "until then."
    )


def told_words(need: AccessNeed, now: datetime) -> str:
    """Return whether the person knows how far it is, as far as our messages tell."""
    if need.state == State.ASKED and not need.answer:
        return ""
    booking = need.person.booking
    told = last_told(
        booking.notices.filter(
            recipient__in=(
                Notice.CONTACT,
                Notice.CONTACT_TEXT,
                f"{Notice.PERSON}{need.person_id}",
            )
        )
    )
    if told and not is_news(need, told):
        return f"We told them on {format_moment(told)}."
    if not access_needs.hears_of_answers(booking, now):
        return f"{NOT_TOLD} {NOBODY_HEARS}"
    return NOT_TOLD


def need_url(need: AccessNeed) -> str:
    return reverse("sessions_admin:answer_need", args=[need.pk])


def _back(request: HttpRequest, need: AccessNeed) -> str:
    own = session_url(need.person.booking.session_id, f"need-{need.pk}")
    return get_valid_next_url_from_request(request) or own


def _when(moment: datetime, now: datetime) -> str:
    """Return "today at 10am", in London."""
    day = day_name(moment, now)
    at = format_time(moment.astimezone(LONDON).time().replace(second=0, microsecond=0))
    return f"{day.lower()} at {at}"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
