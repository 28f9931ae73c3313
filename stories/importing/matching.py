"""Finds the session that a part of a file is about, by its day."""

from collections.abc import Sequence
from datetime import datetime

from events.models import Session, SessionPage
from hub.dates import london_date
from stories.importing.days import Day
from stories.importing.placements import Part

MAX_CHOICES = 60  # past sessions that an editor can choose from


def past_sessions(now: datetime) -> list[Session]:
    """Return the sessions that a summary can be about, newest first."""
    held = Session.objects.filter(starts_at__lte=now, status=Session.Status.ON, page__live=True)
    return list(held.select_related("page", "series").order_by("-starts_at", "-pk")[:MAX_CHOICES])


def session_for(
    part: Part, *, begun_from: SessionPage | None, is_only: bool, sessions: Sequence[Session]
) -> SessionPage | None:
    """Return the session of the part's day; without a day, or with one part only, where it was begun."""
    by_day = [each for each in sessions if part.day and _fits(part.day, each)]
    same_series = [
        each for each in by_day if begun_from and each.series_id == _series_of(begun_from)
    ]
    if begun_from and any(each.page_id == begun_from.pk for each in by_day):
        return begun_from
    if len(same_series) == 1:
        return same_series[0].page
    if len(by_day) == 1:
        return by_day[0].page
    return begun_from if is_only or (part.day is None and not by_day) else None


def _fits(day: Day, session: Session) -> bool:
    return day.fits_date(london_date(session.starts_at))


def _series_of(page: SessionPage) -> int | None:
    session = getattr(page, "session", None)
    return session.series_id if session else None
