"""The model field and the type of a stored rule."""

from recurrence import Recurrence
from recurrence.fields import RecurrenceField

__all__ = ["Recurrence", "RecurrenceField"]
