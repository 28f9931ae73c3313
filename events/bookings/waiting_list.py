"""The waiting list: first come, first served, as soon as a place fits the booking."""

from datetime import datetime, timedelta

from events.bookings import lock
from events.bookings.arrangements import resume_arrangements_of
from events.bookings.capacity import (
    TAKES_PLACE,
    Capacity,
    capacity_of,
    consume_held_places,
    places_needed_by,
)
from events.bookings.errors import BookingError
from events.bookings.notices import notify, waking_hours
from events.bookings.state_machine import Event, next_state
from events.models import Booking, Notice, Person, Session

TIME_TO_ANSWER = timedelta(hours=48)
# Extra time for an offer that an organiser must phone about, as there is no email address.
TIME_TO_PHONE = timedelta(hours=48)
# Offers end this long before the start, so that the outcome is known by then.
LAST_ANSWER = timedelta(hours=1)
# No offer is made that leaves less time than this to answer.
SHORTEST_OFFER = timedelta(minutes=30)

State = Booking.State
Kind = Notice.Kind


def promote(*, session: Session, now: datetime) -> list[Booking]:
    """Offer free places to waiting bookings. Call it after any change of the capacity.

    Also apply `supporters_take_places` to the supporters. Return the bookings offered a place.
    """
    with lock.lock_session(session) as session:
        return promote_locked(session, now)


def promote_locked(session: Session, now: datetime) -> list[Booking]:
    """Do the same for a saved session whose lock is held."""
    supporters = Person.objects.filter(booking__session=session, role=Person.Role.SUPPORTS)
    supporters.exclude(needs_place=session.supporters_take_places).update(
        needs_place=session.supporters_take_places
    )
    return process_waiting_list(session, now)


def lapse_offers(*, now: datetime) -> list[Booking]:
    """Lapse every expired offer and return the bookings offered a place instead. Idempotent."""
    sessions = Session.objects.filter(
        bookings__state=State.OFFERED, bookings__offered_until__lte=now
    )
    offered: list[Booking] = []
    for session in sessions.distinct():
        with lock.lock_session(session) as locked:
            offered += process_waiting_list(locked, now)
    return offered


def process_waiting_list(session: Session, now: datetime) -> list[Booking]:
    """Lapse expired offers and make new ones. Requires the session lock."""
    if session.has_started(now):
        return []
    if session.is_cancelled:
        _withdraw_offers(session, now)
        return []
    deadline = session.starts_at - LAST_ANSWER
    # The session may begin earlier now than when the offer was made.
    offers = session.bookings.filter(state=State.OFFERED)
    offers.filter(offered_until__gt=deadline).update(offered_until=deadline)
    for booking in offers.filter(offered_until__lte=now):
        booking.state = next_state(booking.state, Event.LAPSE)
        booking.waiting_since, booking.offered_until = now, None
        save_transition(booking, now)
    sent_at = waking_hours(now)
    if deadline - sent_at < SHORTEST_OFFER:
        return []
    # A booking whose attendance mode has closed must choose another first.
    waiting = list(
        session.bookings.filter(state=State.WAITING, attendance_mode__in=session.attendance_modes)
        .order_by("waiting_since", "pk")
        .annotate(size=TAKES_PLACE)
    )
    capacity = capacity_of(session) if waiting else Capacity(session)
    offered: list[Booking] = []
    for booking in waiting:
        if capacity.fits(booking.attendance_mode, booking.size):
            capacity.take(booking.attendance_mode, booking.size)
            _offer(booking, sent_at, deadline, now)
            offered.append(booking)
    return offered


def _withdraw_offers(session: Session, now: datetime) -> None:
    """Withdraw the offers of a cancelled session. Restoring it makes new ones."""
    for booking in session.bookings.filter(state=State.OFFERED):
        booking.state, booking.offered_until = next_state(booking.state, Event.CALL_OFF), None
        save_transition(booking, now)


def _offer(booking: Booking, sent_at: datetime, deadline: datetime, now: datetime) -> None:
    time_to_answer = TIME_TO_ANSWER if booking.can_be_written_to else TIME_TO_PHONE + TIME_TO_ANSWER
    booking.state = next_state(booking.state, Event.OFFER)
    booking.offered_until, booking.offer_extended = min(sent_at + time_to_answer, deadline), False
    save_transition(booking, now)
    notify(Kind.OFFER, booking, now, due_at=sent_at)


def accept_offer(*, booking: Booking, now: datetime, use_held_places: bool = False) -> Booking:
    """Accept an offer. A waiting or lapsed booking gets a place if one is free.

    `use_held_places` is for organisers and gives out held places if there is no other. Raise
    BookingError. Idempotent.
    """
    with lock.lock_booking(booking) as booking:
        check_not_started(booking.session, now)
        target = next_state(booking.state, Event.TAKE)
        if booking.state == State.BOOKED:
            return booking
        if booking.state != State.OFFERED:  # an offered place is already counted as taken
            capacity, needed = capacity_of(booking.session), places_needed_by(booking)
            if not capacity.fits(booking.attendance_mode, needed, with_held=use_held_places):
                raise BookingError(
                    "offer_ended" if booking.state == State.LAPSED else "not_offered"
                )
            consume_held_places(capacity, booking.attendance_mode, needed)
        booking.state = target
        booking.offered_until = booking.waiting_since = None
        save_transition(booking, now)
        notify(Kind.PROMOTED, booking, now)
    return booking


def mark_offer_phoned(*, booking: Booking, now: datetime) -> None:
    """Start the 48 hours of an offer told by phone. Do nothing without an open offer."""
    with lock.lock_booking(booking) as booking:
        if booking.state == State.OFFERED:
            deadline = booking.session.starts_at - LAST_ANSWER
            booking.offered_until = min(now + TIME_TO_ANSWER, deadline)
            booking.save(update_fields=["offered_until"])


def extend_offer(*, booking: Booking, now: datetime) -> Booking:
    """Extend an offer by 48 hours, once. Raise BookingError."""
    with lock.lock_booking(booking) as booking:
        check_not_started(booking.session, now)
        next_state(booking.state, Event.MORE_TIME)
        if booking.offer_extended:
            raise BookingError("more_time_used")
        ends_at = booking.offered_until or now
        until = min(ends_at + TIME_TO_ANSWER, booking.session.starts_at - LAST_ANSWER)
        if until <= ends_at:
            raise BookingError("no_more_time")
        booking.offered_until, booking.offer_extended, booking.changed_at = until, True, now
        booking.save(update_fields=["offered_until", "offer_extended", "changed_at"])
    return booking


def rejoin_waiting_list(*, booking: Booking, now: datetime) -> Booking:
    """Join the end of the waiting list, after an offer has lapsed or a booking was cancelled.

    A free place is offered at once. Raise BookingError.
    """
    with lock.lock_booking(booking) as booking:
        check_not_started(booking.session, now)
        target = next_state(booking.state, Event.WAIT)
        if booking.state == State.WAITING:
            return booking
        booking.waiting_since = now
        rejoin(booking, target, now)
    return booking


def rejoin(booking: Booking, target: State, now: datetime) -> None:
    """Put a booking on the waiting list and process it. Requires the session lock."""
    if booking.state == State.CANCELLED:
        resume_arrangements_of(booking, now)
    booking.state, booking.cancelled_at, booking.offered_until = target, None, None
    save_transition(booking, now)
    if booking not in process_waiting_list(booking.session, now):
        notify(Kind.WAITING, booking, now)
    booking.refresh_from_db()


def check_not_started(session: Session, now: datetime) -> None:
    if session.is_cancelled:
        raise BookingError("cancelled_session")
    if session.has_started(now):
        raise BookingError("started")


def save_transition(booking: Booking, now: datetime) -> None:
    """Save a booking after a transition. The sequence rises, so that calendars follow."""
    booking.sequence += 1
    booking.changed_at = now
    booking.save(
        update_fields=[
            "state",
            "sequence",
            "changed_at",
            "cancelled_at",
            "waiting_since",
            "offered_until",
            "offer_extended",
        ]
    )
