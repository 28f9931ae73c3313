"""Generating a series' sessions for the coming year."""

from datetime import date, datetime

from django.db import transaction

from events.models import RemovedDate, SeriesPage, Session, SessionPage
from events.schedule.bulk_sessions import add_proposed_sessions
from events.schedule.pattern import Pattern
from hub.dates import london_date


@transaction.atomic
def generate_sessions(*, series: SeriesPage, now: datetime) -> list[SessionPage]:
    """Create the sessions that the published series proposes for the coming year.

    Idempotent, and safe in several processes. Days that already have a session, or that an editor
    moved or removed, are left alone. A draft series gets none.
    """
    # Only one process at a time generates the sessions of a series.
    locked = SeriesPage.objects.select_for_update().get(pk=series.pk)
    pattern = Pattern.of(locked)
    if not locked.live or pattern is None:
        return []
    today = london_date(now)
    excluded = existing_days(locked)
    proposals = [
        proposal
        for proposal in pattern.proposals(today, year_after(today))
        if proposal.starts_at > now and proposal.day not in excluded
    ]
    return add_proposed_sessions(series=locked, proposals=proposals, now=now)


def existing_days(series: SeriesPage) -> set[date]:
    """Return the days that the rule must not generate: existing, moved away from, removed."""
    existing, removed = _existing_and_removed_days(series.pk)
    return existing | removed


def removed_days(series_pk: int) -> set[date]:
    """Return the days without a session that the rule skips, as an editor removed or moved it."""
    existing, removed = _existing_and_removed_days(series_pk)
    return removed - existing


def _existing_and_removed_days(series_pk: int) -> tuple[set[date], set[date]]:
    removed = set(RemovedDate.objects.filter(series_id=series_pk).values_list("day", flat=True))
    existing = set()
    sessions = Session.objects.filter(series_id=series_pk)
    for occurrence_date, starts_at in sessions.values_list("occurrence_date", "starts_at"):
        existing.add(london_date(starts_at))
        if occurrence_date:
            removed.add(occurrence_date)
    return existing, removed


def year_after(day: date) -> date:
    """Return the same day next year; 28 February for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
