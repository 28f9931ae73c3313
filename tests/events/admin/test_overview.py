"""The lists of coming and past sessions."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from events import bookings, schedule
from events.admin import overview
from events.models import AccessNeed, Booking
from tests.events.admin.helpers import NEED
from tests.factories import make_booking, make_session, need_of

pytestmark = pytest.mark.django_db


def test_the_list_says_first_who_needs_something_then_how_full_it_is(session, booking, organiser):
    shown = organiser.get(reverse("sessions_admin:coming")).text

    assert shown.index("1 person needs something: 1 to answer") < shown.index("1 of 20 places")


def test_the_list_counts_people_who_take_a_place_and_those_who_wait(now, site, organiser):
    session = make_session(places=2)
    make_booking(session=session, supporter="Sam")
    make_booking(session=session, email="jo@example.org", name="Jo")
    make_booking(session=session, email="kit@example.org", name="Kit")

    listed = overview.coming(now)[0]

    assert (listed.taken, listed.limit, listed.waiting) == (2, 2, 1)
    assert "2 of 2 places taken, 1 waiting" in organiser.get(reverse("sessions_admin:coming")).text


def test_each_number_of_the_list_counts_each_row_once(now, site):
    session = make_session(places=10)
    make_booking(
        session=session,
        needs=(NEED, "A ramp", "Tea"),
        supporter="Sam",
        wishes=bookings.Preferences(contact_first="phone"),
    )
    AccessNeed.objects.filter(pk=need_of("A ramp").pk).update(state=AccessNeed.State.ARRANGING)
    AccessNeed.objects.filter(pk=need_of("Tea").pk).update(state=AccessNeed.State.IN_PLACE)
    make_booking(session=session, email="jo@example.org", name="Jo", needs=(NEED,))
    gone = make_booking(session=session, email="kit@example.org", name="Kit", needs=(NEED,))
    bookings.cancel(booking=gone, now=now)

    listed = overview.coming(now).get()

    # Sam supports and takes no place.
    assert (listed.taken, listed.limit, listed.waiting, listed.offered) == (2, 10, 0, 0)
    assert (listed.people_with_needs, listed.talks_wanted) == (2, 1)
    assert (listed.needs_to_answer, listed.needs_to_finish) == (2, 1)


@pytest.mark.parametrize(
    ("starts", "is_coming"),
    [
        (datetime(2027, 1, 10, 9, 0, tzinfo=UTC), False),
        (datetime(2027, 1, 11, 7, 0, tzinfo=UTC), False),
        (datetime(2027, 1, 11, 8, 30, tzinfo=UTC), True),  # going on now
        (datetime(2027, 1, 11, 15, 0, tzinfo=UTC), True),
        (datetime(2027, 1, 12, 9, 0, tzinfo=UTC), True),
    ],
)
def test_todays_sessions_are_in_the_list_until_they_are_over(starts, is_coming, now, site):
    session = make_session(starts_at=starts)

    assert (session in overview.coming(now)) == is_coming
    assert (session in overview.past(now)) != is_coming


def test_the_list_takes_as_many_queries_for_twelve_sessions_as_for_three(
    now, site, django_assert_num_queries
):
    def make(count):
        for number in range(count):
            session = make_session(starts_at=now + timedelta(days=number + 1))
            make_booking(session=session, needs=(NEED,))

    make(3)
    with django_assert_num_queries(1):
        assert len(overview.coming(now)) == 3
    make(9)
    with django_assert_num_queries(1):
        assert len(overview.coming(now)) == 12


def test_a_cancelled_date_asks_for_no_answers_and_no_talks(session, booking, organiser, now):
    Booking.objects.filter(pk=booking.pk).update(contact_first=Booking.TalkFirst.PHONE)
    schedule.cancel(session=session, reason="Ill", now=now)

    home = organiser.get(reverse("wagtailadmin_home")).text
    listed = overview.coming(now)[0]
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert "In their own words" not in home
    assert "Would like to talk first" not in home
    assert (listed.people_with_needs, listed.talks_wanted) == (0, 0)
    assert "If you have booked something for it, call that off." in shown
    assert "Give a place" not in shown
