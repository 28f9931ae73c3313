"""The days that a series proposes: its rule, minus skipped days, plus added days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from events.models import SeriesDay, SeriesPage
from events.recurrence import Recurrence, Repeat, ends, starts
from hub.dates import LONDON, format_day, format_time_range
from hub.working_days import bank_holidays

MAX_YEARS_AHEAD = 32  # years; a repeat every two years still yields a dozen dates


@dataclass(frozen=True)
class Proposal:
    """A proposed occurrence. Times are aware, in Europe/London."""

    day: date
    starts_at: datetime
    ends_at: datetime

    @property
    def day_words(self) -> str:
        return format_day(self.day)

    @property
    def when_words(self) -> str:
        return format_time_range(self.starts_at, self.ends_at)


@dataclass(frozen=True)
class Pattern:
    """All that determines the occurrences of a series, saved or still in a form."""

    rule: Recurrence | Repeat | None
    first_day: date | None
    start_time: time
    end_time: time
    skip_bank_holidays: bool = False
    skip: frozenset[date] = frozenset()
    also: frozenset[date] = frozenset()

    @classmethod
    def of(cls, series: SeriesPage) -> Self | None:
        """Return the pattern of a series or its draft. None without start and end times."""
        if not series.start_time or not series.end_time:
            return None
        days = list(series.days.all())
        return cls(
            rule=series.rule or None,
            first_day=series.first_day,
            start_time=series.start_time,
            end_time=series.end_time,
            skip_bank_holidays=series.skip_bank_holidays,
            skip=frozenset(day.day for day in days if day.kind == SeriesDay.Kind.SKIP),
            also=frozenset(day.day for day in days if day.kind == SeriesDay.Kind.ALSO),
        )

    def proposals(self, lo: date, hi: date) -> list[Proposal]:
        """Return every occurrence from `lo` to `hi`, both included, in order.

        A day added by an editor stands, even on a bank holiday. Raise RepeatError for an unusable
        rule, or an end that is not after the start.
        """
        days = self._rule_days(lo, hi) - self.skip
        if self.skip_bank_holidays and days:
            days -= bank_holidays(lo, hi).keys()
        days |= {day for day in self.also if lo <= day <= hi}
        return [self._on(day) for day in sorted(days)]

    def next_proposals(self, today: date, count: int = 12) -> list[Proposal]:
        """Return the first occurrences from today, or from the first day when later."""
        earliest = min([day for day in (self.first_day, *self.also) if day], default=today)
        lo = max(today, earliest)
        proposals: list[Proposal] = []
        years = 1
        while len(proposals) < count and years <= MAX_YEARS_AHEAD:
            ahead = min(timedelta(days=366 * years), date.max - lo)
            proposals = self.proposals(lo, lo + ahead)
            years *= 2
        return proposals[:count]

    def bank_holidays_left_out(self, lo: date, hi: date) -> dict[date, str]:
        """Return the days of the rule left out for a bank holiday, with its name."""
        if not self.skip_bank_holidays:
            return {}
        days = self._rule_days(lo, hi) - self.skip - self.also
        return {day: name for day, name in bank_holidays(lo, hi).items() if day in days}

    def _rule_days(self, lo: date, hi: date) -> set[date]:
        if not self.rule or not self.first_day:
            return set()
        proposals = starts(
            self.rule,
            first_day=self.first_day,
            start_time=self.start_time,
            lo=max(lo, self.first_day),
            hi=hi,
        )
        return {start.date() for start in proposals}

    def _on(self, day: date) -> Proposal:
        start = datetime.combine(day, self.start_time, LONDON)
        return Proposal(day=day, starts_at=start, ends_at=ends(start, self.end_time))
