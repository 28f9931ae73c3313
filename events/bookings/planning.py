"""When people could come: counted for planning, and kept apart from who they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from django.db import transaction
from django.db.models import F

from events.models import AvailabilityCount, SeriesPage
from hub.dates import london_date


@dataclass(frozen=True, kw_only=True)
class Availability:
    """One answer: days of the week, times of day, and how much notice they need."""

    weekdays: Collection[int] = ()
    times: Collection[str] = ()
    notice: str = ""

    def __bool__(self) -> bool:
        return bool(self.weekdays or self.times or self.notice)


@transaction.atomic
def count_availability(*, series: SeriesPage, answer: Availability, now: datetime) -> None:
    """Count an answer in its month, unless it says nothing."""
    if not answer:
        return
    month = london_date(now).replace(day=1)
    rows: list[dict[str, Any]] = [{}]
    if answer.weekdays or answer.times:
        pairs = product(sorted(answer.weekdays) or (0,), sorted(answer.times) or ("",))
        rows += [{"weekday": day, "time_of_day": time} for day, time in pairs]
    if answer.notice:
        rows.append({"notice": answer.notice})
    for row in rows:
        count, _ = AvailabilityCount.objects.get_or_create(
            series=series,
            month=month,
            weekday=row.get("weekday", 0),
            time_of_day=row.get("time_of_day", ""),
            notice=row.get("notice", ""),
        )
        AvailabilityCount.objects.filter(pk=count.pk).update(number=F("number") + 1)
