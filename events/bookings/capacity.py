"""Counting places. A place is taken by a person, not by a booking."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from events.models import Booking, Person, Session
from events.models.attendance import AttendanceMode

TAKES_PLACE = Count("people", filter=Q(people__takes_place=True))


@dataclass
class Capacity:
    """The places of a session and those taken. Offered places count as taken."""

    session: Session
    taken: dict[str, int] = field(default_factory=dict)  # by attendance mode

    def _room_is_apart(self) -> bool:
        return self.session.places_in_person is not None

    def _shared_with(self, way: str) -> list[str]:
        """Return the attendance modes that share one limit with `way`."""
        if not self._room_is_apart():
            return list(AttendanceMode)
        return (
            [AttendanceMode.IN_PERSON]
            if way == AttendanceMode.IN_PERSON
            else [AttendanceMode.VIDEO, AttendanceMode.PHONE]
        )

    def share(self, one: str, other: str) -> bool:
        """Return whether both attendance modes share one limit."""
        return other in self._shared_with(one)

    def held(self, way: str) -> int:
        """Return the places held for organisers: only in person if that has its own limit."""
        if self._room_is_apart() and way != AttendanceMode.IN_PERSON:
            return 0
        return self.session.places_held

    def left(self, way: str, *, with_held: bool = False) -> int | None:
        """Return the places left for an attendance mode, at least 0. None means no limit."""
        in_room = self._room_is_apart() and way == AttendanceMode.IN_PERSON
        limit = self.session.places_in_person if in_room else self.session.places
        if limit is None:
            return None
        kept = 0 if with_held else self.held(way)
        return max(
            0, limit - kept - sum(self.taken.get(each, 0) for each in self._shared_with(way))
        )

    def fits(self, way: str, people: int, *, with_held: bool = False) -> bool:
        left = self.left(way, with_held=with_held)
        return left is None or people <= left

    def take(self, way: str, people: int) -> None:
        self.taken[way] = self.taken.get(way, 0) + people

    def free(self, way: str, people: int) -> None:
        self.take(way, -people)

    @property
    def all_left(self) -> int | None:
        """Return the places left in all open attendance modes. None if one has no limit."""
        ways = self.session.ways
        if not self._room_is_apart():
            return self.left(ways[0]) if ways else 0
        pools = [[AttendanceMode.IN_PERSON], [AttendanceMode.VIDEO, AttendanceMode.PHONE]]
        lefts = [self.left(pool[0]) for pool in pools if set(pool) & set(ways)]
        return None if None in lefts else sum(left for left in lefts if left is not None)


def count_places(sessions: Iterable[Session]) -> dict[int, Capacity]:
    """Return the capacity of each session by primary key, in one query."""
    found = {session.pk: Capacity(session) for session in sessions}
    rows = (
        Person.objects.filter(
            takes_place=True,
            booking__session__in=found,
            booking__state__in=[Booking.State.BOOKED, Booking.State.OFFERED],
        )
        .order_by()
        .values_list("booking__session", "booking__way")
        .annotate(Count("pk"))
    )
    for session_pk, way, people in rows:
        found[session_pk].taken[way] = people
    return found


def capacity_of(session: Session) -> Capacity:
    return count_places([session])[session.pk]


def places_left(session: Session) -> int | None:
    """Return how many more people can book, in any attendance mode. None means no limit."""
    return capacity_of(session).all_left


def places_needed_by(booking: Booking) -> int:
    return booking.people.filter(takes_place=True).count()


def consume_held_places(places: Capacity, way: str, needed: int) -> None:
    """Deduct the held places that these people need, if any. Requires the session lock."""
    left = places.left(way)
    if left is None or needed <= left:
        return
    session = places.session
    session.places_held = max(0, session.places_held - (needed - left))
    session.save(update_fields=["places_held"])
