"""What a supplier must know: when, where and for how many people. It names nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from events.bookings.access_needs import is_at_rest
from events.models import (
    AccessNeed,
    Booking,
    Session,
    SupplierRequest,
    SupplierRequestNeed,
)
from events.models.attendance import AttendanceMode
from events.public.views.shown import digest_of
from hub.words import people_count

NEEDS_WITH_SESSIONS = AccessNeed.objects.select_related("person__booking__session", "option")
_ORDER = list(AttendanceMode)


@dataclass(frozen=True)
class Facts:
    """Field values of `SupplierRequest`."""

    starts_at: datetime
    ends_at: datetime
    place: str
    people: int

    @classmethod
    def of(cls, session: Session, needs: Iterable[AccessNeed]) -> "Facts":
        people = {need.person_id: need.person.booking.attendance_mode for need in needs}
        return cls(
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            place=_place(session, Counter(people.values())),
            people=len(people),
        )

    @classmethod
    def asked_in(cls, request: SupplierRequest) -> "Facts":
        return cls(request.starts_at, request.ends_at, request.place, request.people)


@dataclass(frozen=True)
class Outdated:
    """What has changed since a supplier was asked. Without `facts` it is not needed any more."""

    words: str
    facts: Facts | None
    needs: tuple[AccessNeed, ...] = ()

    @property
    def key(self) -> str:
        """Return a code of what a page showed, for the button that tells it."""
        return digest_of(self.facts, [need.pk for need in self.needs])


def live_needs(links: Iterable[SupplierRequestNeed]) -> list[AccessNeed]:
    """Return the needs that are still to be met, of links with their needs and bookings."""
    return [link.need for link in links if is_live(link.need)]


def is_live(need: AccessNeed) -> bool:
    is_coming = need.person.booking.state in Booking.LISTENING
    return is_coming and not is_at_rest(need) and need.state != AccessNeed.State.NOT_POSSIBLE


def with_needs(requests: QuerySet[SupplierRequest]) -> QuerySet[SupplierRequest]:
    """Fetch all that `outdated` reads, in two more queries."""
    links = SupplierRequestNeed.objects.prefetch_related(
        Prefetch("need", queryset=NEEDS_WITH_SESSIONS)
    )
    return requests.select_related("session__page", "supplier").prefetch_related(
        Prefetch("links", queryset=links), "notices"
    )


def newcomers(requests: Iterable[SupplierRequest]) -> dict[int, list[AccessNeed]]:
    """Return by request who has asked for the same since, and no supplier knows of. One query."""
    requests = [request for request in requests if request.option_label]
    if not requests:
        return {}
    asked = Q(pk__in=[])
    for request in requests:
        asked |= Q(
            person__booking__session=request.session_id,
            option_label=request.option_label,
            asked_at__gt=request.asked_at,
        )
    known = SupplierRequestNeed.objects.filter(request__state__in=SupplierRequest.OPEN_STATES)
    new = NEEDS_WITH_SESSIONS.filter(asked, state=AccessNeed.State.ASKED).exclude(
        pk__in=known.values("need")
    )
    found = [need for need in new.order_by("pk") if is_live(need)]
    return {
        request.pk: [need for need in found if _asks_for(need, request)] for request in requests
    }


def outdated(request: SupplierRequest, new: Iterable[AccessNeed]) -> Outdated | None:
    """Return what the supplier of an open request must hear, of one from `with_needs`."""
    if request.session.is_cancelled:
        return Outdated("the date is off", None)
    needs = (*live_needs(request.links.all()), *new)
    if not needs:
        return Outdated("nobody needs it now", None)
    was, now = Facts.asked_in(request), Facts.of(request.session, needs)
    if was == now:
        return None
    words = []
    if (was.starts_at, was.ends_at) != (now.starts_at, now.ends_at):
        words.append(f"now {request.session.when_words}")
    if was.people != now.people:
        words.append(f"now {people_count(now.people)}")
    elif was.place != now.place:
        words.append(f"now {now.place}")
    return Outdated(" and ".join(words), now, needs)


def facts_as_fields(facts: Facts) -> dict[str, Any]:
    return dict(vars(facts))


def _asks_for(need: AccessNeed, request: SupplierRequest) -> bool:
    is_same = need.option_label == request.option_label and need.asked_at > request.asked_at
    return is_same and need.person.booking.session_id == request.session_id


def _place(session: Session, modes: Counter[str]) -> str:
    """Return "online", or each way to join with its number of people if they join in several."""
    known = [(mode, modes[mode]) for mode in _ORDER if modes[mode]]
    several = len(known) > 1
    parts = [
        f"{_way(session, mode)} ({people_count(number)})" if several else _way(session, mode)
        for mode, number in known
    ]
    return " and ".join(parts)


def _way(session: Session, mode: AttendanceMode) -> str:
    if mode == AttendanceMode.VIDEO:
        return "online"
    if mode == AttendanceMode.PHONE:
        return "by phone"
    lines = [line.strip(" ,") for line in session.venue.splitlines() if line.strip()]
    return ", ".join(lines) or "in person"
