"""Who comes to one session and what each has asked for."""

from dataclasses import dataclass, field
from functools import cached_property

from events.bookings.access_needs import OPEN_STATES, WANT_TALK
from events.models import AccessNeed, Booking, Person, Session
from events.models.attendance import AttendanceMode

State = Booking.State
COMING = (State.BOOKED, State.OFFERED)


@dataclass
class RequestedNeed:
    """One need, with the person and booking it belongs to."""

    need: AccessNeed
    person: Person
    booking: Booking

    @property
    def is_open(self) -> bool:
        return self.need.state in OPEN_STATES

    @property
    def takes_time(self) -> bool:
        """Whether it must be booked ahead, such as an interpreter."""
        return bool(self.need.option and self.need.option.needs_notice)


@dataclass
class AttendeeList:
    """Everyone on a session's bookings, fetched once."""

    session: Session
    bookings: list[Booking]
    cancelled: list[Booking]
    asked: list[RequestedNeed] = field(default_factory=list)

    @cached_property
    def coming(self) -> list[Booking]:
        return [booking for booking in self.bookings if booking.state in COMING]

    @cached_property
    def waiting(self) -> list[Booking]:
        return [booking for booking in self.bookings if booking.state not in COMING]

    @property
    def to_answer(self) -> list[RequestedNeed]:
        """What still waits for someone: unanswered first, and first of these what must be booked ahead."""
        waiting = [asked for asked in self.asked if asked.is_open]
        return sorted(
            waiting,
            key=lambda asked: (asked.need.state != AccessNeed.State.ASKED, not asked.takes_time),
        )

    @property
    def in_place(self) -> list[RequestedNeed]:
        return [asked for asked in self.asked if not asked.is_open]

    @property
    def talks(self) -> list[Booking]:
        return [booking for booking in self.bookings if booking.talk_first in WANT_TALK]

    @property
    def by_way(self) -> list[tuple[str, int]]:
        """How many people join in each way, those who support someone too."""
        found = []
        for way in AttendanceMode:
            people = sum(len(booking.people.all()) for booking in self.coming if booking.way == way)
            if people:
                found.append((str(way.label), people))
        return found


def attendees_of(session: Session) -> AttendeeList:
    """Four queries, however many people come."""
    everyone = list(
        session.bookings.prefetch_related("people__needs__option").order_by("created_at", "pk")
    )
    bookings = [booking for booking in everyone if booking.state != State.CANCELLED]
    cancelled = [booking for booking in everyone if booking.state == State.CANCELLED]
    comers = AttendeeList(session=session, bookings=bookings, cancelled=cancelled)
    for booking in bookings:
        for person in booking.people.all():
            person.asked = [
                RequestedNeed(need=need, person=person, booking=booking)
                for need in person.needs.all()
            ]
            comers.asked += person.asked
    return comers


@dataclass(frozen=True)
class SheetLine:
    """One thing that is asked for, and by how many people. No names."""

    words: str
    people: int
    state: str


def sheet_of(comers: AttendeeList) -> tuple[list[SheetLine], int]:
    """What those who run the session should know, and how many answers are private.

    Only of those who come, and only what they let us share. Words of their own stay as they wrote them, without a name.
    """
    coming = [asked for asked in comers.asked if asked.booking.state in COMING]
    shared = [asked for asked in coming if asked.booking.share_needs]
    counted: dict[tuple[str, str], int] = {}
    for asked in shared:
        key = (asked.need.asked_words, asked.need.get_state_display())
        counted[key] = counted.get(key, 0) + 1
    lines = [SheetLine(words, people, state) for (words, state), people in counted.items()]
    private = len(coming) - len(shared)
    return sorted(lines, key=lambda line: (-line.people, line.words)), private
