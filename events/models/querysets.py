"""The queryset of session pages, with chainable methods."""

from datetime import date, datetime, timedelta
from typing import Self

from django.db.models import Prefetch
from wagtail.models import PageQuerySet

from hub.dates import london_date, london_midnight
from hub.public_pages import publicly_visible

# Series columns that a session page needs. Reading all of them costs a millisecond.
SERIES_FIELDS = {
    "id",
    "page_ptr",
    "title",
    "live",
    "url_path",
    "host",
    "area",
    "standing_arrangements",
}


class SessionPageQuerySet(PageQuerySet):
    def open_to_all(self) -> Self:
        """Return the live public pages that have a `Session`."""
        return publicly_visible(self).filter(session__isnull=False)

    def at(self, series: str, date: str) -> Self:
        """Return the page at /sessions/<series>/<date>/: one or none."""
        return self.filter(session__series__slug=series, slug=date)

    def with_facts(self) -> Self:
        """Fetch what cards and lists show, in three queries for any number of pages."""
        topic_links = self.model._meta.get_field("topic_links").related_model.objects
        return (
            self.select_related("session", "picture")
            .defer("session__vevent")
            .prefetch_related(
                Prefetch("topic_links", queryset=topic_links.select_related("topic")),
                "picture__renditions",
            )
        )

    def with_series(self) -> Self:
        """Also fetch the series' defaults for what the session leaves empty."""
        series = self.model._meta.get_field("session").related_model._meta.get_field("series")
        unused = {
            field.name for field in series.related_model._meta.concrete_fields
        } - SERIES_FIELDS
        return self.select_related("session__series__area", "area").defer(
            *(f"session__series__{name}" for name in sorted(unused))
        )

    def upcoming(self, now: datetime) -> Self:
        """Return sessions that have not ended, soonest first, including running ones."""
        return self.filter(session__ends_at__gt=now).order_by("session__starts_at", "pk")

    def past(self, now: datetime) -> Self:
        """Return ended sessions, newest first."""
        return self.filter(session__ends_at__lte=now).order_by("-session__starts_at", "-pk")

    def bookable(self, now: datetime) -> Self:
        """Return sessions neither started nor cancelled, soonest first."""
        return self.filter(session__starts_at__gt=now, session__status="on").order_by(
            "session__starts_at", "pk"
        )

    def next_day(self, now: datetime) -> date:
        """Return the London day of the next session that is not cancelled, or today without one."""
        starts = self.upcoming(now).filter(session__status="on")
        return london_date(starts.values_list("session__starts_at", flat=True).first() or now)

    def between_days(self, first: date, last: date) -> Self:
        """Return sessions starting between two London days, inclusive, soonest first."""
        start = london_midnight(first)
        end = london_midnight(last + timedelta(days=1))
        return self.filter(session__starts_at__gte=start, session__starts_at__lt=end).order_by(
            "session__starts_at", "pk"
        )
