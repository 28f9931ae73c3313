"""Summaries for the lists of sessions, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from events import slots
from events.bookings import Capacity, count_places
from events.bookings.access_needs import OPEN_STATES, WANT_TALK
from events.models import AccessNeed, Booking, Session
from hub.words import people_count

State = Booking.State
TO_ANSWER = AccessNeed.State.ASKED


@dataclass(frozen=True)
class SessionSummary:
    """A row in the list of sessions."""

    session: Session
    places: Capacity
    waiting: int
    offered: int
    people_with_needs: int
    needs_to_answer: int
    needs_to_finish: int
    talks_wanted: int
    more: tuple[str, ...] = ()  # from optional features

    @property
    def taken(self) -> int:
        return sum(self.places.taken.values())

    @property
    def taken_words(self) -> str:
        """Return "12 of 30 places taken" or "12 people coming"."""
        limit = self.session.places
        if self.session.places_in_person is not None:
            limit = None if limit is None else limit + self.session.places_in_person
        if limit is not None:
            return f"{self.taken} of {limit} places taken"
        if not self.taken:
            return "Nobody has booked yet"
        return f"{people_count(self.taken)} coming"

    @property
    def booked_words(self) -> str:
        """Return "12 people had booked". Old bookings are purged, so 0 proves nothing."""
        return f"{people_count(self.taken)} had booked"

    @property
    def waiting_words(self) -> str:
        parts = [f"{self.waiting} waiting"] if self.waiting else []
        if self.offered:
            parts.append(f"{self.offered} offered a place")
        return ", ".join(parts)

    @property
    def needs_words(self) -> str:
        """Return "2 people need something", or "" when all is in place."""
        if not self.people_with_needs:
            return ""
        verb = "needs" if self.people_with_needs == 1 else "need"
        return f"{people_count(self.people_with_needs)} {verb} something"

    @property
    def to_answer_words(self) -> str:
        if not self.needs_to_answer:
            return ""
        return f"{self.needs_to_answer} to answer"


def coming(now: datetime) -> list[SessionSummary]:
    """Return sessions not yet over, soonest first. Drafts too: they may have contacts to tell."""
    return lines(Session.objects.filter(ends_at__gt=now).order_by("starts_at", "pk"))


def past(now: datetime, limit: int = 50) -> list[SessionSummary]:
    """Return sessions that are over, newest first."""
    sessions = Session.objects.filter(ends_at__lte=now).order_by("-starts_at", "-pk")
    found = lines(sessions[:limit])
    more = slots.past_session_lines([line.session.pk for line in found])
    return [
        replace(line, more=tuple(said[line.session.pk] for said in more if line.session.pk in said))
        for line in found
    ]


def lines(sessions: QuerySet[Session]) -> list[SessionSummary]:
    """Return a summary of each session, in order, in four queries.

    A cancelled session has no needs to answer and no talks to hold.
    """
    found = list(sessions.select_related("page", "series"))
    keys = [session.pk for session in found]
    places = count_places(found)
    states = _by_session(
        Booking.objects.filter(session__in=keys)
        .order_by()
        .values("session")
        .annotate(
            waiting=Count("pk", filter=Q(state=State.WAITING)),
            offered=Count("pk", filter=Q(state=State.OFFERED)),
            talks=Count(
                "pk",
                filter=Q(session__status=Session.Status.ON, talk_first__in=WANT_TALK)
                & ~Q(state=State.CANCELLED),
            ),
        )
    )
    needs = _by_session(
        AccessNeed.objects.filter(person__booking__session__in=keys, state__in=OPEN_STATES)
        .filter(person__booking__session__status=Session.Status.ON)
        .exclude(person__booking__state=State.CANCELLED)
        .order_by()
        .values("person__booking__session")
        .annotate(
            people=Count("person", distinct=True),
            to_answer=Count("pk", filter=Q(state=TO_ANSWER)),
            to_finish=Count("pk", filter=~Q(state=TO_ANSWER)),
        )
    )
    return [
        SessionSummary(
            session=session,
            places=places[session.pk],
            waiting=states.get(session.pk, {}).get("waiting", 0),
            offered=states.get(session.pk, {}).get("offered", 0),
            talks_wanted=states.get(session.pk, {}).get("talks", 0),
            people_with_needs=needs.get(session.pk, {}).get("people", 0),
            needs_to_answer=needs.get(session.pk, {}).get("to_answer", 0),
            needs_to_finish=needs.get(session.pk, {}).get("to_finish", 0),
        )
        for session in found
    ]


def _by_session(rows: Iterable[dict[str, int]]) -> dict[int, dict[str, int]]:
    return {row.get("session", row.get("person__booking__session", 0)): row for row in rows}
