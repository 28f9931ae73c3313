"""Many at once, with real connections. Each test with a lock has a twin that shows the fault without it."""

import re
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from events import bookings, schedule
from events.bookings import capacity, lock
from events.models import Booking, Notice, Person, Session
from events.recurrence import NthWeekday, Repeat
from events.schedule import sessions
from tests.factories import NOW, make_booking, make_series, make_session

pytestmark = [
    pytest.mark.threads("a lock shows only between connections"),
    pytest.mark.django_db(transaction=True),
]

WAIT = 120  # seconds until a test that hangs fails


def at_once(*acts):
    """Run every act in a thread with a connection of its own, all starting together."""
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait(WAIT)
            return act()
        except bookings.BookingError as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(WAIT) for future in [pool.submit(run, act) for act in acts]]


def book(session, name="Ama", **more):
    return bookings.book(
        session=session,
        contact=bookings.Contact(name=name, email=f"{uuid.uuid4()}@example.org"),
        people=[bookings.Attendee(name=name)],
        mode="video",
        now=NOW,
        **more,
    )


def taken(session):
    return Person.objects.filter(
        booking__session=session, booking__state__in=["booked", "offered"], needs_place=True
    ).count()


@pytest.fixture
def without_lock(monkeypatch):
    """Take the lock away: no transaction, no row lock. Everything else stays."""

    @contextmanager
    def hold(session):
        yield Session.objects.get(pk=session.pk)

    monkeypatch.setattr(lock, "lock_session", hold)


@pytest.fixture
def counting_takes_a_moment(request, monkeypatch):
    """Two who count the places wait for each other, if they can, before they write.

    Without the lock both always come. With it the second cannot, and the first must go on alone.
    """
    patience = WAIT if "without_lock" in request.fixturenames else 0.5
    both = threading.Barrier(2)
    count = capacity.count_places

    def slowly(sessions):
        found = count(sessions)
        try:
            both.wait(patience)
        except threading.BrokenBarrierError:
            both.reset()
        return found

    monkeypatch.setattr(capacity, "count_places", slowly)


def two_for_the_last_place():
    session = make_session(places=1)
    at_once(lambda: book(session), lambda: book(session))
    return taken(session)


def test_without_the_lock_the_last_place_is_sold_twice(without_lock, counting_takes_a_moment):
    assert two_for_the_last_place() == 2


def test_with_the_lock_the_last_place_is_sold_once(counting_takes_a_moment):
    assert two_for_the_last_place() == 1


def test_sixty_people_for_five_places_are_five_and_fifty_five_who_wait():
    session = make_session(places=5)
    made = at_once(*[lambda: book(session, join_waiting_list=True) for _ in range(60)])

    assert sorted(each.state for each in made) == ["booked"] * 5 + ["waiting"] * 55
    assert taken(session) == 5
    assert Booking.objects.values("spoken_code").distinct().count() == 60
    assert Notice.objects.count() == 60


def test_the_same_form_sent_twice_at_once_is_one_booking():
    session, key = make_session(places=5), uuid.uuid4()
    made = at_once(*[lambda: book(session, form_key=key) for _ in range(8)])

    assert len({each.pk for each in made}) == 1
    assert Booking.objects.count() == Notice.objects.count() == 1


def test_two_promotions_and_a_cancellation_at_once_offer_each_free_place_once():
    session = make_session(places=3)
    holders = [make_booking(session=session) for _ in range(3)]
    for minute in range(6):
        make_booking(session=session, now=NOW + timedelta(minutes=minute))
    later = NOW + timedelta(hours=1)
    at_once(
        lambda: bookings.promote(session=session, now=later),
        lambda: bookings.promote(session=session, now=later),
        lambda: bookings.cancel(booking=holders[0], now=later),
        lambda: bookings.cancel(booking=holders[1], now=later),
    )

    assert taken(session) == 3
    offered = Booking.objects.filter(state="offered").order_by("waiting_since")
    first_two = Booking.objects.exclude(waiting_since=None).order_by("waiting_since", "pk")[:2]
    assert list(offered) == list(first_two)
    assert Notice.objects.filter(kind="offer").count() == 2


def test_an_offer_is_taken_once_while_it_lapses():
    session = make_session(places=1)
    holder, first, second = [make_booking(session=session) for _ in range(3)]
    bookings.cancel(booking=holder, now=NOW)
    over = NOW + timedelta(hours=48)
    at_once(
        lambda: bookings.accept_offer(booking=first, now=over),
        lambda: bookings.accept_offer(booking=first, now=over),
        lambda: bookings.lapse_offers(now=over),
        lambda: bookings.lapse_offers(now=over),
    )

    assert taken(session) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) in [("booked", "waiting"), ("lapsed", "offered")]
    assert Notice.objects.filter(kind__in=["promoted"]).count() == (first.state == "booked")


def test_two_who_switch_into_the_last_seat_of_a_room_do_not_both_get_it(counting_takes_a_moment):
    session = make_session(places=9, places_in_person=1, in_person=True)
    online = [make_booking(session=session, mode="video") for _ in range(2)]
    at_once(
        *[
            lambda made=made: bookings.change(booking=made, mode="in-person", now=NOW)
            for made in online
        ]
    )

    assert Booking.objects.filter(attendance_mode="in-person").count() == 1


def test_the_same_page_sent_by_two_presses_at_once_gets_the_same_confirmation_twice():
    now = timezone.now()
    session = make_session(places=5, starts_at=now + timedelta(days=30))
    start = f"{session.page.url}book/{uuid.uuid4()}/"
    browser = Client()
    answers = {"for_whom": "me", "your_name": "Ama", "email": "ama@example.org"}
    browser.post(f"{start}start/", answers | {"way": "video", "any_needs": "no"})
    page = browser.get(f"{start}check/").content.decode()
    shown = re.search(r'name="shown" value="([^"]+)"', page)[1]

    def press():
        same_browser = Client()
        same_browser.cookies = browser.cookies
        return same_browser.post(f"{start}check/", {"shown": shown, "agree": "on"})

    answers = at_once(*[press] * 4)
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1
    assert Booking.objects.count() == 1


def test_a_date_that_someone_books_at_this_moment_is_not_taken_away(monkeypatch):
    session = make_session()
    is_booked, is_free = threading.Event(), threading.Event()
    remember_removed = sessions.remember_removed

    def remember(**removed):
        is_free.set()
        remember_removed(**removed)

    monkeypatch.setattr(sessions, "remember_removed", remember)

    def book_slowly():
        with bookings.lock_session(session):
            booking = book(session)
            is_booked.set()
            is_free.wait(0.5)
        return booking

    def remove():
        is_booked.wait(WAIT)
        try:
            schedule.remove_session(session=session, now=NOW)
        except schedule.ScheduleError as refusal:
            return str(refusal)

    _, refusal = at_once(book_slowly, remove)
    assert "People have booked this date" in refusal
    assert Session.objects.filter(pk=session.pk).exists()


def test_two_passes_at_once_make_each_date_of_a_rule_once():
    rule = Repeat(on=NthWeekday(4, 2)).to_rule()
    series = make_series(rule=rule, first_day=date(2027, 1, 27))
    created_pages = at_once(*[lambda: schedule.generate_sessions(series=series, now=NOW)] * 4)

    assert sorted(len(pages) for pages in created_pages) == [0, 0, 0, 12]
    series.refresh_from_db()
    assert Session.objects.count() == series.numchild == 12
    assert all(problem == [] for problem in Page.find_problems())


def test_dates_added_by_hand_while_a_rule_makes_its_own_have_places_of_their_own():
    rule = Repeat(on=NthWeekday(4, 2)).to_rule()
    series = make_series(rule=rule, first_day=date(2027, 1, 27))
    starts_at = datetime(2027, 1, 13, 10, tzinfo=UTC)
    ends_at = starts_at + timedelta(hours=1)
    at_once(
        lambda: schedule.generate_sessions(series=series, now=NOW),
        *[
            lambda: schedule.add_session(
                series=series, starts_at=starts_at, ends_at=ends_at, now=NOW
            )
        ]
        * 2,
    )

    series.refresh_from_db()
    assert Session.objects.count() == series.numchild == 14
    assert all(problem == [] for problem in Page.find_problems())
