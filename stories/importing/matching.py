"""Finds the session that a part of a file is about, by its day."""

import re
from collections.abc import Sequence
from datetime import datetime

from events.models import Session, SessionPage
from hub.dates import london_date
from stories.importing.days import Day
from stories.importing.placements import Part, Place

MIN_WORD = 4  # letters; shorter words say little
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
    if alike := _most_alike(part, by_day):
        return alike.page
    return begun_from if is_only or (part.day is None and not by_day) else None


def _most_alike(part: Part, sessions: Sequence[Session]) -> Session | None:
    """Return the session whose title has most words of the part's title, if it is only one."""
    title = _words(" ".join(each.text for each in part.placements if each.place == Place.TITLE))
    shared = {each: len(title & _words(each.page.title)) for each in sessions}
    best = [each for each in sessions if shared[each] == max(shared.values())]
    return best[0] if len(best) == 1 else None


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= MIN_WORD}


def _fits(day: Day, session: Session) -> bool:
    return day.fits_date(london_date(session.starts_at))


def _series_of(page: SessionPage) -> int | None:
    session = getattr(page, "session", None)
    return session.series_id if session else None
