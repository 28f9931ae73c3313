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


# Where each state leads. Every other event is refused.
TRANSITIONS: dict[State, dict[Event, State]] = {
    State.BOOKED: {Event.TAKE: State.BOOKED, Event.CANCEL: State.CANCELLED},
    State.WAITING: {
        Event.OFFER: State.OFFERED,
        Event.TAKE: State.BOOKED,  # only if a place fits: see `accept_offer`
        Event.CANCEL: State.CANCELLED,
        Event.WAIT: State.WAITING,
    },
    State.OFFERED: {
        Event.OFFER: State.OFFERED,
        Event.TAKE: State.BOOKED,
        Event.MORE_TIME: State.OFFERED,
        Event.LAPSE: State.LAPSED,
        Event.CALL_OFF: State.WAITING,  # keeps its turn
        Event.CANCEL: State.CANCELLED,
    },
    State.LAPSED: {  # a place is not offered over and over
        Event.TAKE: State.BOOKED,  # only if a place fits
        Event.LAPSE: State.LAPSED,
        Event.CANCEL: State.CANCELLED,
        Event.WAIT: State.WAITING,
    },
    State.CANCELLED: {
        Event.CANCEL: State.CANCELLED,
        Event.UNDO: State.BOOKED,  # only if the place is still free: see `undo_cancel`
        Event.WAIT: State.WAITING,
    },
}

# The code of the BookingError for any other event than an undo.
REFUSALS = {
    State.BOOKED: "already_booked",
    State.WAITING: "not_offered",
    State.OFFERED: "already_waiting",
    State.LAPSED: "offer_ended",
    State.CANCELLED: "is_cancelled",
}


def next_state(state: str, event: Event) -> State:
    """Return the state that `event` leads to. Raise BookingError if it is refused."""
    current = State(state)
    if target := TRANSITIONS[current].get(event):
        return target
    raise BookingError("not_cancelled" if event == Event.UNDO else REFUSALS[current])
