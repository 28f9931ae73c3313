"""A repeat as one sentence."""

from datetime import time

import recurrence

from events.recurrence.rule import MonthDay, NthWeekday, Repeat, Weekdays
from hub.dates import WEEKDAYS, format_date, format_times

NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


def sentence(rule: recurrence.Recurrence | Repeat, start_time: time, end_time: time) -> str:
    """Return the repeat, like "Every month on the fourth Wednesday, 10:30am to 12 noon".

    Raises RepeatError for a rule that it cannot express.
    """
    repeat = rule if isinstance(rule, Repeat) else Repeat.from_rule(rule)
    interval = repeat.unit if repeat.every == 1 else f"{repeat.every} {repeat.unit}s"
    parts = [f"Every {interval} on {_day_phrase(repeat.on)}", format_times(start_time, end_time)]
    if repeat.until:
        parts.append(f"until {format_date(repeat.until)}")
    if repeat.count:
        parts.append("once" if repeat.count == 1 else f"{repeat.count} times")
    return ", ".join(parts) + _skipped_months(repeat.on)


def _day_phrase(on: NthWeekday | MonthDay | Weekdays) -> str:
    match on:
        case NthWeekday(nth, weekday):
            return f"the {NTH[nth]} {WEEKDAYS[weekday]}"
        case MonthDay(-1):
            return "the last day"
        case MonthDay(day):
            return f"the {_ordinal(day)}"
        case Weekdays(days):
            *others, last = (WEEKDAYS[day] for day in days)
            return f"{', '.join(others)} and {last}" if others else last


def _skipped_months(on: NthWeekday | MonthDay | Weekdays) -> str:
    """Return a note on skipped months: those without such a day (RFC 5545 3.3.10)."""
    match on:
        case NthWeekday(5, weekday):
            return f". Months without a fifth {WEEKDAYS[weekday]} are skipped."
        case MonthDay(day) if day > 28:
            return f". Months without a {_ordinal(day)} are skipped."
    return ""


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
