"""The attendees of one session and their access needs."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from events.bookings.access_needs import WANT_TALK, is_at_rest
from events.bookings.likely_duplicates import likely_duplicates
from events.models import AccessNeed, Booking, Notice, Person, Session
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
        """Return open needs: unanswered first, and within each group the nearest last day first."""
        return sorted(
            (need for need in self.needs if need.is_open and not is_at_rest(need)),
            key=lambda need: (need.state != AccessNeed.State.ASKED, need.due_on),
        )

    @property
    def met_needs(self) -> list[AccessNeed]:
        return [need for need in self.needs if not need.is_open or is_at_rest(need)]

    @property
    def talks(self) -> list[Booking]:
        return [booking for booking in self.bookings if booking.contact_first in WANT_TALK]

    @property
    def needs_to_talk_about(self) -> list[AccessNeed]:
        return [need for need in self.open_needs if need.state == AccessNeed.State.TALK]

    @cached_property
    def likely_duplicates(self) -> dict[int, list[Booking]]:
        return likely_duplicates(self.bookings)

    @property
    def by_attendance_mode(self) -> list[tuple[str, int]]:
        """Return the number of people by attendance mode, including supporters."""
        people = Counter[str]()
        for booking in self.coming:
            people[booking.attendance_mode] += len(booking.people.all())
        return [(str(mode.label), people[mode]) for mode in AttendanceMode if people[mode]]


def attendees_of(session: Session) -> AttendeeList:
    """Return the attendee list in four to six queries, whatever its length."""
    arrangers = ("people__needs__option__arranger", "people__needs__option__arranger_group")
    all_bookings = list(session.bookings.prefetch_related(*arrangers).order_by("created_at", "pk"))
    return AttendeeList(
        bookings=[booking for booking in all_bookings if booking.state != State.CANCELLED],
        cancelled=[booking for booking in all_bookings if booking.state == State.CANCELLED],
    )


def duplicates_of(booking: Booking, attendees: AttendeeList) -> list[Booking]:
    """Return the other bookings that may be for the same person."""
    return attendees.likely_duplicates.get(booking.pk, [])


def told_people(people: Iterable[Person], session: Session) -> set[int]:
    """Return the keys of those who were told that they are booked, by mail or on the phone.

    A contact who comes too is told as the contact.
    """
    sent = Notice.objects.filter(booking__session=session, sent_at__isnull=False)
    told = set(sent.order_by().values_list("booking", "recipient"))
    return {
        person.pk
        for person in people
        if (person.booking_id, f"{Notice.PERSON}{person.pk}") in told
        or (is_contact(person) and (person.booking_id, Notice.CONTACT) in told)
        or (is_contact(person) and person.booking.booked_by_id)  # we spoke as we booked
    }


def is_contact(person: Person) -> bool:
    """Return whether the contact of the booking is this person, by name as in mails."""
    return person.name.strip().casefold() == person.booking.contact_name.strip().casefold()
