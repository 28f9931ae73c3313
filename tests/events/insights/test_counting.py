"""Sessions are counted once, before what people told us is deleted, and the numbers stay."""

from datetime import UTC, datetime, timedelta

import pytest

from events import bookings
from events.bookings import access_needs
from events.bookings.arrangements import OWN_WORDS
from events.insights.counting import count_sessions, people_with_a_place, record_headcount
from events.models import AccessNeed, Booking, SessionCount
from events.privacy.retention import erase, purge_expired
from hub.jobs import run_due_jobs
from tests.factories import STARTS_AT, make_booking, make_option, make_session

pytestmark = pytest.mark.django_db

ENDS = STARTS_AT + timedelta(minutes=90)
NEXT_DAY = datetime(2027, 1, 28, 1, 0, tzinfo=UTC)


@pytest.fixture
def session(db):
    return make_session(places=4)


def counts(**filters):
    rows = SessionCount.objects.filter(**filters).order_by("topic", "label", "answer")
    return {(row.topic, row.label, row.answer): row.number for row in rows}


def answer(booking, state, at):
    for person in booking.people.all():
        for need in person.needs.all():
            access_needs.answer(need=need, state=state, words="Words", now=at)


def test_needs_are_counted_by_what_became_of_them(session, now):
    breaks = make_option("More breaks")
    interpreter = make_option("An interpreter", notice_days=10)
    in_time = make_booking(session=session, needs=(breaks, interpreter))
    answer(in_time, "in-place", now)
    late = make_booking(session=session, name="Bo", email="bo@example.org", needs=(interpreter,))
    answer(late, "in-place", STARTS_AT - timedelta(hours=1))
    make_booking(session=session, name="Cy", email="cy@example.org", needs=("A quiet corner",))

    assert count_sessions(now=NEXT_DAY) == 1
    assert counts(topic="need") == {
        ("need", "An interpreter", "in-time"): 1,
        ("need", "An interpreter", "late"): 1,
        ("need", "More breaks", "in-time"): 1,
        ("need", OWN_WORDS, "open"): 1,
    }
    assert not SessionCount.objects.filter(label__contains="quiet").exists()


def test_people_are_counted_by_time_and_way_and_those_who_had_no_place_apart(session):
    make_booking(session=session, supporter="Jo")
    make_booking(session=session, name="Bo", email="bo@example.org", mode="phone")
    gone = make_booking(session=session, name="Cy", email="cy@example.org")
    bookings.cancel(booking=gone, now=STARTS_AT - timedelta(days=3))
    for number in range(3):
        make_booking(session=session, name=f"N {number}", email=f"n{number}@example.org")

    count_sessions(now=NEXT_DAY)
    assert Booking.objects.filter(state="waiting").count() == 1
    assert counts() == {
        ("missed", "", "cancelled"): 1,
        ("missed", "", "waiting"): 1,
        ("people", "2 morning", "phone"): 1,
        ("people", "2 morning", "video"): 4,
        ("session", "2 morning", ""): 1,
    }


def test_a_session_is_counted_once_and_on_the_day_after(session):
    make_booking(session=session, needs=(make_option(),))
    assert count_sessions(now=ENDS + timedelta(hours=1)) == 0
    assert count_sessions(now=NEXT_DAY) == 1
    before = counts()

    assert count_sessions(now=NEXT_DAY + timedelta(minutes=1)) == 0
    assert counts() == before


def test_what_is_counted_does_not_change_when_somebody_deletes_their_booking(session):
    booking = make_booking(session=session, needs=(make_option(),))
    count_sessions(now=NEXT_DAY)
    before = counts()
    erase(booking=booking, now=NEXT_DAY)

    count_sessions(now=NEXT_DAY + timedelta(days=1))
    assert counts() == before


def test_a_cancelled_session_and_one_without_bookings_are_not_counted(session):
    make_session()
    make_booking(session=session)
    session.status = "cancelled"
    session.save()

    assert count_sessions(now=NEXT_DAY) == 0
    assert not SessionCount.objects.exists()


def test_a_session_whose_half_year_is_published_is_not_counted_any_more(session):
    """A worker that stood still for months must not change a table that people have."""
    make_booking(session=session)

    assert count_sessions(now=datetime(2027, 8, 31, 9, 0, tzinfo=UTC)) == 0
    assert count_sessions(now=datetime(2027, 8, 30, 9, 0, tzinfo=UTC)) == 1


@pytest.mark.parametrize("days", [1, 10], ids=["the day after", "after the worker stood still"])
def test_a_pass_of_the_worker_counts_before_it_deletes(session, days, now):
    make_booking(session=session, needs=(make_option(),))
    later = NEXT_DAY + timedelta(days=days - 1)

    done = run_due_jobs(now=later)
    assert done["sessions counted"] == 1
    assert counts(topic="need") == {("need", "More breaks", "open"): 1}
    assert AccessNeed.objects.exists() == (days < 8)


def test_numbers_outlive_bookings_and_the_session_itself(session):
    make_booking(session=session, needs=(make_option(),))
    count_sessions(now=NEXT_DAY)
    before = counts()
    purge_expired(now=NEXT_DAY + timedelta(days=800))
    assert not Booking.objects.exists()

    session.page.delete()
    assert counts() == before
    assert set(SessionCount.objects.values_list("session", flat=True)) == {None}


def test_numbers_name_nobody(session):
    make_booking(session=session, name="Zebedee Quill", needs=("Zebedee must sit by the door",))
    count_sessions(now=NEXT_DAY)

    assert "Zebedee" not in str(list(SessionCount.objects.values()))


def test_a_headcount_keeps_how_many_did_not_come_and_the_last_one_counts(session):
    for number in range(4):
        make_booking(session=session, name=f"N {number}", email=f"n{number}@example.org")
    for came, stayed_away in ((1, 3), (3, 1), (9, 0)):
        record_headcount(session=session, came=came)
        assert counts(answer="stayed-away") == {("missed", "", "stayed-away"): stayed_away}


def test_people_with_a_place_are_known_after_their_bookings_are_deleted(session):
    make_booking(session=session, supporter="Jo")
    assert people_with_a_place(session) == 2
    count_sessions(now=NEXT_DAY)
    Booking.objects.all().delete()

    assert people_with_a_place(session) == 2
