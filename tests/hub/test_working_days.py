"""Bank holidays and working days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.working_days import (
    bank_holidays,
    is_working_day,
    working_days_before,
    working_days_between,
)

DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        ("2027-01-27", 10, "2027-01-13"),  # two plain weeks
        ("2027-01-27", 0, "2027-01-27"),
        ("2027-01-30", 0, "2027-01-30"),  # a Saturday: nothing to count
        ("2027-01-30", 1, "2027-01-29"),
        ("2027-01-31", 1, "2027-01-29"),
        ("2027-02-01", 1, "2027-01-29"),  # Monday: the weekend does not count
        ("2027-03-31", 2, "2027-03-25"),  # over Easter: Tuesday, and Thursday before Good Friday
        ("2027-01-06", 5, "2026-12-29"),  # New Year's Day is no working day
        ("2027-01-04", 3, "2026-12-29"),
        ("2026-12-30", 2, "2026-12-24"),  # Monday 28 is the day off for Boxing Day
    ],
)
def test_the_last_day_is_counted_in_working_days(day, count, wanted):
    assert working_days_before(date.fromisoformat(day), count) == date.fromisoformat(wanted)


@given(day=DAYS, count=st.integers(1, 60))
def test_so_many_working_days_are_left_from_the_last_day_on(day, count):
    last = working_days_before(day, count)
    assert is_working_day(last)
    assert working_days_between(last, day) == count - 1


def test_bank_holidays_of_england_and_wales_have_names_and_days_given_instead():
    found = bank_holidays(date(2027, 1, 1), date(2027, 12, 31))
    assert found[date(2027, 3, 26)] == "Good Friday"
    assert found[date(2027, 3, 29)] == "Easter Monday"
    assert found[date(2027, 12, 27)] == "Christmas Day (day off instead)"
    assert date(2027, 12, 28) in found
    assert list(found) == sorted(found)


def test_scottish_and_irish_holidays_are_not_ours():
    found = bank_holidays(date(2027, 1, 1), date(2027, 12, 31))
    assert not {date(2027, 1, 4), date(2027, 3, 17), date(2027, 7, 12), date(2027, 8, 2)} & set(
        found
    )


def test_bank_holidays_stay_within_the_days_asked_for():
    found = bank_holidays(date(2026, 12, 25), date(2027, 1, 1))
    assert [day.isoformat() for day in found] == [
        "2026-12-25",
        "2026-12-26",
        "2026-12-28",
        "2027-01-01",
    ]
