"""Cancelling a booking, and undoing it."""

from datetime import datetime, timedelta

from events.bookings import lock
from events.bookings.capacity import capacity_of, places_needed_by
from events.bookings.errors import BookingError
from events.bookings.notices import FROM_CALENDAR, dedupe_key_of, notify
from events.bookings.state_machine import Event, next_state
from events.bookings.waiting_list import (
    check_not_started,
    process_waiting_list,
    rejoin,
    save_transition,
)
from events.models import Booking, Notice

TIME_TO_UNDO = timedelta(hours=1)

State = Booking.State


def cancel(*, booking: Booking, now: datetime, from_calendar: bool = False) -> Booking:
    """Cancel a booking or decline an offer, and offer the place to the next on the waiting list.

    `from_calendar` marks a calendar reply: the mail then says so, and how to undo it. Idempotent.
    Raise BookingError once the session has started.
    """
    with lock.lock_booking(booking) as fresh:
        target = next_state(fresh.state, Event.CANCEL)
        if fresh.state == State.CANCELLED:
            return fresh
        if not fresh.session.is_cancelled:
            check_not_started(fresh.session, now)
        fresh.state, fresh.cancelled_at, fresh.offered_until = target, now, None
        save_transition(fresh, now)
        notify(Notice.Kind.CANCELLATION, fresh, now, how=FROM_CALENDAR if from_calendar else "")
        process_waiting_list(fresh.session, now)
    return fresh


def can_undo(booking: Booking, now: datetime) -> bool:
    until = undo_until(booking, now)
    return until is not None and now <= until


def undo_until(booking: Booking, now: datetime) -> datetime | None:
    """Return until when a cancellation can be undone. None if the booking is not cancelled.

    A calendar reply is only confirmed by mail, so its hour begins when that mail has been sent.
    """
    if booking.state != State.CANCELLED or booking.cancelled_at is None:
        return None
    begins = booking.cancelled_at
    mails = booking.notices.filter(
        kind=Notice.Kind.CANCELLATION, dedupe_key=dedupe_key_of(booking, FROM_CALENDAR)
    )
    for mail in mails:
        is_open = not (mail.sent_at or mail.dismissed_at or mail.failed_at)
        begins = max(begins, now if is_open else mail.sent_at or begins)
    return begins + TIME_TO_UNDO


def undo_cancel(*, booking: Booking, now: datetime) -> Booking:
    """Restore a cancelled booking, within an hour and if the place is still free.

    A booking that was waiting keeps its turn. Raise BookingError.
    """
    with lock.lock_booking(booking) as fresh:
        check_not_started(fresh.session, now)
        was_waiting = fresh.waiting_since is not None
        target = next_state(fresh.state, Event.WAIT if was_waiting else Event.UNDO)
        if not can_undo(fresh, now):
            raise BookingError("undo_too_late")
        if was_waiting:
            rejoin(fresh, target, now)
            return fresh
        if not capacity_of(fresh.session).fits(fresh.attendance_mode, places_needed_by(fresh)):
            raise BookingError("place_gone")
        fresh.state, fresh.cancelled_at = target, None
        save_transition(fresh, now)
        notify(Notice.Kind.CONFIRMATION, fresh, now)
    return fresh
