"""Conversion between form answers and bookings, both ways."""

from dataclasses import replace
from typing import Any

from events.bookings import AccessRequest, Attendee, Contact, Preferences
from events.models import Booking, Person
from events.public.forms.context import FOR_OTHER
from events.public.forms.which import WHICH

ForWhom = Booking.ForWhom
UNNAMED_SUPPORTER = "A supporter"


def to_booking_arguments(answers: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of `book` and `change` for complete answers."""
    phone = answers.get("phone") or answers.get("talk_phone", "")
    contact = Contact(
        name=answers["your_name"],
        email=answers["email"],
        phone=phone,
        texts=answers.get("texts"),
        postal_address=answers.get("postal_address"),
    )
    for_whom = answers["for_whom"]
    return {
        "contact": contact,
        "people": _people(answers, contact),
        "mode": answers["way"],
        "for_whom": for_whom,
        "person_knows": answers.get("person_knows"),
        "wishes": Preferences(
            anything_else=answers.get("anything_else", ""),
            contact_first=answers.get("contact_first") or Booking.TalkFirst.NO,
            contact_when=answers.get("contact_when", ""),
            share_needs=answers.get("share_needs", False),
            remember_needs=answers.get("remember_needs", False),
        ),
    }


def _people(answers: dict[str, Any], contact: Contact) -> list[Attendee]:
    """Return the attendees, the person booked for first."""
    first = _access_requests(answers, "")
    second = _access_requests(answers, "second_")
    me = Attendee(name=contact.name, email=contact.email, phone=contact.phone, asks=first)
    if answers["for_whom"] == ForWhom.ME:
        return [me]
    if answers["for_whom"] == ForWhom.ME_AND_SUPPORTER:
        name = answers["supporter_name"] or UNNAMED_SUPPORTER
        return [me, Attendee(name=name, role=Person.Role.SUPPORTS, asks=second)]
    other = Attendee(
        name=answers["their_name"],
        email=answers.get("their_email", ""),
        phone=answers.get("their_phone", ""),
        asks=first,
    )
    if answers["for_whom"] == ForWhom.OTHER:
        return [other]
    return [other, replace(me, role=answers["my_part"], asks=second)]


def _access_requests(answers: dict[str, Any], prefix: str) -> tuple[AccessRequest, ...]:
    which = answers.get(f"{prefix}which") or {}
    requests = [
        AccessRequest(option=option, words=which.get(option.pk, ""))
        for option in answers.get(f"{prefix}options") or []
    ]
    if words := answers.get(f"{prefix}words"):
        requests.append(AccessRequest(words=words))
    return tuple(requests)


def to_stored_answers(booking: Booking) -> dict[str, dict[str, list[str]]]:
    """Return the form data of this booking, by step."""
    people = list(booking.people.prefetch_related("needs"))
    first, second = _attendees(booking, people)
    for_other = booking.for_whom in FOR_OTHER
    stored = {
        "who": {"for_whom": booking.for_whom},
        "names": {"your_name": booking.contact_name},
        "contact": {
            "email": booking.email,
            "phone": booking.phone,
            **({"texts": "on"} if booking.text_number else {}),
        },
        "way": {"way": booking.attendance_mode},
        "any-needs": {"any_needs": "yes"},
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
            "their_name": first.name,
            "person_knows": "yes" if booking.person_knows else "no",
            "my_part": second.role if second else "",
        }
        stored["their-contact"] = {"their_email": first.email, "their_phone": first.phone}
    elif booking.for_whom == ForWhom.ME_AND_SUPPORTER:
        name = second.name if second and second.name != UNNAMED_SUPPORTER else ""
        stored["together"] = {"supporter_name": name}
    if second:
        stored["their-needs"] = {
            f"second-{name}": value for name, value in _stored_needs(second).items()
        }
    return {
        step: {name: [each] if isinstance(each, str) else each for name, each in values.items()}
        for step, values in stored.items()
    }


def _attendees(booking: Booking, people: list[Person]) -> tuple[Person, Person | None]:
    """Return the person booked for, and the second attendee.

    A remembered booking retains only people with needs (see `events.privacy.retention`): a single
    person is identified by role or name.
    """
    if len(people) == 1 and _is_second_attendee(people[0], booking):
        return Person(), people[0]
    first = people[0] if people else Person()
    return first, people[1] if len(people) > 1 else None


def _is_second_attendee(person: Person, booking: Booking) -> bool:
    if booking.for_whom == ForWhom.ME_AND_SUPPORTER:
        return person.role == Person.Role.SUPPORTS
    return booking.for_whom == ForWhom.OTHER_AND_ME and person.name == booking.contact_name


def _stored_needs(person: Person) -> dict[str, Any]:
    needs = list(person.needs.all()) if person.pk else []
    options = [str(need.option_id) for need in needs if need.option_id]
    words = [need.words for need in needs if not need.option_id]
    which = {f"{WHICH}{need.option_id}": need.words for need in needs if need.option_id}
    return {
        "options": options,
        "words": "\n".join(words),
        **{name: answer for name, answer in which.items() if answer},
    }
