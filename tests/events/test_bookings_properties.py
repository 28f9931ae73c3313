"""Invariants under any sequence of events: never overbooked, nobody skipped, every change announced once."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from events import bookings
from events.bookings import Attendee, BookingError
from events.models import Booking, Notice, Person
from tests.examples import examples
from tests.factories import NOW, STARTS_AT, make_booking, make_session

pytestmark = pytest.mark.django_db

WHICH = st.integers(0, 5)
ACTS = st.one_of(
    st.tuples(st.just("book"), st.integers(1, 3)),
    st.tuples(st.just("book with supporter"), st.just(1)),
    *[
        st.tuples(st.just(act), WHICH)
        for act in ("cancel", "undo", "take", "more time", "wait", "come alone", "come as two")
    ],
    st.tuples(st.just("places"), st.integers(0, 5)),
    st.tuples(st.just("hold back"), st.integers(0, 2)),
    st.tuples(st.just("promote"), st.just(0)),
    st.tuples(st.just("lapse"), st.just(0)),
    st.tuples(st.just("later"), st.sampled_from([1, 7, 13, 49])),
)

# What a person hears of a move from one state to another. Nothing of a change within a state.
TOLD = {
    (None, "booked"): ["confirmation"],
    (None, "waiting"): ["waiting"],
    ("waiting", "offered"): ["offer"],
    ("lapsed", "offered"): ["offer"],
    ("cancelled", "offered"): ["offer"],
    ("waiting", "booked"): ["promoted"],
    ("offered", "booked"): ["promoted"],
    ("lapsed", "booked"): ["promoted"],
    ("cancelled", "booked"): ["confirmation"],
    ("cancelled", "waiting"): ["waiting"],
    ("lapsed", "waiting"): ["waiting"],
    ("offered", "lapsed"): [],
    ("booked", "cancelled"): ["cancellation"],
    ("waiting", "cancelled"): ["cancellation"],
    ("offered", "cancelled"): ["cancellation"],
    ("lapsed", "cancelled"): ["cancellation"],
}
MOVES = {kind for kinds in TOLD.values() for kind in kinds}


class World:
    """One full session with a line of three, and what is done to it."""

    def __init__(self):
        self.now = NOW
        self.session = make_session(places=2, starts_at=STARTS_AT + timedelta(days=84))
        for people in (1, 1, 2, 1, 1):
            self.do("book", people)
            self.now += timedelta(minutes=1)

    def do(self, act, number):
        self.session.refresh_from_db()
        made = list(self.session.bookings.order_by("pk"))
        one = made[number % len(made)] if made else None
        match act:
            case "book":
                people = tuple(Attendee(name=f"P{each}") for each in range(number))
                make_booking(session=self.session, people=people, now=self.now)
            case "book with supporter":
                make_booking(session=self.session, supporter="Jo", now=self.now)
            case "places" | "hold back":
                name = "places" if act == "places" else "places_held"
                setattr(self.session, name, number)
                self.session.save()
                bookings.promote(session=self.session, now=self.now)
            case "promote":
                bookings.promote(session=self.session, now=self.now)
            case "lapse":
                bookings.lapse_offers(now=self.now)
            case "later":
                self.now += timedelta(hours=number)
            case "come alone" | "come as two" if one:
                names = ["P0"] if act == "come alone" else ["P0", "P1"]
                people = [Attendee(name=name) for name in names]
                bookings.change(booking=one, people=people, now=self.now)
            case _ if one:
                do = {
                    "cancel": bookings.cancel,
                    "undo": bookings.undo_cancel,
                    "take": bookings.accept_offer,
                    "more time": bookings.extend_offer,
                    "wait": bookings.rejoin_waiting_list,
                }[act]
                do(booking=one, now=self.now)

    def states(self):
        return dict(self.session.bookings.values_list("pk", "state"))

    def sizes(self):
        people = Person.objects.filter(booking__session=self.session, needs_place=True)
        return Counter(people.values_list("booking", flat=True))

    def notices(self):
        return Counter(Notice.objects.filter(kind__in=MOVES).values_list("booking", "kind"))

    def waiting(self):
        rows = self.session.bookings.filter(state="waiting").order_by("waiting_since", "pk")
        return list(rows.values_list("pk", flat=True))


def taken(states, sizes):
    return sum(sizes[pk] for pk, state in states.items() if state in ("booked", "offered"))


@examples(
    60,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=3, max_size=25))
def test_no_sequence_of_events_breaks_a_promise(acts):
    with transaction.atomic():
        world = World()
        for act, number in acts:
            before, had, told, line = (
                world.states(),
                taken(world.states(), world.sizes()),
                world.notices(),
                world.waiting(),
            )
            try:
                world.do(act, number)
                refused = False
            except BookingError:
                refused = True
            after, sizes = world.states(), world.sizes()
            world.session.refresh_from_db()
            limit = max(0, world.session.places - world.session.places_held)
            has = taken(after, sizes)
            left = bookings.capacity_of(world.session).all_left

            # Never over, never below zero.
            assert left == max(0, limit - has)
            assert has <= max(limit, had)
            # A refusal changes nothing.
            assert not refused or (after == before and world.notices() == told)
            # Nobody waits while there is a place that fits.
            assert all(sizes[pk] > left for pk in world.waiting())
            # Nobody is passed over by someone behind them in the line.
            offered = [pk for pk in line if after[pk] == "offered"]
            for turn, pk in enumerate(line):
                if after[pk] == "waiting":
                    behind = sum(sizes[other] for other in offered if line.index(other) > turn)
                    assert sizes[pk] > left + behind
            # Every move is told once, in the right words, and nothing else is.
            expected = Counter(told)
            for pk, state in after.items():
                if before.get(pk) != state:
                    expected.update((pk, kind) for kind in TOLD[before.get(pk), state])
            assert world.notices() == expected
            assert set(Booking.objects.values_list("state", flat=True)) <= set(Booking.State.values)
        transaction.set_rollback(True)
