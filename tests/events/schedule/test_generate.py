"""A series makes the sessions of its coming year."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from events import schedule
from events.models import RemovedDate, SeriesDay, Session
from events.recurrence import NthWeekday, Repeat
from events.schedule.generate import year_after
from hub.dates import LONDON
from tests.events.schedule.helpers import FOURTH_WEDNESDAY, monthly_series, session_days
from tests.factories import make_series

pytestmark = pytest.mark.django_db


def test_a_monthly_rule_makes_its_dates_for_the_coming_year(now):
    series = monthly_series(FOURTH_WEDNESDAY)

    created_pages = schedule.generate_sessions(series=series, now=now)

    assert len(created_pages) == 12
    assert session_days(series)[:3] == ["2027-01-27", "2027-02-24", "2027-03-24"]
    assert session_days(series)[-1] == "2027-12-22"


def test_half_past_ten_stays_half_past_ten_when_the_clocks_change(now):
    series = monthly_series(FOURTH_WEDNESDAY)
    schedule.generate_sessions(series=series, now=now)

    starts = [session.starts_at for session in series.sessions.order_by("starts_at")]

    assert {start.astimezone(LONDON).time() for start in starts} == {time(10, 30)}
    assert {start.astimezone(UTC).hour for start in starts} == {9, 10}


def test_topping_up_again_makes_nothing_new(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)

    assert schedule.generate_sessions(series=series, now=now) == []
    assert schedule.generate_sessions(series=series, now=now + timedelta(days=1)) == []


def test_a_month_later_one_more_date_is_made(now):
    series = monthly_series(FOURTH_WEDNESDAY)
    schedule.generate_sessions(series=series, now=now)

    created_pages = schedule.generate_sessions(series=series, now=now + timedelta(days=30))

    assert [page.slug for page in created_pages] == ["2028-01-26"]


def test_dates_that_have_passed_are_not_made(now):
    series = monthly_series(
        Repeat(on=NthWeekday(4, 2), until=date(2027, 3, 1)), first_day=date(2026, 1, 28)
    )

    created_pages = schedule.generate_sessions(series=series, now=now)

    assert created_pages[0].slug == "2027-01-27"


def test_a_draft_series_makes_no_dates(now):
    series = monthly_series(live=False)

    assert schedule.generate_sessions(series=series, now=now) == []


def test_a_programme_without_a_rule_makes_no_dates(now):
    assert schedule.generate_sessions(series=make_series(), now=now) == []


def test_days_to_leave_out_and_days_to_put_in_are_followed(now):
    series = monthly_series()
    SeriesDay.objects.create(series=series, kind=SeriesDay.Kind.SKIP, day=date(2027, 2, 24))
    SeriesDay.objects.create(series=series, kind=SeriesDay.Kind.ALSO, day=date(2027, 2, 17))

    schedule.generate_sessions(series=series, now=now)

    assert session_days(series)[:3] == ["2027-01-27", "2027-02-17", "2027-03-24"]


def test_bank_holidays_are_left_out_when_asked(now):
    mondays = Repeat(on=NthWeekday(1, 0), until=date(2027, 6, 30))
    series = monthly_series(rule=mondays.to_rule(), skip_bank_holidays=True)

    schedule.generate_sessions(series=series, now=now)

    assert "2027-05-03" not in session_days(series)
    assert "2027-06-07" in session_days(series)


def test_a_date_that_was_taken_away_is_not_made_again(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    february = Session.objects.get(series=series, occurrence_date=date(2027, 2, 24))

    schedule.remove_session(session=february, now=now)
    schedule.generate_sessions(series=series, now=now)

    assert "2027-02-24" not in session_days(series)
    assert RemovedDate.objects.get().day == date(2027, 2, 24)


def test_a_date_that_was_moved_by_hand_is_not_made_again(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    february = Session.objects.get(series=series, occurrence_date=date(2027, 2, 24))

    schedule.move(
        session=february,
        starts_at=datetime(2027, 2, 25, 14, tzinfo=UTC),
        ends_at=datetime(2027, 2, 25, 15, tzinfo=UTC),
        now=now,
    )
    schedule.generate_sessions(series=series, now=now)

    assert session_days(series)[:3] == ["2027-01-27", "2027-02-25", "2027-03-24"]
    assert february.occurrence_date == date(2027, 2, 24)


@pytest.mark.parametrize(("hour", "days"), [(8, 4), (10, 4), (11, 3), (23, 3)])
def test_a_date_that_has_begun_today_is_neither_made_nor_planned(hour, days):
    """The first of four Wednesdays begins at half past ten."""
    moment = datetime(2027, 1, 27, hour, 30 if hour == 10 else 0, tzinfo=UTC) - timedelta(
        seconds=hour == 10
    )
    series = monthly_series()
    assert len(schedule.plan_rule_change(series, moment).added) == days
    assert len(schedule.generate_sessions(series=series, now=moment)) == days
    begun = monthly_series(title="Another", slug="another")
    at_the_start = datetime(2027, 1, 27, 10, 30, tzinfo=UTC)
    assert len(schedule.plan_rule_change(begun, at_the_start).added) == 3
    assert len(schedule.generate_sessions(series=begun, now=at_the_start)) == 3


def test_a_year_after_29_february_is_28_february():
    assert year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert year_after(date(2027, 2, 28)) == date(2028, 2, 28)
