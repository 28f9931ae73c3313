"""The state machine of a booking: the transitions and refusals for each event."""

from enum import StrEnum

from events.bookings.errors import BookingError
from events.models import Booking

State = Booking.State


class Event(StrEnum):
    OFFER = "offer"  # a place that fits has become free
    TAKE = "take"  # the place is accepted
    MORE_TIME = "more-time"  # more time to answer is requested
    LAPSE = "lapse"  # the time to answer is over
    CALL_OFF = "call-off"  # the session is cancelled while the place is offered
    CANCEL = "cancel"  # the booking is cancelled, or the offer declined
    UNDO = "undo"  # the cancellation of a place is undone
    WAIT = "wait"  # the booking joins the waiting list


# For every state and event: the next state, or the code of the BookingError.
TABLE: dict[State, dict[Event, State | str]] = {
    State.BOOKED: {
        Event.OFFER: "already_booked",
        Event.TAKE: State.BOOKED,  # idempotent
        Event.MORE_TIME: "already_booked",
        Event.LAPSE: "already_booked",
        Event.CALL_OFF: "already_booked",
        Event.CANCEL: State.CANCELLED,
        Event.UNDO: "not_cancelled",
        Event.WAIT: "already_booked",
    },
    State.WAITING: {
        Event.OFFER: State.OFFERED,
        Event.TAKE: State.BOOKED,  # only if a place fits: see `accept_offer`
        Event.MORE_TIME: "not_offered",
        Event.LAPSE: "not_offered",
        Event.CALL_OFF: "not_offered",
        Event.CANCEL: State.CANCELLED,
        Event.UNDO: "not_cancelled",
        Event.WAIT: State.WAITING,  # idempotent
    },
    State.OFFERED: {
        Event.OFFER: State.OFFERED,
        Event.TAKE: State.BOOKED,
        Event.MORE_TIME: State.OFFERED,
        Event.LAPSE: State.LAPSED,
        Event.CALL_OFF: State.WAITING,  # keeps its turn
        Event.CANCEL: State.CANCELLED,
        Event.UNDO: "not_cancelled",
        Event.WAIT: "already_waiting",
    },
    State.LAPSED: {
        Event.OFFER: "offer_ended",  # a place is not offered over and over
        Event.TAKE: State.BOOKED,  # only if a place fits
        Event.MORE_TIME: "offer_ended",
        Event.LAPSE: State.LAPSED,
        Event.CALL_OFF: "offer_ended",
        Event.CANCEL: State.CANCELLED,
        Event.UNDO: "not_cancelled",
        Event.WAIT: State.WAITING,
    },
    State.CANCELLED: {
        Event.OFFER: "is_cancelled",
        Event.TAKE: "is_cancelled",
        Event.MORE_TIME: "is_cancelled",
        Event.LAPSE: "is_cancelled",
        Event.CALL_OFF: "is_cancelled",
        Event.CANCEL: State.CANCELLED,  # idempotent
        Event.UNDO: State.BOOKED,  # only if the place is still free: see `undo_cancel`
        Event.WAIT: State.WAITING,
    },
}


def next_state(state: str, event: Event) -> State:
    """Return the state that `event` leads to. Raise BookingError if it is refused."""
    target = TABLE[State(state)][event]
    if not isinstance(target, State):
        raise BookingError(target)
    return target
