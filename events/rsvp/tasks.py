"""What calendar replies leave to the organisers, at the booking and in their list of tasks."""

import hashlib
from datetime import datetime

from events.bookings.tasks import MAX_WORDS, add_task
from events.ical.reply_mail import Reply
from events.models import Booking, OrganiserTask, Person

Attendee = Booking | Person
Kind = OrganiserTask.Kind

CUT = "\n\n(The email is longer. Read the rest of it in the mailbox.)"
OLDER_INVITE = (
    "{who} pressed No in the calendar. But this is an answer to an older invite, and something has "
    "changed since. The booking stands. Please ask if {who} will come."
)
NOT_GENUINE = (
    "An email in the name of {who} says {answer}. Our mail server could not tell that it really "
    "comes from {who}. We changed nothing. Please ask."
)


def add_words(*, booking: Booking, attendee: Attendee, reply: Reply, now: datetime) -> None:
    words = reply.words
    if isinstance(attendee, Person):
        words = f"{attendee.name} wrote:\n\n{words}"
    _add(Kind.REPLY_WORDS, words, booking, reply, now)


def add_unclear_no(*, booking: Booking, attendee: Attendee, reply: Reply, now: datetime) -> None:
    """Add a task about a "no" to an invite that has changed since."""
    _add(Kind.REPLY_UNCLEAR, OLDER_INVITE.format(who=_name(attendee)), booking, reply, now)


def add_unauthenticated(
    *, booking: Booking, attendee: Attendee, reply: Reply, now: datetime
) -> None:
    """Add a task about a reply whose sender is not known to be genuine, with all that it says."""
    answer = Booking.Answer(reply.partstat).label.lower()
    words = NOT_GENUINE.format(who=_name(attendee), answer=answer)
    if reply.words:
        words = f"{words}\n\nIt also says:\n\n{reply.words}"
    _add(Kind.REPLY_UNCLEAR, words, booking, reply, now)


def _add(kind: Kind, words: str, booking: Booking, reply: Reply, now: datetime) -> None:
    """Add a task once for each answer, however often and by whatever way its mail comes."""
    facts = (booking.pk, reply.attendee_email, reply.partstat, reply.stamp, words)
    digest = hashlib.sha256(repr(facts).encode()).hexdigest()
    if len(words) > MAX_WORDS:
        words = words[: MAX_WORDS - len(CUT)] + CUT
    add_task(
        kind=kind,
        session=booking.session,
        booking=booking,
        words=words,
        now=now,
        dedupe_key=f"{kind} {digest}",
    )


def _name(attendee: Attendee) -> str:
    return attendee.name if isinstance(attendee, Person) else attendee.contact_name
