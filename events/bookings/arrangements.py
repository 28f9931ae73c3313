"""Telling organisers that something they may have booked for a person is not needed any more.

By a task, and in the next digest.

The tasks name options and numbers only, so that they can outlive the booking.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from events.bookings.access_needs import reopen, unfit_for
from events.bookings.notices import notify_organisers_of_needs, notify_organisers_of_session
from events.bookings.tasks import add_task
from events.models import AccessNeed, Booking, OrganiserTask, Session
from events.models.attendance import AttendanceMode
from hub.dates import london_date
from hub.words import people_count

OWN_WORDS = "Something in their own words"

# What the person reads of what is asked anew.
NEW_TIME = "The day or time has changed. So we look at this again, and tell you."
NEW_WAY = "You join in another way now. So we look at this again, and tell you."

State = AccessNeed.State
# Worked on or done, or to be booked so early that somebody may have begun.
MAY_BE_ARRANGED = Q(state__in=AccessNeed.ARRANGED_STATES) | Q(option_notice_days__gt=0)

# Booked for one time and one way to join, or nobody can tell.
_MADE_TO_MEASURE = Q(option_notice_days__gt=0) | Q(option=None)


def end_arrangements_of(booking: Booking, now: datetime) -> None:
    """Add a task for what was arranged for a booking that has just been cancelled.

    A cancelled session has one task for all its bookings.
    """
    if not booking.session.is_cancelled:
        needs = AccessNeed.objects.filter(MAY_BE_ARRANGED, person__booking=booking)
        key = f"{_key(booking)}{booking.sequence}"
        _add_task(booking.session, "A booking was cancelled.", needs, now, key)


def end_arrangements_of_session(session: Session, now: datetime) -> None:
    """Add a task for what was arranged for all bookings of a session that is being cancelled."""
    needs = _needs_of(session)
    key = f"{_session_key(session)}{session.sequence}"
    _add_task(session, "The date is cancelled.", needs, now, key)


def end_arrangements_of_needs(session: Session, needs: Iterable[AccessNeed], now: datetime) -> None:
    """Add a task for needs that are about to be deleted, as they or their people are taken out."""
    needs = AccessNeed.objects.filter(MAY_BE_ARRANGED, pk__in=[need.pk for need in needs])
    _add_task(session, "Someone does not ask for this any more.", needs, now)


def check_arrangements_of_mode(booking: Booking, before: str, now: datetime) -> None:
    """End what does not fit how a booking joins from now on, and ask the rest anew.

    The message about the change of the booking tells its people how far each need is.
    """
    mode = AttendanceMode(booking.attendance_mode)
    if before == mode:
        return
    needs = AccessNeed.objects.filter(person__booking=booking)
    unfit = needs.filter(unfit_for(mode))
    cause = f"Someone joins in another way now: {mode.label.lower()}."
    if before == AttendanceMode.IN_PERSON:
        cause = "Someone does not come to the room any more."
    _add_task(booking.session, cause, unfit.filter(MAY_BE_ARRANGED), now)
    reopen(unfit, "", now)
    if reopen(needs.filter(_MADE_TO_MEASURE).exclude(unfit_for(mode)), NEW_WAY, now):
        notify_organisers_of_needs(booking, now)


def check_arrangements_of_moved(session: Session, before: str, now: datetime) -> None:
    """Ask anew for what was arranged for another time of a session, which was `before` in words."""
    if not session.is_cancelled:
        needs = _needs_of(session).filter(_MADE_TO_MEASURE)
        cause = f"The date has moved. It was: {before}. Look at what you booked for that time."
        _add_task(session, cause, needs, now)
        measured = _all_needs_of(session).filter(_MADE_TO_MEASURE).select_related("person")
        reopened = reopen(measured, NEW_TIME, now)
        keys = [need.person.booking_id for need in reopened]
        notify_organisers_of_session(session, keys, now)


def resume_arrangements_of(booking: Booking, now: datetime) -> None:
    """Take back the task of a cancelled booking, or ask anew for what was called off since."""
    needs = AccessNeed.objects.filter(person__booking=booking)
    if _withdraw_task(_key(booking)) and _ask_anew(needs, now):
        notify_organisers_of_needs(booking, now)


def resume_arrangements_of_session(session: Session, now: datetime) -> None:
    """Do the same for a cancelled session. What is asked anew is on the desk."""
    if _withdraw_task(_session_key(session)):
        _ask_anew(_needs_of(session), now)


def _add_task(
    session: Session, cause: str, needs: QuerySet[AccessNeed], now: datetime, key: str | None = None
) -> None:
    ended = list(needs.select_related("owner", "person").order_by("pk"))
    if not ended or session.has_started(now):
        return
    counts = Counter(need.option_label or OWN_WORDS for need in ended)
    lines = [f"{label}: {people_count(number)}" for label, number in counts.items()]
    if owners := {need.owner.display_name for need in ended if need.owner}:
        lines.append(f"Who does it: {', '.join(sorted(owners))}")
    add_task(
        kind=OrganiserTask.Kind.ARRANGEMENT_ENDED,
        session=session,
        words="\n".join([cause, *lines]),
        due_on=london_date(session.starts_at),
        dedupe_key=key,
        now=now,
    )
    notify_organisers_of_session(session, [ended[0].person.booking_id], now)


def _withdraw_task(key: str) -> bool:
    """Delete the last task of this cause if it is open. Return whether it was done."""
    task = OrganiserTask.objects.filter(dedupe_key__startswith=key).order_by("pk").last()
    if task is None or task.done_at:
        return task is not None
    task.delete()
    return False


def _ask_anew(needs: QuerySet[AccessNeed], now: datetime) -> int:
    """Set arranged needs back to asked: somebody has called the arrangements off."""
    return len(reopen(needs.filter(state__in=AccessNeed.ARRANGED_STATES), "", now))


def _needs_of(session: Session) -> QuerySet[AccessNeed]:
    return _all_needs_of(session).filter(MAY_BE_ARRANGED)


def _all_needs_of(session: Session) -> QuerySet[AccessNeed]:
    needs = AccessNeed.objects.filter(person__booking__session=session)
    return needs.exclude(person__booking__state=Booking.State.CANCELLED)


def _key(booking: Booking) -> str:
    return f"booking {booking.pk} cancelled "


def _session_key(session: Session) -> str:
    return f"session {session.pk} cancelled "
