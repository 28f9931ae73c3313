"""Counting places. A place belongs to a person, not to a booking."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from events.models import Booking, Person, Session
from events.models.attendance import AttendanceMode

TAKES_PLACE = Count("people", filter=Q(people__takes_place=True))


@dataclass
class Capacity:
    """The places of one session and how many are taken. Offered places count as taken."""

    session: Session
    taken: dict[str, int] = field(default_factory=dict)  # by way

    def _room_is_apart(self) -> bool:
        return self.session.places_in_person is not None

    def _shared_with(self, way: str) -> list[str]:
        """The ways that draw on the same number of places."""
        if not self._room_is_apart():
            return list(AttendanceMode)
        return (
            [AttendanceMode.IN_PERSON]
            if way == AttendanceMode.IN_PERSON
            else [AttendanceMode.VIDEO, AttendanceMode.PHONE]
        )

    def share(self, one: str, other: str) -> bool:
        """Whether both ways draw on the same number of places."""
        return other in self._shared_with(one)

    def held(self, way: str) -> int:
        """Places that only organisers give out. A room with its own limit keeps them in the room."""
        if self._room_is_apart() and way != AttendanceMode.IN_PERSON:
            return 0
        return self.session.places_held

    def left(self, way: str, *, with_held: bool = False) -> int | None:
        """Places left for this way of joining, never below 0. None means no limit."""
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
        """Places left in any way that is open. None means that at least one has no limit."""
        ways = self.session.ways
        if not self._room_is_apart():
            return self.left(ways[0]) if ways else 0
        pools = [[AttendanceMode.IN_PERSON], [AttendanceMode.VIDEO, AttendanceMode.PHONE]]
        lefts = [self.left(pool[0]) for pool in pools if set(pool) & set(ways)]
        return None if None in lefts else sum(left for left in lefts if left is not None)


def count_places(sessions: Iterable[Session]) -> dict[int, Capacity]:
    """The places of several sessions, by primary key. One query, however many sessions."""
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
    """How many more people can book, in any way. None means no limit."""
    return capacity_of(session).all_left


def places_needed_by(booking: Booking) -> int:
    """How many places a booking needs."""
    return booking.people.filter(takes_place=True).count()


def consume_held_places(places: Capacity, way: str, needed: int) -> None:
    """Save that held places were given out, if these people need any. Only with the session held."""
    left = places.left(way)
    if left is None or needed <= left:
        return
    session = places.session
    session.places_held = max(0, session.places_held - (needed - left))
    session.save(update_fields=["places_held"])
