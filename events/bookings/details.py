"""The input of a booking, the same from the site, by phone or from an organiser."""

from dataclasses import dataclass, fields, replace
from typing import Any, Self

from events.models import AccessOption, Booking, Person


@dataclass(frozen=True, kw_only=True)
class Contact:
    """The one person to mail, text or phone about a booking.

    `texts` says whether they asked for texts on the mobile number in `phone`, and `postal_address`
    where they asked for letters. None leaves it as it is.
    """

    name: str
    email: str = ""
    phone: str = ""
    texts: bool | None = None
    postal_address: str | None = None

    @classmethod
    def of(cls, booking: Booking) -> Self:
        return cls(
            name=booking.contact_name,
            email=booking.email,
            phone=booking.phone,
            texts=bool(booking.text_number),
            postal_address=booking.postal_address,
        )


@dataclass(frozen=True, kw_only=True)
class AccessRequest:
    """A requested access need: an option from the list, free text, or both."""

    option: AccessOption | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """An attendee or supporter. `asks=None` leaves the access needs unchanged."""

    name: str
    role: str = Person.Role.COMES
    email: str = ""
    phone: str = ""
    asks: tuple[AccessRequest, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """The preferences of a whole booking."""

    anything_else: str = ""
    contact_first: str = Booking.TalkFirst.NO
    contact_when: str = ""
    share_needs: bool = False
    remember_needs: bool = False

    @classmethod
    def of(cls, booking: Booking) -> Self:
        return cls(**{field.name: getattr(booking, field.name) for field in fields(cls)})


def as_new_booking(booking: Booking) -> dict[str, Any]:
    """Return the arguments of `book` that repeat this booking for another session.

    Answers and arrangements are left out: each need is asked anew. That session may not offer the
    attendance mode.
    """
    wishes = Preferences.of(booking)
    return {
        "contact": Contact.of(booking),
        "people": [
            Attendee(
                name=person.name,
                role=person.role,
                email=person.email,
                phone=person.phone,
                asks=tuple(
                    AccessRequest(option=need.option, words=need.words)
                    for need in person.needs.all()
                ),
            )
            for person in booking.people.prefetch_related("needs__option")
        ],
        "mode": booking.attendance_mode,
        "for_whom": booking.for_whom,
        "person_knows": booking.person_knows,
        "wishes": replace(wishes, contact_first=wishes.contact_first or Booking.TalkFirst.NO),
    }
