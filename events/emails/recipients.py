"""Recipients of mails, and the attendees in words for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings

from events.models import Booking, Notice, Person
from hub.models import SiteDetails
from hub.names import is_plain_name

THE_PERSON = "the person you booked for"
THE_SUPPORTED = "the person you support"


@dataclass(frozen=True)
class Recipient:
    """The recipient of a mail. `person` is None for a contact who does not attend."""

    name: str
    email: str
    is_contact: bool
    person: Person | None
    is_organiser: bool = False
    has_left: bool = False  # removed from the booking

    @property
    def is_supporter(self) -> bool:
        """Return whether this is a supporter other than the contact."""
        return bool(
            not self.is_contact and self.person and self.person.role == Person.Role.SUPPORTS
        )

    @property
    def may_change(self) -> bool:
        """Return whether to include the capability URL: for the contact and attendees."""
        return not (self.is_supporter or self.is_organiser or self.has_left)


@dataclass(frozen=True)
class AttendeePhrase:
    """The attendees in words for one recipient, like "You and Ama"."""

    names: str
    is_plural: bool

    @property
    def have(self) -> str:
        return f"{self._subject} {'have' if self.is_plural else 'has'}"

    @property
    def are(self) -> str:
        return f"{self._subject} {'are' if self.is_plural else 'is'}"

    @property
    def _subject(self) -> str:
        return self.names[0].upper() + self.names[1:]


def recipient_of(notice: Notice) -> Recipient | None:
    """Return the notice's recipient from the current rows, or None if no mail can reach them."""
    booking = notice.the_booking
    if notice.recipient == Notice.ORGANISERS:
        details = SiteDetails.load()
        recipient = Recipient(details.contact_name, details.contact_email, False, None, True)
    elif notice.kind == Notice.Kind.PERSON_REMOVED:
        removed = booking.removed_people.filter(recipient=notice.recipient).first()
        if removed is None:
            return None
        recipient = Recipient(plain_name(removed.name), removed.email, False, None, has_left=True)
    elif notice.recipient == Notice.CONTACT:
        recipient = contact_of(booking)
    else:
        key = notice.recipient.removeprefix(Notice.PERSON)
        person = next((each for each in booking.people.all() if str(each.pk) == key), None)
        if person is None or booking.person_knows is False:
            return None
        recipient = Recipient(plain_name(person.name), person.email, False, person)
    return recipient if recipient.email else None


def contact_of(booking: Booking) -> Recipient:
    """Return the contact, with or without an email address."""
    person = next((each for each in booking.people.all() if _is_contact(each.name, booking)), None)
    return Recipient(plain_name(booking.contact_name), booking.email, True, person)


def attendee_phrase(booking: Booking, recipient: Recipient) -> AttendeePhrase:
    """Return the attendees in words. Only the contact gets other attendees' names."""
    if recipient.is_supporter:
        return AttendeePhrase(THE_SUPPORTED, False)
    if not recipient.is_contact:
        return AttendeePhrase("you", True)
    others = [
        plain_name(person.name) or THE_PERSON
        for person in booking.people.all()
        if person.role == Person.Role.COMES and not _is_contact(person.name, booking)
    ]
    contact_attends = booking.for_whom != Booking.ForWhom.OTHER
    if not others:
        return AttendeePhrase("you", True) if contact_attends else AttendeePhrase(THE_PERSON, False)
    names = ["you", *others] if contact_attends else others
    return AttendeePhrase(join_names(names), len(names) > 1)


def supporters(booking: Booking, recipient: Recipient) -> str:
    """Return the supporters' names, for the contact only, who entered them."""
    if not recipient.is_contact:
        return ""
    names = [
        plain_name(person.name)
        for person in booking.people.all()
        if person.role == Person.Role.SUPPORTS and not _is_contact(person.name, booking)
    ]
    return join_names([name for name in names if name])


def plain_name(name: str) -> str:
    """Return the name on one line, or "" if our mails would carry an advertisement to strangers."""
    one_line = " ".join(name.split())
    return one_line if is_plain_name(one_line) else ""


def join_names(names: Sequence[str]) -> str:
    """Join names, like "Ama, Jo and Sam"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def sender() -> tuple[str, str]:
    """Return the name and address that mails are sent from, also the ORGANIZER of new invites."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)


def _is_contact(name: str, booking: Booking) -> bool:
    return name.strip().casefold() == booking.contact_name.strip().casefold()
