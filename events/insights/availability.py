"""When people could come, as numbers of each month and time slot."""

from collections.abc import Iterator
from datetime import date

from events.insights.time_slots import PARTS, TimeSlot
from events.models import AvailabilityCount


def availability_counts() -> Iterator[tuple[date, TimeSlot, int]]:
    """Yield the first day of a month, a time slot, and how many could come then. One query."""
    said = AvailabilityCount.objects.filter(weekday__gt=0, time_of_day__in=PARTS, notice="")
    rows = said.order_by().values_list("month", "weekday", "time_of_day", "number")
    for month, weekday, part, number in rows:
        yield month, TimeSlot(weekday - 1, PARTS.index(part)), number
