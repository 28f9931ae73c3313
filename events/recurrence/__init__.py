"""Repeating dates: the only place that knows django-recurrence.

A rule says which days a series falls on, and nothing else. First day, start and end time and zone
are plain columns beside it, so that 10:30am stays 10:30am when the clocks change.
"""

from events.recurrence.rule import MonthDay, NthWeekday, Repeat, RepeatError, Weekdays
from events.recurrence.sentence import sentence

from .expansion import ends, starts
from .holidays import bank_holidays

__all__ = [
    "MonthDay",
    "NthWeekday",
    "Repeat",
    "RepeatError",
    "Weekdays",
    "bank_holidays",
    "ends",
    "sentence",
    "starts",
]
