"""Counting places. A place is taken by a person, not by a booking."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from events.models import Booking, Person, Session
from events.models.attendance import AttendanceMode

TAKES_PLACE = Count("people", filter=Q(people__needs_place=True))


@dataclass
class Capacity:
    """The places of a session and those taken. Offered places count as taken."""

    session: Session
    taken: dict[str, int] = field(default_factory=dict)  # by attendance mode

    def _room_is_apart(self) -> bool:
        return self.session.places_in_person is not None

    def _shared_with(self, mode: str) -> list[str]:
        """Return the attendance modes that share one limit with `way`."""
        if not self._room_is_apart():
            return list(AttendanceMode)
        return (
            [AttendanceMode.IN_PERSON]
            if mode == AttendanceMode.IN_PERSON
            else [AttendanceMode.VIDEO, AttendanceMode.PHONE]
        )

    def share(self, one: str, other: str) -> bool:
        """Return whether both attendance modes share one limit."""
        return other in self._shared_with(one)

    def held(self, mode: str) -> int:
        """Return the places held for organisers: only in person if that has its own limit."""
        if self._room_is_apart() and mode != AttendanceMode.IN_PERSON:
            return 0
        return self.session.places_held

    def left(self, mode: str, *, with_held: bool = False) -> int | None:
        """Return the places left for an attendance mode, at least 0. None means no limit."""
        in_room = self._room_is_apart() and mode == AttendanceMode.IN_PERSON
        limit = self.session.places_in_person if in_room else self.session.places
        if limit is None:
            return None
        kept = 0 if with_held else self.held(mode)
        return max(
            0, limit - kept - sum(self.taken.get(each, 0) for each in self._shared_with(mode))
        )

    def fits(self, mode: str, people: int, *, with_held: bool = False) -> bool:
        left = self.left(mode, with_held=with_held)
        return left is None or people <= left

    def take(self, mode: str, people: int) -> None:
        self.taken[mode] = self.taken.get(mode, 0) + people

    def free(self, mode: str, people: int) -> None:
        self.take(mode, -people)

    @property
    def all_left(self) -> int | None:
        """Return the places left in all open attendance modes. None if one has no limit."""
        modes = self.session.attendance_modes
        if not self._room_is_apart():
            return self.left(modes[0]) if modes else 0
        pools = [[AttendanceMode.IN_PERSON], [AttendanceMode.VIDEO, AttendanceMode.PHONE]]
        lefts = [self.left(pool[0]) for pool in pools if set(pool) & set(modes)]
        return None if None in lefts else sum(left for left in lefts if left is not None)


def count_places(sessions: Iterable[Session]) -> dict[int, Capacity]:
    """Return the capacity of each session by primary key, in one query."""
    found = {session.pk: Capacity(session) for session in sessions}
    rows = (
        Person.objects.filter(
            needs_place=True,
            booking__session__in=found,
            booking__state__in=[Booking.State.BOOKED, Booking.State.OFFERED],
        )
        .order_by()
        .values_list("booking__session", "booking__attendance_mode")
        .annotate(Count("pk"))
    )
    for session_pk, mode, people in rows:
        found[session_pk].taken[mode] = people
    return found


def capacity_of(session: Session) -> Capacity:
    return count_places([session])[session.pk]


def places_left(session: Session) -> int | None:
    """Return how many more people can book, in any attendance mode. None means no limit."""
    return capacity_of(session).all_left


def places_needed_by(booking: Booking) -> int:
    return booking.people.filter(needs_place=True).count()


def consume_held_places(places: Capacity, mode: str, needed: int) -> None:
    """Deduct the held places that these people need, if any. Requires the session lock."""
    left = places.left(mode)
    if left is None or needed <= left:
        return
    session = places.session
    session.places_held = max(0, session.places_held - (needed - left))
    session.save(update_fields=["places_held"])
