"""Access needs in mails. Shown only to the attendee who has them and to the contact."""

from dataclasses import dataclass
from datetime import datetime

from events.emails.recipients import Recipient, plain_name
from events.models import AccessNeed, Booking, Notice

_STATES = {
    AccessNeed.State.ASKED: "We have got it. A person will tell you what we can do.",
    AccessNeed.State.ARRANGING: "We are working on it.",
    AccessNeed.State.IN_PLACE: "It is in place.",
    AccessNeed.State.TALK: "We would like to talk to you about it.",
}


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


def answered_lines(booking: Booking, since: datetime) -> list[NeedLine]:
    """Return the needs that were answered since, each with its person, to read out on the phone."""
    return [
        _need_line(need, person.name)
        for person in booking.people.all()
        for need in person.needs.all()
        if need.changed_at >= since and (need.state != AccessNeed.State.ASKED or need.answer)
    ]


def _need_line(need: AccessNeed, whose: str) -> NeedLine:
    return NeedLine(
        words=need.asked_words,
        whose=whose,
        state=_STATES[AccessNeed.State(need.state)],
        answer=need.answer,
    )


def is_answered(notice: Notice) -> bool:
    """Return whether a need that the recipient may see was answered since the notice."""
    answered = AccessNeed.objects.filter(
        person__booking=notice.booking_id, changed_at__gte=notice.created_at
    ).exclude(state=AccessNeed.State.ASKED, answer="")
    if notice.recipient.startswith(Notice.PERSON):
        answered = answered.filter(person=int(notice.recipient.removeprefix(Notice.PERSON)))
    return answered.exists()
