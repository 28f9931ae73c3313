"""Views that change one session, stating effects and recipients before the change."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.log_actions import log

from events import schedule
from events.admin.forms import AdminForm, CancelForm, MoveForm, NoteForm, SessionDetailsForm
from events.admin.permissions import require_change_session
from events.admin.views import back, back_url, breadcrumbs, page_breadcrumbs, screen
from events.models import Session
from events.models.permissions import may_see_bookings


@dataclass(frozen=True)
class Change:
    """The texts of one view."""

    title: str
    icon: str
    happens: tuple[str, ...]
    button: str
    tells: bool = True
    told_title: str = "Who will be told"
    is_serious: bool = False


CANCEL = Change(
    title="Cancel this date",
    icon="cross",
    happens=(
        "The page stays. It says that the session is cancelled, and why.",
        "Calendars show it as cancelled.",
        "Nobody can book it. You can put it on again later.",
    ),
    button="Cancel this date",
    is_serious=True,
)
RESTORE = Change(
    title="Put this date on again",
    icon="rotate",
    happens=(
        "The page and the calendars show that the session is on.",
        "People can book it again. Those who had a place still have it.",
        "If nobody has heard yet that it was cancelled, nobody gets an email.",
    ),
    button="Put it on again",
)
MOVE = Change(
    title="Move this date",
    icon="calendar-alt",
    happens=(
        "The page, the calendars and the bookings move along. Nobody has to book again.",
        "The web address tells the new day. The old address leads there.",
    ),
    button="Move this date",
)
NOTE = Change(
    title="Add a note",
    icon="info-circle",
    happens=("People see the note on the page and in their calendar. We send no email.",),
    button="Save the note",
    tells=False,
)
DETAILS = Change(
    title="Change places and joining",
    icon="group",
    happens=(
        "Nobody loses a place, even if you take places away.",
        "If you add places, people who wait are offered one.",
        "If you do the same for all coming dates, the people who booked those are told too.",
    ),
    told_title="Who will be told, if you change the room or the ways to join",
    button="Save the changes",
)


@require_change_session
def cancel(request: HttpRequest, session: Session) -> HttpResponse:
    form = CancelForm(request.POST or None, initial={"reason": session.cancel_reason})
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            schedule.cancel(session=session, reason=form.cleaned_data["reason"], now=now)
        except schedule.ScheduleError as error:
            form.add_error(None, str(error))
        else:
            return _done(request, session, "events.cancel_date", "The date is cancelled.", told=now)
    return _ask(request, session, CANCEL, form)


@require_change_session
def restore(request: HttpRequest, session: Session) -> HttpResponse:
    form = AdminForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            schedule.restore(session=session, now=now)
        except schedule.ScheduleError as error:
            form.add_error(None, str(error))
        else:
            return _done(request, session, "events.restore_date", "The date is on again.", told=now)
    return _ask(request, session, RESTORE, form)


@require_change_session
def move(request: HttpRequest, session: Session) -> HttpResponse:
    now = timezone.now()
    form = MoveForm(request.POST or None, session=session, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            schedule.move(session=session, starts_at=form.starts_at, ends_at=form.ends_at, now=now)
        except schedule.ScheduleError as error:
            form.add_error(None, str(error))
        else:
            words = f"The date is moved to {session.when_words}."
            return _done(request, session, "events.move_date", words, told=now)
    return _ask(request, session, MOVE, form)


@require_change_session
def note(request: HttpRequest, session: Session) -> HttpResponse:
    form = NoteForm(request.POST or None, initial={"text": session.note})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        schedule.set_note(session=session, text=text, now=timezone.now())
        words = "The note is on the page." if text else "The note is taken away."
        return _done(request, session, "events.note_date", words)
    return _ask(request, session, NOTE, form)


@require_change_session
def details(request: HttpRequest, session: Session) -> HttpResponse:
    form = SessionDetailsForm(request.POST or None, instance=session)
    if request.method == "POST" and form.is_valid():
        changed = {
            name: form.cleaned_data[name] for name in form.changed_data if name != "all_coming"
        }
        now = timezone.now()
        try:
            words = _save_details(session, form, changed, now)
        except (schedule.ScheduleError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            tells = any(name in changed for name in schedule.session_changes.ANNOUNCED)
            told = now if tells else None
            return _done(request, session, "events.change_date", words, told=told)
    return _ask(request, session, DETAILS, form)


def _save_details(
    session: Session, form: SessionDetailsForm, changed: dict[str, object], now: datetime
) -> str:
    if not changed:
        return "Nothing was changed."
    if not form.cleaned_data["all_coming"]:
        schedule.set_details(session=session, now=now, **changed)
        return "The changes are saved."
    count = schedule.set_details_of_all(series=session.series, now=now, **changed)
    return f"The changes are saved for {count} coming dates."


def _ask(request: HttpRequest, session: Session, change: Change, form: BaseForm) -> HttpResponse:
    sees_bookings = may_see_bookings(request.user)
    now = timezone.now()
    # A cancelled session sends no further notices until it is restored.
    tells = change.tells and (change is RESTORE or not session.is_cancelled)
    return screen(
        request,
        "events/admin/change_date.html",
        title=change.title,
        crumbs=breadcrumbs(session) if sees_bookings else page_breadcrumbs(session),
        icon=change.icon,
        session=session,
        change=change,
        form=form,
        reach=schedule.audience_of(session) if tells else None,
        at_once=schedule.send_time(session.starts_at, now=now) == now,
        sees_bookings=sees_bookings,
        back_url=back_url(request, session),
    )


def _done(
    request: HttpRequest,
    session: Session,
    action: str,
    words: str,
    *,
    told: datetime | None = None,
) -> HttpResponse:
    """Log the change and redirect back. `told` is the time of a change with notices."""
    log(instance=session.page, action=action, user=request.user)
    if told:
        words += _told_words(session, told)
    messages.success(request, capfirst(words))
    return back(request, session)


def _told_words(session: Session, changed_at: datetime) -> str:
    """Return who is notified, and when."""
    reach = schedule.audience_of(session)
    if not reach.total:
        return ""
    goes_out_at = schedule.pending_send_time(session=session, changed_at=changed_at)
    if goes_out_at is None:
        return " The people who booked think so already. They get no message."
    words = ""
    if reach.by_email and goes_out_at <= changed_at:
        words = " Emails go out now, as it begins so soon."
    elif reach.by_email:
        words = " Emails go out in ten minutes. If you change more before then, it is one email."
    if reach.phone_only:
        words += " Those with only a phone number are then on the list of people to phone."
    return words
