"""Cancelling, and changing one's mind."""

from datetime import datetime, timedelta

from events.models import Booking, Notice

from . import lock
from .messages import tell
from .places import places_of, size_of
from .refusals import Refused
from .states import Event, next_state
from .waiting import check_still_to_come, rejoin, save_move, settle

TIME_TO_UNDO = timedelta(hours=1)

State = Booking.State


def cancel(*, booking: Booking, now: datetime) -> Booking:
    """Cancel without a reason; also "no, thank you" to an offer. The next in line is offered the place.

    Pressing twice changes nothing more. Raises Refused once the session has begun.
    """
    with lock.hold_booking(booking) as fresh:
        target = next_state(fresh.state, Event.CANCEL)
        if fresh.state == State.CANCELLED:
            return fresh
        if not fresh.session.is_cancelled:
            check_still_to_come(fresh.session, now)
        fresh.state, fresh.cancelled_at, fresh.offered_until = target, now, None
        save_move(fresh, now)
        tell(Notice.Kind.CANCELLATION, fresh, now)
        settle(fresh.session, now)
    return fresh


def can_undo(booking: Booking, now: datetime) -> bool:
    return (
        booking.state == State.CANCELLED
        and booking.cancelled_at is not None
        and now <= booking.cancelled_at + TIME_TO_UNDO
    )


def undo_cancel(*, booking: Booking, now: datetime) -> Booking:
    """Have the booking back, within an hour and if the place is still free.

    Someone who was waiting gets their old turn back. Raises Refused.
    """
    with lock.hold_booking(booking) as fresh:
        check_still_to_come(fresh.session, now)
        was_waiting = fresh.waiting_since is not None
        target = next_state(fresh.state, Event.WAIT if was_waiting else Event.UNDO)
        if not can_undo(fresh, now):
            raise Refused("undo_too_late")
        if was_waiting:
            rejoin(fresh, target, now)
            return fresh
        if not places_of(fresh.session).fits(fresh.way, size_of(fresh)):
            raise Refused("place_gone")
        fresh.state, fresh.cancelled_at = target, None
        save_move(fresh, now)
        tell(Notice.Kind.CONFIRMATION, fresh, now)
    return fresh
