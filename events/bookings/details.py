"""The input of a booking, the same from the site, by phone or from an organiser."""

from dataclasses import dataclass, fields
from typing import Self

from events.models import AccessOption, Booking, Person


@dataclass(frozen=True, kw_only=True)
class Contact:
    """The one person to mail or phone about a booking."""

    name: str
    email: str = ""
    phone: str = ""

    @classmethod
    def of(cls, booking: Booking) -> Self:
        return cls(name=booking.contact_name, email=booking.email, phone=booking.phone)


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
