"""What a booking is made from, however it was asked: on the site, by phone, by an organiser."""

from dataclasses import dataclass

from events.models import AccessOption, Booking, Person


@dataclass(frozen=True, kw_only=True)
class Contact:
    """The one person we write to or phone about a booking."""

    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class AccessRequest:
    """One thing that would make it easier: an option from the list, own words, or both."""

    option: AccessOption | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Someone who comes. `asks=None` leaves what this person asked for as it is."""

    name: str
    role: str = Person.Role.COMES
    email: str = ""
    phone: str = ""
    asks: tuple[AccessRequest, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """What goes with the whole booking."""

    anything_else: str = ""
    talk_first: str = Booking.TalkFirst.NO
    talk_when: str = ""
    share_needs: bool = False
    remember_needs: bool = False
