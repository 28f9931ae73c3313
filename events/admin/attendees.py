"""The attendees of one session and their access needs."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from events.bookings.access_needs import WANT_TALK
from events.models import AccessNeed, Booking, Session
from events.models.attendance import AttendanceMode

State = Booking.State
COMING = (State.BOOKED, State.OFFERED)


@dataclass
class AttendeeList:
    """The bookings of a session with their people, fetched once."""

    bookings: list[Booking]
    cancelled: list[Booking]

    @cached_property
    def coming(self) -> list[Booking]:
        return [booking for booking in self.bookings if booking.state in COMING]

    @cached_property
    def waiting(self) -> list[Booking]:
        return [booking for booking in self.bookings if booking.state not in COMING]

    @cached_property
    def needs(self) -> list[AccessNeed]:
        people = [person for booking in self.bookings for person in booking.people.all()]
        return [need for person in people for need in person.needs.all()]

    @property
    def open_needs(self) -> list[AccessNeed]:
        """Return open needs: unanswered first, and within each group those to book ahead first."""
        return sorted(
            (need for need in self.needs if need.is_open),
            key=lambda need: (need.state != AccessNeed.State.ASKED, not need.needs_notice),
        )

    @property
    def met_needs(self) -> list[AccessNeed]:
        return [need for need in self.needs if not need.is_open]

    @property
    def talks(self) -> list[Booking]:
        return [booking for booking in self.bookings if booking.contact_first in WANT_TALK]

    @property
    def by_attendance_mode(self) -> list[tuple[str, int]]:
        """Return the number of people by attendance mode, including supporters."""
        people = Counter[str]()
        for booking in self.coming:
            people[booking.attendance_mode] += len(booking.people.all())
        return [(str(mode.label), people[mode]) for mode in AttendanceMode if people[mode]]


def attendees_of(session: Session) -> AttendeeList:
    """Return the attendee list in four queries, whatever its length."""
    all_bookings = list(
        session.bookings.prefetch_related("people__needs__option").order_by("created_at", "pk")
    )
    return AttendeeList(
        bookings=[booking for booking in all_bookings if booking.state != State.CANCELLED],
        cancelled=[booking for booking in all_bookings if booking.state == State.CANCELLED],
    )


def sheet_of(attendees: AttendeeList) -> tuple[list[tuple[str, int, str]], int]:
    """Return the needs to share with the session's hosts, and the number of private needs.

    The needs are words, number of people and state. Only bookings in COMING count. Free text stays
    as written, without a name.
    """
    needs = [need for need in attendees.needs if need.person.booking.state in COMING]
    shared = [need for need in needs if need.person.booking.share_needs]
    counts = Counter((need.asked_words, need.get_state_display()) for need in shared)
    lines = [(words, people, state) for (words, state), people in counts.items()]
    return sorted(lines, key=lambda line: (-line[1], line[0])), len(needs) - len(shared)
