"""Cancelling a booking, and undoing it."""

from datetime import datetime, timedelta

from events.bookings.arrangements import end_arrangements_of, resume_arrangements_of
from events.bookings.calendar_answers import void_calendar_answers
from events.bookings.capacity import capacity_of, places_needed_by
from events.bookings.errors import BookingError
from events.bookings.lock import lock_booking
from events.bookings.notices import BY_ORGANISER, FROM_CALENDAR, dedupe_key_of, notify
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


def cancel(
    *, booking: Booking, now: datetime, from_calendar: bool = False, by_organiser: bool = False
) -> Booking:
    """Cancel a booking or decline an offer, and offer the place to the next on the waiting list.

    `from_calendar` marks a calendar reply: the mail then says so, and how to undo it.
    `by_organiser` puts someone without an email address on the phone list. Idempotent. Raise
    BookingError once the session has started.
    """
    with lock_booking(booking) as booking:
        target = next_state(booking.state, Event.CANCEL)
        if booking.state == State.CANCELLED:
            return booking
        if not booking.session.is_cancelled:
            check_not_started(booking.session, now)
        booking.state, booking.cancelled_at, booking.offered_until = target, now, None
        save_transition(booking, now)
        how = FROM_CALENDAR if from_calendar else BY_ORGANISER if by_organiser else ""
        notify(Notice.Kind.CANCELLATION, booking, now, how=how)
        end_arrangements_of(booking, now)
        process_waiting_list(booking.session, now)
    return booking


def can_undo(booking: Booking, now: datetime) -> bool:
    until = undo_until(booking, now)
    return until is not None and now <= until


def undo_until(booking: Booking, now: datetime) -> datetime | None:
    """Return until when a cancellation can be undone. None if the booking is not cancelled.

    A calendar reply is only confirmed by mail, so its hour begins when that mail has been sent.
    """
    if booking.state != State.CANCELLED or booking.cancelled_at is None:
        return None
    counts_from = booking.cancelled_at
    mails = booking.notices.filter(
        kind=Notice.Kind.CANCELLATION, dedupe_key=dedupe_key_of(booking, FROM_CALENDAR)
    )
    for mail in mails:
        is_open = not (mail.sent_at or mail.dismissed_at or mail.failed_at)
        counts_from = max(counts_from, now if is_open else mail.sent_at or counts_from)
    return counts_from + TIME_TO_UNDO


def undo_cancel(*, booking: Booking, now: datetime) -> Booking:
    """Restore a cancelled booking, within an hour and if the place is still free.

    A booking that was waiting keeps its turn. Raise BookingError.
    """
    with lock_booking(booking) as booking:
        check_not_started(booking.session, now)
        was_waiting = booking.waiting_since is not None
        target = next_state(booking.state, Event.WAIT if was_waiting else Event.UNDO)
        if not can_undo(booking, now):
            raise BookingError("undo_too_late")
        booking.calendar_answer = ""
        void_calendar_answers(Booking.objects.filter(pk=booking.pk))
        if was_waiting:
            rejoin(booking, target, now)
            return booking
        if not capacity_of(booking.session).fits(
            booking.attendance_mode, places_needed_by(booking)
        ):
            raise BookingError("place_gone")
        resume_arrangements_of(booking, now)
        booking.state, booking.cancelled_at = target, None
        save_transition(booking, now)
        notify(Notice.Kind.CONFIRMATION, booking, now)
    return booking
