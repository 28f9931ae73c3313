"""Recurrence rules. Only this package imports django-recurrence.

A rule gives the days of a series only. First day, start and end time and zone are separate
columns, so that 10:30am stays 10:30am when the clocks change.
"""

from recurrence import Recurrence
from recurrence.fields import RecurrenceField

from events.recurrence.expansion import ends, is_end_of, starts
from events.recurrence.rule import MonthDay, NthWeekday, Repeat, RepeatError, Weekdays
from events.recurrence.sentence import sentence
