"""The days and times that a pattern proposes."""

from dataclasses import replace
from datetime import date, time

import pytest

from events.models import SeriesDay
from events.recurrence import MonthDay, Repeat, Weekdays
from events.schedule import Pattern
from tests.events.schedule.helpers import monthly_series

pytestmark = pytest.mark.django_db


def test_a_day_put_in_by_hand_stands_even_on_a_bank_holiday():
    pattern = Pattern(
        rule=Repeat(on=Weekdays((0,))),
        first_day=date(2027, 5, 1),
        start_time=time(10),
        end_time=time(11),
        skip_bank_holidays=True,
        also=frozenset([date(2027, 5, 3)]),
    )

    days = [each.day for each in pattern.proposals(date(2027, 5, 1), date(2027, 5, 10))]

    assert days == [date(2027, 5, 3), date(2027, 5, 10)]


def test_the_next_dates_are_found_for_a_rule_that_is_rare():
    pattern = Pattern(
        rule=Repeat(on=MonthDay(31), every=24),
        first_day=date(2027, 1, 1),
        start_time=time(10),
        end_time=time(11),
    )

    assert len(pattern.next_proposals(date(2027, 1, 11))) == 12


def test_the_next_dates_are_found_at_the_very_end_of_the_calendar():
    pattern = Pattern(
        rule=None,
        first_day=None,
        start_time=time(10),
        end_time=time(11),
        also=frozenset({date.max}),
    )

    assert [each.day for each in pattern.next_proposals(date(2027, 1, 11))] == [date.max]


def test_a_proposed_date_says_its_day_and_time_in_words():
    proposal = Pattern.of(monthly_series()).proposals(date(2027, 1, 27), date(2027, 1, 27))[0]
    assert proposal.day_words == "Wednesday 27 January 2027"
    assert proposal.when_words == "Wednesday 27 January 2027, 10:30am to 12 noon"


def test_days_left_out_and_days_put_in_are_kept_apart():
    series = monthly_series()
    series.days.add(
        SeriesDay(day=date(2027, 2, 24), kind=SeriesDay.Kind.SKIP),
        SeriesDay(day=date(2027, 2, 25), kind=SeriesDay.Kind.ALSO),
    )
    pattern = Pattern.of(series)

    assert pattern.skip == {date(2027, 2, 24)}
    assert pattern.also == {date(2027, 2, 25)}


def test_bank_holidays_stand_unless_the_series_leaves_them_out():
    pattern = Pattern(
        rule=Repeat(on=MonthDay(27)),
        first_day=date(2027, 12, 1),
        start_time=time(10),
        end_time=time(11),
    )

    # In place of Christmas Day, a Saturday.
    assert pattern.next_proposals(date(2027, 12, 1))[0].day == date(2027, 12, 27)
    left_out = replace(pattern, skip_bank_holidays=True)
    assert left_out.next_proposals(date(2027, 12, 1))[0].day == date(2028, 1, 27)
