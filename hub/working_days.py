"""Working days: Monday to Friday, without the bank holidays of England and Wales."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from hub.dates import SATURDAY

ONE_DAY = timedelta(days=1)


def bank_holidays(lo: date, hi: date) -> dict[date, str]:
    """Return bank holidays from `lo` to `hi`, both inclusive, with their names, in order.

    Includes the days themselves and the substitutes for those on a weekend.
    """
    return {
        day: name
        for year in range(lo.year, hi.year + 1)
        for day, name in _bank_holidays_in(year).items()
        if lo <= day <= hi
    }


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in _bank_holidays_in(day.year)


@lru_cache(maxsize=4096)
def working_days_before(day: date, count: int) -> date:
    """Return the latest working day with `count` working days from it up to `day`, itself not counted.

    That is `day` itself for a count of 0.
    """
    while count > 0:
        day -= ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_after(day: date, count: int) -> date:
    """Return the working day that is so many working days after a day."""
    while count > 0:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Return how many working days lie between two days, neither of them counted."""
    days = range(1, (last - first).days)
    return sum(is_working_day(first + timedelta(days=number)) for number in days)


@lru_cache(maxsize=64)
def _bank_holidays_in(year: int) -> dict[date, str]:
    known = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {
        day: name.replace("(observed)", "(day off instead)") for day, name in sorted(known.items())
    }
