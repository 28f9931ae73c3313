"""What may be published of counts, so that nobody is recognised. Pure: no rows, no pages.

Two rules, and nothing else leaves this module:

1. A number under 5 is not there. It is as if it were 0, whatever it is, so no sum, difference or order
   of what is published depends on it. Totals add up only what is published itself.
2. A half-year is published as a whole, once nothing in it can change any more. Nobody can subtract
   yesterday's page from today's, and no two periods overlap.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from hub.dates import MONTHS

SMALLEST = 5
# After the last day of a half-year: feedback and headcounts of its last session can still come in.
OPEN_AFTER = timedelta(days=61)


@dataclass(frozen=True, order=True)
class Period:
    """A half of a calendar year."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> "Period":
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def last_closed(cls, today: date) -> "Period":
        """Return the newest one that is published on this day."""
        return cls.of(today - OPEN_AFTER).previous

    @property
    def previous(self) -> "Period":
        return Period(self.year, 1) if self.half == 2 else Period(self.year - 1, 2)

    @property
    def next(self) -> "Period":
        return Period(self.year, 2) if self.half == 1 else Period(self.year + 1, 1)

    @property
    def first_day(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def closes_on(self) -> date:
        """Return the first day on which it is published."""
        return self.next.first_day + OPEN_AFTER

    @property
    def key(self) -> str:
        return f"{self.year}-{self.half}"

    def __str__(self) -> str:
        first = self.first_day.month - 1
        return f"{MONTHS[first]} to {MONTHS[first + 5]} {self.year}"


class Key(NamedTuple):
    """What a number counts. No two keys count the same person for the same thing."""

    period: Period
    topic: str
    label: str
    answer: str


class Published:
    """The numbers that anyone may see. Everything that is shown or exported is made from these."""

    def __init__(self, counts: Iterable[tuple[Key, int]], *, today: date) -> None:
        sums: dict[Key, int] = {}
        for key, number in counts:
            sums[key] = sums.get(key, 0) + number
        last = Period.last_closed(today)
        self.numbers: Mapping[Key, int] = {
            key: sums[key] for key in sorted(sums) if sums[key] >= SMALLEST and key.period <= last
        }

    def number(self, period: Period, topic: str, label: str, answer: str) -> int | None:
        """Return the number, or None if it is hidden."""
        return self.numbers.get(Key(period, topic, label, answer))

    def total(self, period: Period, topic: str, label: str) -> int | None:
        """Return the sum of the published answers, or None without any."""
        return sum(self._answers(period, topic, label)) or None

    def labels(self, topic: str, periods: Iterable[Period]) -> list[str]:
        """Return the labels with a published number in one of these periods."""
        wanted = set(periods)
        return sorted(
            {key.label for key in self.numbers if key.topic == topic and key.period in wanted}
        )

    def _answers(self, period: Period, topic: str, label: str) -> list[int]:
        return [number for key, number in self.numbers.items() if key[:3] == (period, topic, label)]
