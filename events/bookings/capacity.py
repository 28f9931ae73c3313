"""Counting places. A place is taken by a person, not by a booking."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from events.models import Booking, Person, Session
from events.models.attendance import AttendanceMode

IN_ROOM = (AttendanceMode.IN_PERSON,)
REMOTE = (AttendanceMode.VIDEO, AttendanceMode.PHONE)

TAKES_PLACE = Count("people", filter=Q(people__needs_place=True))


@dataclass
class Capacity:
    """The places of a session and those taken. Offered places count as taken."""

    session: Session
    taken: dict[str, int] = field(default_factory=dict)  # by attendance mode

    @property
    def has_room_limit(self) -> bool:
        return self.session.places_in_person is not None

    def pool(self, mode: str) -> tuple[AttendanceMode, ...]:
        """Return the attendance modes that share one limit with `mode`, including itself."""
        if not self.has_room_limit:
            return tuple(AttendanceMode)
        return IN_ROOM if mode in IN_ROOM else REMOTE

    def limit(self, mode: str) -> int | None:
        """Return the limit that an attendance mode shares with others, held places among it."""
        is_room = self.pool(mode) == IN_ROOM
        return self.session.places_in_person if is_room else self.session.places

    def left(self, mode: str, *, with_held: bool = False) -> int | None:
        """Return the places left for an attendance mode, at least 0. None means no limit.

        `with_held` includes those held back, which a limit of its own has for the room only.
        """
        pool = self.pool(mode)
        limit = self.limit(mode)
        if limit is None:
            return None
        held = 0 if with_held or pool == REMOTE else self.session.places_held
        return max(0, limit - held - sum(self.taken.get(each, 0) for each in pool))

    def held(self, mode: str) -> int:
        """Return the held places that can be given out now: fewer than wished if others are taken."""
        return (self.left(mode, with_held=True) or 0) - (self.left(mode) or 0)

    def fits(self, mode: str, people: int, *, with_held: bool = False) -> bool:
        left = self.left(mode, with_held=with_held)
        return left is None or people <= left

    def take(self, mode: str, people: int) -> None:
        self.taken[mode] = self.taken.get(mode, 0) + people

    @property
    def all_held(self) -> int:
        """Return the held places that can be given out now in all open attendance modes."""
        return sum(self.held(pool[0]) for pool in self._open_pools)

    @property
    def _open_pools(self) -> set[tuple[AttendanceMode, ...]]:
        return {self.pool(mode) for mode in self.session.attendance_modes}

    @property
    def all_left(self) -> int | None:
        """Return the places left in all open attendance modes. None if one has no limit."""
        counts = [self.left(pool[0]) for pool in self._open_pools]
        return None if None in counts else sum(count for count in counts if count is not None)


def count_places(sessions: Iterable[Session]) -> dict[int, Capacity]:
    """Return the capacity of each session by primary key, in one query."""
    capacities = {session.pk: Capacity(session) for session in sessions}
    rows = (
        Person.objects.filter(
            needs_place=True,
            booking__session__in=capacities,
            booking__state__in=[Booking.State.BOOKED, Booking.State.OFFERED],
        )
        .order_by()
        .values_list("booking__session", "booking__attendance_mode")
        .annotate(Count("pk"))
    )
    for session_pk, mode, people in rows:
        capacities[session_pk].taken[mode] = people
    return capacities


def capacity_of(session: Session) -> Capacity:
    return count_places([session])[session.pk]


def places_needed_by(booking: Booking) -> int:
    return booking.people.filter(needs_place=True).count()


def consume_held_places(capacity: Capacity, mode: str, needed: int) -> None:
    """Deduct the held places that these people need, if any. Requires the session lock."""
    left = capacity.left(mode)
    if left is None or needed <= left:
        return
    session = capacity.session
    session.places_held = max(0, session.places_held - (needed - left))
    session.save(update_fields=["places_held"])
