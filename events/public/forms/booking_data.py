"""Conversion between form answers and bookings, both ways."""

from typing import Any

from events.bookings import AccessRequest, Attendee, Contact, Preferences
from events.models import Booking, Person
from events.public.forms.context import FOR_OTHER

ForWhom = Booking.ForWhom
UNNAMED_SUPPORTER = "A supporter"


def to_booking_arguments(so_far: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of `book` and `change` from complete answers."""
    phone = so_far.get("phone") or so_far.get("talk_phone", "")
    contact = Contact(name=so_far["your_name"], email=so_far["email"], phone=phone)
    for_whom = so_far["for_whom"]
    return {
        "contact": contact,
        "people": _people(so_far, contact),
        "mode": so_far["way"],
        "for_whom": for_whom,
        "person_knows": so_far.get("person_knows"),
        "wishes": Preferences(
            anything_else=so_far.get("anything_else", ""),
            contact_first=so_far.get("contact_first") or Booking.TalkFirst.NO,
            contact_when=so_far.get("contact_when", ""),
            share_needs=so_far.get("share_needs", False),
            remember_needs=so_far.get("remember_needs", False),
        ),
    }


def _people(so_far: dict[str, Any], contact: Contact) -> list[Attendee]:
    """Return the attendees, the person booked for first."""
    first = _asks(so_far, "")
    second = _asks(so_far, "second_")
    me = {"name": contact.name, "email": contact.email, "phone": contact.phone}
    if so_far["for_whom"] == ForWhom.ME:
        return [Attendee(**me, asks=first)]
    if so_far["for_whom"] == ForWhom.ME_AND_SUPPORTER:
        name = so_far["supporter_name"] or UNNAMED_SUPPORTER
        return [
            Attendee(**me, asks=first),
            Attendee(name=name, role=Person.Role.SUPPORTS, asks=second),
        ]
    them = Attendee(
        name=so_far["their_name"],
        email=so_far.get("their_email", ""),
        phone=so_far.get("their_phone", ""),
        asks=first,
    )
    if so_far["for_whom"] == ForWhom.OTHER:
        return [them]
    return [them, Attendee(**me, role=so_far["my_part"], asks=second)]


def _asks(so_far: dict[str, Any], start: str) -> tuple[AccessRequest, ...]:
    asks = [AccessRequest(option=option) for option in so_far.get(f"{start}options") or []]
    if words := so_far.get(f"{start}words"):
        asks.append(AccessRequest(words=words))
    return tuple(asks)


def to_stored_answers(booking: Booking) -> dict[str, dict[str, list[str]]]:
    """Return the form data that would make this booking."""
    people = list(booking.people.prefetch_related("needs"))
    first, second = _pair(booking, people)
    for_other = booking.for_whom in FOR_OTHER
    stored = {
        "who": {"for_whom": booking.for_whom},
        "names": {
            "your_name": booking.contact_name,
            "their_name": first.name if for_other else "",
            "supporter_name": _supporter_name(second),
        },
        "contact": {"email": booking.email, "phone": booking.phone},
        "way": {"way": booking.attendance_mode},
        "talk": {
            "contact_first": booking.contact_first,
            "contact_when": booking.contact_when,
            "anything_else": booking.anything_else,
        },
        "needs": _stored_needs(first),
    }
    if any(person.needs.all() for person in people) or booking.anything_else:
        # The sharing form is skipped when there is nothing to share.
        stored["sharing"] = {
            "share_needs": "yes" if booking.share_needs else "no",
            "remember_needs": "yes" if booking.remember_needs else "no",
        }
    if for_other:
        stored["together"] = {
            "person_knows": "yes" if booking.person_knows else "no",
            "my_part": second.role if second else "",
        }
        stored["their-contact"] = {"their_email": first.email, "their_phone": first.phone}
    if second:
        stored["their-needs"] = {
            f"second-{name}": value for name, value in _stored_needs(second).items()
        }
    return {
        step: {
            name: value if isinstance(value, list) else [value] for name, value in values.items()
        }
        for step, values in stored.items()
    }


def _pair(booking: Booking, people: list[Person]) -> tuple[Person, Person | None]:
    """Return the person booked for, and the second attendee.

    A remembered booking retains only people with needs (see `events.privacy.retention`): a single
    person is identified by role or name.
    """
    if len(people) == 1 and _comes_along(people[0], booking):
        return Person(), people[0]
    first = people[0] if people else Person()
    return first, people[1] if len(people) > 1 else None


def _comes_along(person: Person, booking: Booking) -> bool:
    if booking.for_whom == ForWhom.ME_AND_SUPPORTER:
        return person.role == Person.Role.SUPPORTS
    return booking.for_whom == ForWhom.OTHER_AND_ME and person.name == booking.contact_name


def _supporter_name(person: Person | None) -> str:
    if person is None or person.name == UNNAMED_SUPPORTER:
        return ""
    return person.name


def _stored_needs(person: Person) -> dict[str, Any]:
    needs = list(person.needs.all()) if person.pk else []
    chosen = [str(need.option_id) for need in needs if need.option_id]
    words = [need.words for need in needs if not need.option_id]
    return {"options": chosen, "words": "\n".join(words)}
