"""The needs that a feedback form asks about, and what the form sends back of them.

The form carries them signed: it asks about what its reader saw, also when the needs are deleted by then.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from django.core import signing
from django.utils.text import Truncator

from events.bookings.arrangements import OWN_WORDS
from events.emails.recipients import plain_name
from events.models import AccessNeed, Booking, Person, Session, SessionCount

MAX_QUESTION = 150  # letters of somebody's own words in a question

_SALT = "events.feedback.asked"
OF_OTHERS = (Booking.ForWhom.OTHER, Booking.ForWhom.OTHER_AND_ME)


@dataclass(frozen=True)
class AskedNeed:
    """A need as the form asks about it. `label` is what is counted: never somebody's own words."""

    label: str
    question: str


def needs_of(booking: Booking) -> list[AskedNeed]:
    """Return the needs of the people of a booking: none once they are deleted."""
    people = booking.people.prefetch_related("needs")
    with_needs = [(person, list(person.needs.all())) for person in people]
    several = sum(bool(needs) for _, needs in with_needs) > 1
    for_others = several or booking.for_whom in OF_OTHERS
    got_it = "Did they get it?" if for_others else "Did you get it?"
    return [
        AskedNeed(
            need.option_label or OWN_WORDS,
            f"{_name_of(person) if several else ''}{_words_of(need)}. {got_it}",
        )
        for person, needs in with_needs
        for need in needs
    ]


def needs_at(session: Session) -> list[AskedNeed]:
    """Return each thing that somebody asked for at a session once, for an organiser on the phone."""
    needs = AccessNeed.objects.filter(person__booking__session=session)
    asked = needs.exclude(person__booking__state=Booking.State.CANCELLED)
    counted = SessionCount.objects.filter(session=session, topic=SessionCount.Topic.NEED)
    labels = {label or OWN_WORDS for label in asked.values_list("option_label", flat=True)}
    labels |= set(counted.values_list("label", flat=True))
    return [
        AskedNeed(label, f"{label}. Did they get it?")
        for label in sorted(labels, key=lambda label: (label == OWN_WORDS, label))
    ]


def sign(needs: Iterable[AskedNeed], about: str) -> str:
    """Return the needs for a hidden field of the form `about` one booking or session."""
    return signing.dumps([astuple(need) for need in needs], salt=f"{_SALT} {about}")


def signed_needs(value: str, about: str) -> list[AskedNeed] | None:
    """Return the needs that a form brings back, or None for anything that we did not sign."""
    try:
        return [AskedNeed(*need) for need in signing.loads(value, salt=f"{_SALT} {about}")]
    except signing.BadSignature:
        return None


def _name_of(person: Person) -> str:
    name = plain_name(person.name)
    return f"{name}: " if name else ""


def _words_of(need: AccessNeed) -> str:
    """Return what was asked for, on one line and without a full stop."""
    words = Truncator(" ".join(need.asked_words.split())).chars(MAX_QUESTION)
    return words.rstrip(".")
