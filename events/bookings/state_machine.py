"""The life of a booking: which event leads from which state to which, and what is refused."""

from enum import StrEnum

from events.bookings.errors import BookingError
from events.models import Booking

State = Booking.State


class Event(StrEnum):
    OFFER = "offer"  # a place that fits has become free
    TAKE = "take"  # the person says yes
    MORE_TIME = "more-time"  # the person asks for more time to answer
    LAPSE = "lapse"  # the time to answer is over
    CALL_OFF = "call-off"  # the session is cancelled while the place is offered
    CANCEL = "cancel"  # the person does not come; also the answer "no" to an offer
    UNDO = "undo"  # the person had a place, cancelled, and changed their mind
    WAIT = "wait"  # the person joins the waiting list, at its end


# Every state with every event: the next state, or the code of the refusal.
TABLE: dict[State, dict[Event, State | str]] = {
    State.BOOKED: {
        Event.OFFER: "already_booked",
        Event.TAKE: State.BOOKED,  # pressed twice
        Event.MORE_TIME: "already_booked",
        Event.LAPSE: "already_booked",
        Event.CALL_OFF: "already_booked",
        Event.CANCEL: State.CANCELLED,
        Event.UNDO: "not_cancelled",
        Event.WAIT: "already_booked",
    },
    State.WAITING: {
        Event.OFFER: State.OFFERED,
        Event.TAKE: State.BOOKED,  # only if a place fits: see `waiting.take`
        Event.MORE_TIME: "not_offered",
        Event.LAPSE: "not_offered",
        Event.CALL_OFF: "not_offered",
        Event.CANCEL: State.CANCELLED,
        Event.UNDO: "not_cancelled",
        Event.WAIT: State.WAITING,  # pressed twice
    },
    State.OFFERED: {
        Event.OFFER: State.OFFERED,
        Event.TAKE: State.BOOKED,
        Event.MORE_TIME: State.OFFERED,
        Event.LAPSE: State.LAPSED,
        Event.CALL_OFF: State.WAITING,  # in their old turn
        Event.CANCEL: State.CANCELLED,
        Event.UNDO: "not_cancelled",
        Event.WAIT: "already_waiting",
    },
    State.LAPSED: {
        Event.OFFER: "offer_ended",  # nobody is offered a place for ever and ever
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
        Event.CANCEL: State.CANCELLED,  # pressed twice
        Event.UNDO: State.BOOKED,  # only if the place is still free: see `leaving.undo_cancel`
        Event.WAIT: State.WAITING,
    },
}


def next_state(state: str, event: Event) -> State:
    """Where `event` leads. Raises Refused where it leads nowhere."""
    target = TABLE[State(state)][event]
    if not isinstance(target, State):
        raise BookingError(target)
    return target
