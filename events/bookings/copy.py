"""Booking the same once more: the answers of one booking, for another session."""

from typing import Any

from events.bookings.details import AccessRequest, Attendee, Contact, Preferences
from events.models import Booking, Person


def as_new_booking(booking: Booking) -> dict[str, Any]:
    """What `book` takes to make this booking for another session: who comes, how, and all they asked for.

    Nothing of what was answered or arranged last time: each need is asked anew. The way may not be offered there.
    """
    people = booking.people.prefetch_related("needs__option")
    return {
        "contact": Contact(name=booking.contact_name, email=booking.email, phone=booking.phone),
        "people": [_attendee(person) for person in people],
        "way": booking.way,
        "for_whom": booking.for_whom,
        "person_knows": booking.person_knows,
        "wishes": Preferences(
            anything_else=booking.anything_else,
            talk_first=booking.talk_first or Booking.TalkFirst.NO,
            talk_when=booking.talk_when,
            share_needs=booking.share_needs,
            remember_needs=booking.remember_needs,
        ),
    }


def _attendee(person: Person) -> Attendee:
    return Attendee(
        name=person.name,
        role=person.role,
        email=person.email,
        phone=person.phone,
        asks=tuple(
            AccessRequest(option=need.option, words=need.words) for need in person.needs.all()
        ),
    )
