"""Repeats, and their conversion to and from stored rules."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal, Self

import recurrence

from hub.dates import LONDON

END_OF_DAY = time(23, 59, 59)  # RFC 5545 times have whole seconds

MAX_WEEKS = 52
MAX_MONTHS = 24
MAX_COUNT = 500

# Parts of a rule that `sentence` cannot express and few calendars can show.
UNSUPPORTED_PARTS = (
    "bysetpos",
    "bymonth",
    "byyearday",
    "byweekno",
    "byhour",
    "byminute",
    "bysecond",
)


class RepeatError(ValueError):
    """An unusable repeat. `field` names the form field to show it at; the text is for users."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class NthWeekday:
    """A weekday of the month: `nth` 1 to 5, or -1 for the last; `weekday` 0 is Monday."""

    nth: int
    weekday: int

    def __post_init__(self) -> None:
        if self.nth not in (1, 2, 3, 4, 5, -1):
            raise RepeatError("nth", "Choose first, second, third, fourth, fifth or last.")
        if self.weekday not in range(7):
            raise RepeatError("weekday", "Choose a day of the week.")


@dataclass(frozen=True)
class MonthDay:
    """A day of the month: 1 to 31, or -1 for the last day."""

    day: int

    def __post_init__(self) -> None:
        if self.day != -1 and self.day not in range(1, 32):
            raise RepeatError("month_day", "Choose a day from 1 to 31, or the last day.")


@dataclass(frozen=True)
class Weekdays:
    """Days of the week, sorted and unique; 0 is Monday."""

    days: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.days or any(day not in range(7) for day in self.days):
            raise RepeatError("weekdays", "Choose at least one day of the week.")
        object.__setattr__(self, "days", tuple(sorted(set(self.days))))


@dataclass(frozen=True)
class Repeat:
    """A repeat by weeks or months, until a date, for a number of times or without end.

    `until` is the last day that may hold an occurrence. `count` counts the days of the pattern
    from the series' first day on. A first day off the pattern is not one of them.
    """

    on: NthWeekday | MonthDay | Weekdays
    every: int = 1
    until: date | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        limit = MAX_WEEKS if self.unit == "week" else MAX_MONTHS
        if not 1 <= self.every <= limit:
            raise RepeatError("every", f"Choose a number of {self.unit}s from 1 to {limit}.")
        if self.until is not None and self.count is not None:
            raise RepeatError("until", "Choose a last date or a number of times, not both.")
        if self.count is not None and not 1 <= self.count <= MAX_COUNT:
            raise RepeatError("count", f"Choose a number of times from 1 to {MAX_COUNT}.")

    @property
    def unit(self) -> Literal["month", "week"]:
        return "week" if isinstance(self.on, Weekdays) else "month"

    def to_rule(self) -> recurrence.Recurrence:
        """Return the value to store: one RRULE, and never a DTSTART, EXDATE or RDATE.

        The last day is stored as the end of that day in London, in UTC, as the field returns it
        from the database (RFC 5545 3.3.10: UNTIL is inclusive).
        """
        until = self.until and datetime.combine(self.until, END_OF_DAY, LONDON).astimezone(UTC)
        rule = recurrence.Rule(
            recurrence.WEEKLY if self.unit == "week" else recurrence.MONTHLY,
            interval=self.every,
            count=self.count,
            until=until,
            **_by_parts(self.on),
        )
        return recurrence.Recurrence(rrules=[rule], include_dtstart=False)

    @classmethod
    def from_rule(cls, rule: recurrence.Recurrence) -> Self:
        """Parse a stored rule. Raises RepeatError if `sentence` or Outlook cannot express it."""
        rrule = single_rrule(rule)
        if rrule.freq not in (recurrence.MONTHLY, recurrence.WEEKLY):
            raise RepeatError("every", "Dates can repeat by the week or by the month.")
        if any(getattr(rrule, part) for part in UNSUPPORTED_PARTS):
            raise RepeatError("on", "This repeat is too complex. Choose a simpler one.")
        if rrule.wkst:
            raise RepeatError("every", "This repeat counts weeks from a day other than Monday.")
        weekly = rrule.freq == recurrence.WEEKLY
        return cls(
            on=_weekdays(rrule) if weekly else _month_pattern(rrule),
            every=rrule.interval,
            until=last_day(rrule),
            count=rrule.count,
        )


def single_rrule(rule: recurrence.Recurrence) -> recurrence.Rule:
    """Return the one RRULE of a stored value. Raises RepeatError if it holds more, or none."""
    if rule.exrules or rule.exdates or rule.rdates or rule.dtend:
        raise RepeatError("on", "This repeat holds dates of its own. Add and skip dates by hand.")
    if len(rule.rrules) != 1:
        raise RepeatError("on", "A series needs one repeat. Make a second series for the other.")
    return rule.rrules[0]


def last_day(rule: recurrence.Rule) -> date | None:
    """Return the last local day that an RRULE allows, if any.

    COUNT silently wins over UNTIL in the field, so both together raise RepeatError.
    """
    if rule.until is None:
        return None
    if rule.count is not None:
        raise RepeatError("until", "Choose a last date or a number of times, not both.")
    until = rule.until if rule.until.tzinfo else rule.until.replace(tzinfo=LONDON)
    return until.astimezone(LONDON).date()


def _by_parts(on: NthWeekday | MonthDay | Weekdays) -> dict[str, list]:
    match on:
        case NthWeekday(nth, weekday):
            return {"byday": [recurrence.Weekday(weekday, nth)]}
        case MonthDay(day):
            return {"bymonthday": [day]}
        case Weekdays(days):
            return {"byday": [recurrence.Weekday(day) for day in days]}


def _weekdays(rule: recurrence.Rule) -> Weekdays:
    days = [recurrence.to_weekday(day) for day in rule.byday]
    if rule.bymonthday or any(day.index for day in days):
        raise RepeatError("weekdays", "A weekly repeat needs days of the week only.")
    return Weekdays(tuple(day.number for day in days))


def _month_pattern(rule: recurrence.Rule) -> NthWeekday | MonthDay:
    if len(rule.byday) + len(rule.bymonthday) > 1:
        # Outlook rejects "second and fourth Tuesday" in one rule.
        raise RepeatError(
            "on", "Many calendars cannot show two days in one monthly repeat. Make two series."
        )
    if rule.bymonthday:
        return MonthDay(int(rule.bymonthday[0]))
    if not rule.byday:
        raise RepeatError("on", "Choose which day of the month.")
    day = recurrence.to_weekday(rule.byday[0])
    if not day.index:
        raise RepeatError("nth", "Choose first, second, third, fourth, fifth or last.")
    return NthWeekday(day.index, day.number)
