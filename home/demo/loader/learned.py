"""Sample numbers of the last half-years, and whom organisers can ask."""

from datetime import datetime

from events.insights.publication import Period
from events.insights.time_slots import TimeSlot
from events.models import AccessOption, AvailabilityCount, SessionCount, Supplier
from home.demo import content
from hub.dates import london_date

from .sessions import Sessions


def make_counts(*, sessions: Sessions, now: datetime) -> None:
    """Write the numbers as if each half-year had been counted on its first day."""
    slot = TimeSlot(2, 0).key  # when the monthly session is: Wednesday morning
    newest = Period.last_closed(london_date(now))
    periods = {1: newest, 2: newest.previous}
    SessionCount.objects.bulk_create(
        SessionCount(
            held_on=periods[each.halves_ago].first_day,
            topic=each.topic,
            label=slot if each.topic in ("session", "people") else each.label,
            answer=each.answer,
            number=each.number,
        )
        for each in content.COUNTS
    )
    AvailabilityCount.objects.bulk_create(
        AvailabilityCount(
            series=sessions.monthly,
            month=newest.first_day,
            weekday=each.weekday,
            time_of_day=each.time_of_day,
            number=each.number,
        )
        for each in content.AVAILABILITY
    )


def make_suppliers() -> None:
    for each in content.SUPPLIERS:
        supplier = Supplier.objects.create(
            name=each.name, email=each.email, phone=each.phone, note=each.note
        )
        supplier.options.set(AccessOption.objects.filter(label__in=each.options))
