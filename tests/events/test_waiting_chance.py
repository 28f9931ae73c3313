"""People who wait get an honest idea of their chance, the same on the page and in the mail."""

from datetime import timedelta

import pytest
import time_machine

from events import bookings
from events.bookings import Attendee
from events.bookings.waiting_chance import chance_sentences
from events.models import Booking, Session
from events.outbox import enqueue
from events.privacy.retention import purge_expired
from tests.events.emails.mails import Kind, compose_mail, html_words
from tests.events.test_how_we_reach_people import main_of
from tests.events.test_manage_views import url_of
from tests.factories import STARTS_AT, make_booking, make_session

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
ROOM = {"in_person": True, "venue": "The Hall, Ely"}


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


def wait(session, now, number=0, **facts):
    return make_booking(session=session, now=now + number * MINUTE, **facts)


def two_people():
    return (Attendee(name="Ama", email="ama@example.org"), Attendee(name="Ben"))


@pytest.mark.parametrize(
    ("ahead", "words"), [(0, "first"), (2, "third"), (9, "tenth"), (10, "number 11")]
)
def test_the_turn_counts_those_who_wait_longer(now, ahead, words):
    session = make_session(places=0)
    for number in range(ahead):
        wait(session, now, number)
    own = wait(session, now, ahead)
    wait(session, now, ahead + 1)

    assert chance_sentences(own, now) == [f"This booking is {words} in line."]


def test_the_turn_moves_up_when_somebody_leaves(now):
    session = make_session(places=0)
    first, second = wait(session, now), wait(session, now, 1)
    assert chance_sentences(second, now) == ["This booking is second in line."]
    bookings.cancel(booking=first, now=now)

    assert chance_sentences(second, now) == ["This booking is first in line."]


def test_only_those_who_wait_for_the_same_places_count(now):
    session = make_session(places=0, places_in_person=0, **ROOM)
    wait(session, now, mode="video")
    wait(session, now, 1, mode="phone")
    room = wait(session, now, 2, mode="in-person")
    assert chance_sentences(room, now) == ["This booking is first in line."]

    Session.objects.update(places_in_person=None)
    room = Booking.objects.get(pk=room.pk)
    assert chance_sentences(room, now) == ["This booking is third in line."]


def test_those_who_cannot_be_offered_a_place_have_no_turn_and_do_not_count(now):
    session = make_session(places=0, **ROOM)
    closed, own = wait(session, now, mode="in-person"), wait(session, now, 1, mode="video")
    Session.objects.update(in_person=False)

    closed, own = (Booking.objects.get(pk=each.pk) for each in (closed, own))
    assert chance_sentences(closed, now) == []
    assert chance_sentences(own, now) == ["This booking is first in line."]


def test_a_booking_for_two_may_be_passed_and_says_so(now):
    session = make_session(places=2)
    holder = make_booking(session=session, now=now)
    make_booking(session=session, now=now)
    pair = wait(session, now, 1, people=two_people())
    alone = wait(session, now, 2)
    assert chance_sentences(pair, now) == [
        "This booking is first in line.",
        "It is for 2 places, so one for fewer may come first.",
    ]

    bookings.cancel(booking=holder, now=now + 3 * MINUTE)
    alone.refresh_from_db()
    pair.refresh_from_db()
    assert (alone.state, pair.state) == ("offered", "waiting"), "as it said"


@pytest.mark.parametrize("state", sorted(set(Booking.State) - {Booking.State.WAITING}))
def test_nothing_is_said_to_those_who_do_not_wait(now, state):
    booking = wait(make_session(places=0), now, state=state)

    assert chance_sentences(booking, now) == []


# Last time ----------------------------------------------------------------------------------------


def waited_last_time(now, *, promoted, days_ago=7):
    """The session before, which somebody waited for, with some who got a place."""
    last = make_session(starts_at=now - timedelta(days=days_ago), places=0)
    for number in range(promoted + 1):
        booking = wait(last, last.starts_at - timedelta(days=9), number)
        if number < promoted:
            enqueue(kind=Kind.PROMOTED, booking=booking, now=last.starts_at - timedelta(days=8))
    return last


@pytest.mark.parametrize(
    ("promoted", "days_ago", "says"),
    [
        (1, 7, ["Last time, at least 1 person who waited got a place."]),
        (3, 7, ["Last time, at least 3 people who waited got a place."]),
        (0, 7, []),
        (3, 31, []),  # some of these bookings may be deleted
    ],
)
def test_it_says_how_many_got_a_place_last_time_if_that_is_known(now, promoted, days_ago, says):
    waited_last_time(now, promoted=promoted, days_ago=days_ago)
    booking = wait(make_session(places=0), now)

    assert chance_sentences(booking, now)[1:] == says


def test_people_count_and_not_bookings_or_mails(now):
    last = make_session(starts_at=now - timedelta(days=7), places=0)
    pair = wait(last, last.starts_at - timedelta(days=9), people=two_people())
    for reason in ("once", "again"):
        enqueue(kind=Kind.PROMOTED, booking=pair, now=now, dedupe_key=reason)
    booking = wait(make_session(places=0), now)

    assert chance_sentences(booking, now)[1:] == [
        "Last time, at least 2 people who waited got a place."
    ]


def test_other_series_and_cancelled_sessions_do_not_count(now):
    waited_last_time(now, promoted=2)
    Session.objects.update(status=Session.Status.CANCELLED)
    booking = wait(make_session(places=0), now)

    assert chance_sentences(booking, now) == ["This booking is first in line."]


def test_it_stays_true_when_bookings_have_been_deleted(now):
    waited_last_time(now, promoted=3, days_ago=29)
    later = now + timedelta(days=4)
    purge_expired(now=later)
    booking = wait(make_session(places=0), now)

    assert chance_sentences(booking, later) == ["This booking is first in line."]


# The same everywhere ------------------------------------------------------------------------------


def test_the_mail_and_both_pages_say_the_same_of_the_chance(client, now):
    waited_last_time(now, promoted=2)
    session = make_session(places=0, starts_at=STARTS_AT)
    wait(session, now, email="first@example.org")
    booking = wait(session, now, 1)
    mail = compose_mail(Kind.WAITING, booking, now)
    pages = [main_of(client.get(url_of(booking, rest))) for rest in ("", "booked/")]

    for sentence in (
        "We write to you as soon as a place is free.",
        "This booking is second in line.",
        "Last time, at least 2 people who waited got a place.",
    ):
        for text in (mail.body, html_words(mail), *pages):
            assert sentence in text, sentence
