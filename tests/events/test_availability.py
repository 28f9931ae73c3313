"""When people could come: asked of those who want to say, and kept as numbers only."""

from datetime import date

import pytest
import time_machine

from events.bookings.planning import Availability, count_availability
from events.models import AvailabilityCount, Booking
from events.privacy.retention import purge_expired
from hub.dates import london_midnight
from tests.events.test_booking_views import FORM, answer_all, book_now, hidden_in
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db

ANSWER = {"weekdays": ["1", "3"], "times_of_day": ["morning", "evening"], "notice": "weeks"}


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session(site):
    return make_session(places=5)


def counts():
    rows = AvailabilityCount.objects.values_list("weekday", "time_of_day", "notice", "number")
    return {row[:3]: row[3] for row in rows}


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ({}, {}),
        ({"weekdays": [1]}, {(0, "", ""), (1, "", "")}),
        ({"times": ["evening"]}, {(0, "", ""), (0, "evening", "")}),
        ({"notice": "days"}, {(0, "", ""), (0, "", "days")}),
        (
            {"weekdays": [1, 3], "times": ["morning", "evening"], "notice": "month"},
            {
                *((day, time, "") for day in (1, 3) for time in ("morning", "evening")),
                *((0, "", ""), (0, "", "month")),
            },
        ),
    ],
)
def test_an_answer_counts_once_for_all_that_it_says(session, now, answer, wanted):
    for times in (1, 2):
        count_availability(series=session.series, answer=Availability(**answer), now=now)
        assert counts() == dict.fromkeys(wanted, times)


def test_months_are_counted_apart_and_kept_for_two_years(session, now):
    answer = Availability(weekdays=[1])
    count_availability(series=session.series, answer=answer, now=now)
    count_availability(series=session.series, answer=answer, now=now.replace(month=2))
    assert set(AvailabilityCount.objects.values_list("month", flat=True)) == {
        date(2027, 1, 1),
        date(2027, 2, 1),
    }
    purge_expired(now=london_midnight(date(2028, 12, 31)))
    assert AvailabilityCount.objects.count() == 4
    purge_expired(now=london_midnight(date(2029, 1, 2)))
    assert set(AvailabilityCount.objects.values_list("month", flat=True)) == {date(2027, 2, 1)}


def test_who_wants_to_can_say_it_with_the_last_press(client, session):
    check = answer_all(client)
    assert "When could you come?" in check.text
    assert "<details >" in check.text, "folded: it costs the others nothing"
    assert book_now(client, check, **ANSWER).status_code == 302

    assert counts()[1, "morning", ""] == 1
    assert counts()[0, "", "weeks"] == 1


def test_who_says_nothing_is_not_counted(client, session):
    answer_all(client)
    book_now(client)
    assert Booking.objects.count() == 1
    assert counts() == {}


def test_the_same_form_sent_twice_counts_once(client, session):
    check = answer_all(client)
    for _ in range(2):
        book_now(client, check, **ANSWER)
    assert counts()[0, "", ""] == 1


@pytest.mark.parametrize("trouble", ["no consent", "something has changed"])
def test_what_was_ticked_is_there_when_the_page_comes_again(client, session, trouble):
    check = answer_all(client)
    data = hidden_in(check) | ANSWER
    if trouble == "something has changed":
        data |= {"shown": "else", "agree": "on"}
    page = client.post(f"{FORM}check/", data)

    assert page.status_code in (200, 409)
    assert "<details open>" in page.text
    for name, values in ANSWER.items():
        for value in [values] if isinstance(values, str) else values:
            tag = next(
                tag
                for tag in page.text.split("<input")[1:]
                if f'name="{name}" value="{value}"' in tag
            )
            assert "checked" in tag.split(">")[0]
    assert counts() == {}


def test_a_value_of_nobody_is_refused(client, session):
    check = answer_all(client)
    assert book_now(client, check, weekdays=["9"]).status_code == 200
    assert not Booking.objects.exists()


def test_nothing_in_the_numbers_leads_to_a_person(session, now):
    """No key to a booking, no moment but the month; and they stay when the booking is erased."""
    related = {
        field.related_model for field in AvailabilityCount._meta.get_fields() if field.is_relation
    }
    assert {model._meta.object_name for model in related} == {"SeriesPage"}
    make_booking(session=session)
    count_availability(series=session.series, answer=Availability(notice="days"), now=now)
    Booking.objects.all().delete()
    assert counts()[0, "", "days"] == 1
