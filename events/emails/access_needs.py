"""Access needs in mails. Shown only to the attendee who has them and to the contact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from events.bookings.access_needs import is_at_rest
from events.emails.recipients import Recipient, plain_name
from events.models import AccessNeed, Booking, Notice

_STATES = {
    AccessNeed.State.ASKED: "We have got it. A person will tell you what we can do.",
    AccessNeed.State.ARRANGING: "We are working on it.",
    AccessNeed.State.IN_PLACE: "It is in place.",
    AccessNeed.State.NOT_POSSIBLE: "We are sorry. We cannot get this ready.",
    AccessNeed.State.TALK: "We would like to talk to you about it.",
    AccessNeed.State.CHECKED: "We have checked how it went.",
}


_AT_REST = "You do not come to the room now. So we do not get this ready."
_CONTACTS = (Notice.CONTACT, Notice.CONTACT_TEXT)


@dataclass(frozen=True)
class NeedLine:
    words: str
    whose: str  # the attendee's name if several have needs, otherwise empty
    state: str
    answer: str


def need_lines(booking: Booking, recipient: Recipient) -> list[NeedLine]:
    """Return all needs for the contact, who entered them, otherwise the recipient's own."""
    people = [
        person
        for person in booking.people.all()
        if recipient.is_contact or (recipient.person and person.pk == recipient.person.pk)
    ]
    with_needs = [(person, list(person.needs.all())) for person in people]
    several = sum(1 for _, needs in with_needs if needs) > 1
    return [
        _need_line(need, plain_name(person.name) if several else "")
        for person, needs in with_needs
        for need in needs
    ]


def answered_lines(booking: Booking, last_told: datetime | None) -> list[NeedLine]:
    """Return what was answered since, each with its person, to read out on the phone."""
    return [
        _need_line(need, person.name)
        for person in booking.people.all()
        for need in person.needs.all()
        if is_news(need, last_told)
    ]


def _need_line(need: AccessNeed, whose: str) -> NeedLine:
    return NeedLine(
        words=need.asked_words,
        whose=whose,
        state=_AT_REST if is_at_rest(need) else _STATES[AccessNeed.State(need.state)],
        answer=need.answer,
    )


def is_news(need: AccessNeed, last_told: datetime | None) -> bool:
    """Return whether a need was answered since its person was last told how far it is."""
    is_answered = need.state != AccessNeed.State.ASKED or bool(need.answer)
    return is_answered and (last_told is None or need.changed_at >= last_told)


def last_told(notices: Iterable[Notice]) -> datetime | None:
    """Return when the last of these notices that tells of needs was sent, or told on the phone.

    A text shows no needs, but the one about an answer leads to them.
    """
    tell = (
        each
        for each in notices
        if each.kind == Notice.Kind.ANSWER
        or (each.kind in Notice.SHOWS_NEEDS and each.channel != Notice.Channel.TEXT)
    )
    return max((each.sent_at for each in tell if each.sent_at), default=None)


def tells_news(notice: Notice) -> bool:
    """Return whether the recipient has not been told yet of an answer that they may see."""
    told = last_told(Notice.objects.filter(booking=notice.booking, recipient=notice.recipient))
    return any(
        is_news(need, told)
        for person in notice.the_booking.people.all()
        for need in person.needs.all()
        if notice.recipient in (f"{Notice.PERSON}{person.pk}", *_CONTACTS)
    )
