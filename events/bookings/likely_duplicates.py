"""Bookings of one session that may be for the same person: same name, and same address or number.

Only a question to people and organisers. Nothing is refused, and no page shows it to a visitor who
types a name and an address.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from events.models import Booking, Person
from hub.email_addresses import normalise_email
from hub.phone_numbers import to_e164


def likely_duplicates(bookings: Iterable[Booking]) -> dict[int, list[Booking]]:
    """Return, by primary key, the other bookings that may be for the same person.

    The bookings are of one session, with their people: prefetched, this takes no query. Those that
    hold no place and wait for none do not count.
    """
    by_key: dict[tuple[str, str], dict[int, Booking]] = defaultdict(dict)
    for booking in bookings:
        if booking.state in Booking.LISTENING:
            for key in keys_of(booking):
                by_key[key][booking.pk] = booking
    found: dict[int, dict[int, Booking]] = defaultdict(dict)
    for group in by_key.values():
        if len(group) > 1:
            for pk in group:
                found[pk] |= {other: booking for other, booking in group.items() if other != pk}
    return {pk: list(others.values()) for pk, others in found.items()}


def is_booked_twice(one: Booking, other: Booking, email: str) -> bool:
    """Return whether both may be for the same person, who reads the mail of this address."""
    address = normalise_email(email)
    return any(reach == address for _, reach in keys_of(one) & keys_of(other))


def keys_of(booking: Booking) -> set[tuple[str, str]]:
    """Return the name of each person who takes part, with each way to reach them."""
    return {
        (_plain(person.name), reach)
        for person in booking.people.all()
        if person.role == Person.Role.COMES
        for reach in (
            *(normalise_email(address) for address in (person.email, booking.email)),
            *(to_e164(number) for number in (person.phone, booking.phone)),
        )
        if reach
    }


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
