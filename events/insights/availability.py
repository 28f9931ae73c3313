"""When people could come, as numbers of each month and time slot."""

from collections.abc import Iterator
from datetime import date

from django.apps import apps

from events.insights.time_slots import PARTS, TimeSlot

MODEL = "AvailabilityCount"  # of the core, on sites that ask for it


def availability_counts() -> Iterator[tuple[date, TimeSlot, int]]:
    """Yield the first day of a month, a time slot, and how many could come then. One query."""
    models = apps.get_app_config("events").models
    if model := models.get(MODEL.lower()):
        said = model._default_manager.filter(weekday__gt=0, time_of_day__in=PARTS, notice="")
        rows = said.order_by().values_list("month", "weekday", "time_of_day", "number")
        for month, weekday, part, number in rows:
            yield month, TimeSlot(weekday - 1, PARTS.index(part)), number
