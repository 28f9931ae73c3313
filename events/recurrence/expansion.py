"""Expansion of a rule to times."""

from datetime import UTC, date, datetime, time, timedelta

import recurrence

from events.recurrence.rule import END_OF_DAY, Repeat, RepeatError, last_day, single_rrule
from hub.dates import LONDON


def starts(
    rule: recurrence.Recurrence | Repeat, *, first_day: date, start_time: time, lo: date, hi: date
) -> list[datetime]:
    """Return every start from `lo` to `hi`, both inclusive, in order, as aware times in London.

    Times are local: 10:30 is 10:30 in summer and winter. A time in the hour skipped in March takes
    the offset before the gap, one in the hour repeated in October is the first of the two (RFC
    5545 3.3.5). An empty rule (a programme) has no dates. Compare results with stored times by
    instant: in that October hour Python calls times of two zones unequal (PEP 495). Raises
    RepeatError when the rule holds more than one RRULE.
    """
    if isinstance(rule, Repeat):
        rule = rule.to_rule()
    if not rule:
        return []
    rrule = single_rrule(rule)
    last = last_day(rrule)
    hi = min(hi, last) if last else hi
    if hi < lo:
        return []
    # A new value, so that the caller's is unchanged and its DTSTART (stored in UTC, so an hour off
    # in summer) is ignored. All times are naive and the window is the UNTIL, as a whole local day:
    # the library would read it in the active zone, which in Wagtail's admin is the editor's own.
    unbounded = recurrence.Recurrence(rrules=[_without_until(rrule)], include_dtstart=False)
    naive = unbounded.between(
        datetime.combine(lo, time.min),
        datetime.combine(hi, END_OF_DAY),
        inc=True,
        dtstart=datetime.combine(first_day, start_time),
    )
    return [start.replace(tzinfo=LONDON) for start in naive]


def is_end_of(start_time: time, end_time: time) -> bool:
    """Return whether a session of one day can be at these times. It can end at midnight."""
    return end_time > start_time or (end_time == time.min and start_time != time.min)


def ends(start: datetime, end_time: time) -> datetime:
    """Return the end of the session that starts at `start`, by local time in its zone.

    Midnight is the one after the start. Raises RepeatError when the end is not after the start.
    """
    if not is_end_of(start.time(), end_time):
        raise RepeatError("end_time", "The end must be after the start.")
    day = start.date() + timedelta(days=1 if end_time == time.min else 0)
    end = datetime.combine(day, end_time, start.tzinfo)
    if end.astimezone(UTC) > start.astimezone(UTC):
        return end
    # The clocks went forward in between: keep the length, as no such local times exist.
    length = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)


def _without_until(rule: recurrence.Rule) -> recurrence.Rule:
    by = {part: getattr(rule, part) for part in recurrence.Rule.byparams}
    week_start = rule.wkst or 0  # Monday (RFC 5545), whatever the machine's calendar setting
    return recurrence.Rule(rule.freq, rule.interval, week_start, rule.count, **by)
