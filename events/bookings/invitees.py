"""Whose answer counts for whom, when a calendar says no."""

from events.models import Booking, Person


def has_own_invite(person: Person, booking: Booking) -> bool:
    """Whether this person is written to at an address of their own."""
    is_apart = person.email.lower() not in ("", booking.email.lower())
    return is_apart and booking.person_knows is not False


def declines_for_whole_booking(booking: Booking, answerer: Booking | Person | None) -> bool:
    """Whether the "No" of one person is for everybody who takes part.

    A "No" is for oneself. That of the contact (`answerer` is then the booking itself) is also for those
    who got no invite of their own. Nobody loses their place because somebody else cannot come.
    """
    people = booking.people.filter(role=Person.Role.COMES)
    voices = [person if has_own_invite(person, booking) else booking for person in people]
    return bool(voices) and all(voice == answerer for voice in voices)
