"""What calendar replies leave to the organisers, at the booking and in their list of tasks."""

import hashlib
from datetime import datetime

from events.bookings.tasks import MAX_WORDS, add_task
from events.ical.reply_mail import Reply
from events.models import Booking, OrganiserTask, Person
from events.rsvp.authentication import Finding
from events.rsvp.wording import answer_words, proposal_words

Kind = OrganiserTask.Kind

# Of one booking. Each answer can bring other words, and anyone who has the invite can send many.
MOST_TASKS = 20
_REPLY_KINDS = (Kind.REPLY_WORDS, Kind.REPLY_UNCLEAR, Kind.REPLY_LATE, Kind.NEW_TIME)

CUT = "\n\n(The email is longer. Read the rest of it in the mailbox.)"
MANY = (
    "There are more answers to this booking's invite. We do not list them, as there are so many. "
    "Look in the mailbox. If somebody plays a trick, delete them there."
)
OLDER_INVITE = (
    "{who} pressed No in the calendar. But this is an answer to an older invite, and something has "
    "changed since. The booking stands. Please ask if {who} will come."
)
OVERTAKEN_NO = (
    "{who} pressed No in the calendar. But the calendar says that they pressed {known} after that. "
    "The booking stands. Please ask if {who} will come."
)
NO_AGAIN = (
    "{who} pressed No in the calendar again. We had asked by email if the No is right, and the "
    "booking was not cancelled. It stands. Please ask if {who} will come."
)
ONE_OF_SEVERAL = (
    "{who} pressed No in the calendar. This booking is not for them alone, so it stands. Please ask "
    "if the others still come."
)
YES_TO_CANCELLED = (
    "{who} pressed {answer} in the calendar. But this booking is cancelled. Please ask if {who} "
    "wants to come after all."
)
LATE = (
    "{who} pressed {answer} in the calendar. It is an answer to an older invite, or there is a newer "
    "answer. So it does not count any more."
)
NEW_TIME = (
    "{who} asks in the calendar for another time: {when}.{also} We changed nothing. Please tell "
    "them if it can be done."
)
DELEGATED = (
    "{who} passed the invite on in the calendar{to}. That does not change a booking. Please ask who "
    "will come."
)
NOT_INVITED = (
    "Somebody that we did not invite {answer} to this booking's invite: {email}.{instead} Perhaps "
    "the invite was passed on to them. We changed nothing. Please ask who will come."
)
UNVERIFIED = {
    Finding.FORGED: (
        "An email in the name of {who} {answer}. Our mail server says that it does not come from "
        "there. We changed nothing. Please ask {who}."
    ),
    Finding.UNKNOWN: (
        "An email in the name of {who} {answer}. Our mail server could not tell that it really "
        "comes from {who}. We changed nothing. Please ask."
    ),
}

Attendee = Booking | Person


def add_words(*, booking: Booking, attendee: Attendee, reply: Reply, now: datetime) -> None:
    words = reply.words
    if isinstance(attendee, Person):
        words = f"{attendee.name} wrote:\n\n{words}"
    _add(Kind.REPLY_WORDS, words, booking, reply, now)


def add_unclear(
    *, sentence: str, booking: Booking, attendee: Attendee, reply: Reply, now: datetime
) -> None:
    """Add a task about an answer that changed nothing. `sentence` is one of those above."""
    known = (
        Booking.Answer(attendee.calendar_answer).label if attendee.calendar_answer else "another"
    )
    words = sentence.format(who=_name(attendee), answer=_label(reply), known=known)
    _add(Kind.REPLY_UNCLEAR, words, booking, reply, now)


def note_late(*, booking: Booking, attendee: Attendee, reply: Reply, now: datetime) -> None:
    """Note at the booking an answer that is out of date. There is nothing to do about it."""
    words = LATE.format(who=_name(attendee), answer=_label(reply))
    if task := _add(Kind.REPLY_LATE, words, booking, reply, now):
        OrganiserTask.objects.filter(pk=task.pk, done_at=None).update(done_at=now)


def add_new_time(*, booking: Booking, attendee: Attendee, reply: Reply, now: datetime) -> None:
    also = f" They also pressed {_label(reply)}." if reply.partstat else ""
    words = NEW_TIME.format(who=_name(attendee), when=proposal_words(reply.proposal), also=also)
    _add(Kind.NEW_TIME, words, booking, reply, now)


def add_delegated(*, booking: Booking, attendee: Attendee, reply: Reply, now: datetime) -> None:
    to = f" to {', '.join(reply.delegates)}" if reply.delegates else ""
    words = DELEGATED.format(who=_name(attendee), to=to)
    _add(Kind.REPLY_UNCLEAR, words, booking, reply, now)


def add_not_invited(*, booking: Booking, reply: Reply, now: datetime) -> None:
    """Add a task about the answer of somebody who got the invite from an attendee."""
    instead = f" They answer for {reply.delegator}." if reply.delegator else ""
    words = NOT_INVITED.format(
        answer=answer_words(reply), email=reply.attendee_email, instead=instead
    )
    _add(Kind.REPLY_UNCLEAR, _with_words(words, reply), booking, reply, now)


def add_unverified(
    *, finding: Finding, booking: Booking, attendee: Attendee | None, reply: Reply, now: datetime
) -> None:
    """Add a task about a reply whose sender is not known to be genuine, with all that it says."""
    who = _name(attendee) if attendee else reply.attendee_email
    words = UNVERIFIED[finding].format(who=who, answer=answer_words(reply))
    _add(Kind.REPLY_UNCLEAR, _with_words(words, reply), booking, reply, now)


def _with_words(words: str, reply: Reply) -> str:
    return f"{words}\n\nIt also says:\n\n{reply.words}" if reply.words else words


def _add(
    kind: Kind, words: str, booking: Booking, reply: Reply, now: datetime
) -> OrganiserTask | None:
    """Add a task once for each answer, however often and by whatever way its mail comes.

    Return None, and say only that there are more, once a booking has `MOST_TASKS`.
    """
    facts = (booking.pk, reply.attendee_email, reply.partstat, reply.stamp, words)
    key = f"{kind} {hashlib.sha256(repr(facts).encode()).hexdigest()}"
    own = booking.tasks.filter(kind__in=_REPLY_KINDS)
    is_full = own.count() >= MOST_TASKS and not own.filter(dedupe_key=key).exists()
    if is_full:
        kind, words, key = Kind.REPLY_UNCLEAR, MANY, f"many answers {booking.pk}"
    elif len(words) > MAX_WORDS:
        words = words[: MAX_WORDS - len(CUT)] + CUT
    task = add_task(
        kind=kind, session=booking.session, booking=booking, words=words, now=now, dedupe_key=key
    )
    return None if is_full else task


def _label(reply: Reply) -> str:
    return str(Booking.Answer(reply.partstat).label)


def _name(attendee: Attendee) -> str:
    return attendee.name if isinstance(attendee, Person) else attendee.contact_name
