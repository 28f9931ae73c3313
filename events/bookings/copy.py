"""Copying the answers of a booking, to book another session."""

from dataclasses import replace
from typing import Any

from events.bookings.details import AccessRequest, Attendee, Contact, Preferences
from events.models import Booking, Person


def as_new_booking(booking: Booking) -> dict[str, Any]:
    """Return the arguments of `book` that repeat this booking for another session.

    Answers and arrangements are left out: each need is asked anew. That session may not offer the
    attendance mode.
    """
    preferences = Preferences.of(booking)
    return {
        "contact": Contact.of(booking),
        "people": [
            _attendee(person) for person in booking.people.prefetch_related("needs__option")
        ],
        "mode": booking.attendance_mode,
        "for_whom": booking.for_whom,
        "person_knows": booking.person_knows,
        "wishes": replace(
            preferences, contact_first=preferences.contact_first or Booking.TalkFirst.NO
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
