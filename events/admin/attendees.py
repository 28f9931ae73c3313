"""The attendees of one session and their access needs."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from events.bookings.access_needs import OPEN_STATES, WANT_TALK
from events.models import AccessNeed, Booking, Person, Session
from events.models.attendance import AttendanceMode

State = Booking.State
COMING = (State.BOOKED, State.OFFERED)


@dataclass
class RequestedNeed:
    """An access need with its person and booking."""

    need: AccessNeed
    person: Person
    booking: Booking

    @property
    def is_open(self) -> bool:
        return self.need.state in OPEN_STATES

    @property
    def takes_time(self) -> bool:
        """Return whether it must be booked ahead, such as an interpreter."""
        return bool(self.need.option and self.need.option.needs_notice)


@dataclass
class AttendeeList:
    """The bookings of a session with their people, fetched once."""

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
        """Return open needs: unanswered first, and within each group those to book ahead first."""
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
        return [booking for booking in self.bookings if booking.contact_first in WANT_TALK]

    @property
    def by_attendance_mode(self) -> list[tuple[str, int]]:
        """Return the number of people by attendance mode, including supporters."""
        found = []
        for mode in AttendanceMode:
            people = sum(
                len(booking.people.all())
                for booking in self.coming
                if booking.attendance_mode == mode
            )
            if people:
                found.append((str(mode.label), people))
        return found


def attendees_of(session: Session) -> AttendeeList:
    """Return the attendee list in four queries, whatever its length."""
    everyone = list(
        session.bookings.prefetch_related("people__needs__option").order_by("created_at", "pk")
    )
    bookings = [booking for booking in everyone if booking.state != State.CANCELLED]
    cancelled = [booking for booking in everyone if booking.state == State.CANCELLED]
    attendees = AttendeeList(session=session, bookings=bookings, cancelled=cancelled)
    for booking in bookings:
        for person in booking.people.all():
            person.asked = [
                RequestedNeed(need=need, person=person, booking=booking)
                for need in person.needs.all()
            ]
            attendees.asked += person.asked
    return attendees


@dataclass(frozen=True)
class SheetLine:
    """A need and the number of people with it, without names."""

    words: str
    people: int
    state: str


def sheet_of(attendees: AttendeeList) -> tuple[list[SheetLine], int]:
    """Return the needs to share with the session's hosts, and the number of private needs.

    Only bookings in COMING count. Free text stays as written, without a name.
    """
    coming = [asked for asked in attendees.asked if asked.booking.state in COMING]
    shared = [asked for asked in coming if asked.booking.share_needs]
    counted = Counter((each.need.asked_words, each.need.get_state_display()) for each in shared)
    lines = [SheetLine(words, people, state) for (words, state), people in counted.items()]
    private = len(coming) - len(shared)
    return sorted(lines, key=lambda line: (-line.people, line.words)), private
