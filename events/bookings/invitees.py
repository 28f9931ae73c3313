"""Which attendees a declined calendar invitation covers."""

from events.models import Booking, Person


def has_own_invite(person: Person, booking: Booking) -> bool:
    """Return whether the person is mailed at an address other than the contact's."""
    has_own_address = person.email.lower() not in ("", booking.email.lower())
    return has_own_address and booking.person_knows is not False


def declines_for_whole_booking(booking: Booking, answerer: Booking | Person | None) -> bool:
    """Return whether one declined invitation covers every attendee who takes part.

    A "No" covers the sender. From the contact (`answerer` is then the booking) it also covers
    people without an invitation of their own. Nobody else loses a place.
    """
    people = [person for person in booking.people.all() if person.role == Person.Role.COMES]
    invitees = [person if has_own_invite(person, booking) else booking for person in people]
    return bool(invitees) and all(invitee == answerer for invitee in invitees)
