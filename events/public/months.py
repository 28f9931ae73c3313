"""Sessions grouped by month, for the list and the month table."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from events.models import SessionPage
from hub.dates import format_month, london_date


@dataclass(frozen=True)
class Month:
    """A month of a list."""

    title: str
    slug: str  # "2027-01"
    pages: list[SessionPage]


def by_month(pages: Iterable[SessionPage]) -> list[Month]:
    """Group sessions, already in order of time, by local month."""
    groups = groupby(pages, key=lambda page: london_date(page.session.starts_at).replace(day=1))
    return [Month(format_month(first), f"{first:%Y-%m}", list(group)) for first, group in groups]


@dataclass(frozen=True)
class Day:
    """A cell of the month table."""

    date: date
    in_month: bool
    pages: list[SessionPage]


def weeks_of(first: date, pages: Iterable[SessionPage]) -> list[list[Day]]:
    """Return the weeks of a month, Monday to Sunday, with sessions on their local days."""
    by_day: dict[date, list[SessionPage]] = {}
    for page in pages:
        by_day.setdefault(london_date(page.session.starts_at), []).append(page)
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    return [
        [Day(day, day.month == first.month, by_day.get(day, [])) for day in week] for week in weeks
    ]


def month_after(first: date, months: int) -> date:
    """Return the first day of a month `months` later (earlier when negative)."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


class MonthConverter:
    """A URL converter from 2027-01 to the first day of the month."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"
