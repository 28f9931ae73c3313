"""What calendar replies leave to the organisers, at the booking and in their list of tasks."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from events.bookings.tasks import MAX_WORDS, add_task
from events.ical.reply_event import PARTSTATS, Reply
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


@dataclass(frozen=True)
class Heard:
    """A reply to the invite of a booking. `attendee` is None for somebody whom we did not invite."""

    booking: Booking
    attendee: Booking | Person | None
    reply: Reply
    now: datetime

    @property
    def who(self) -> str:
        if isinstance(self.attendee, Person):
            return self.attendee.name
        return self.attendee.contact_name if self.attendee else self.reply.attendee_email

    @property
    def answer(self) -> str:
        return str(Booking.Answer(self.reply.partstat).label)


def add_words(heard: Heard) -> None:
    words = heard.reply.words
    if isinstance(heard.attendee, Person):
        words = f"{heard.who} wrote:\n\n{words}"
    _add(Kind.REPLY_WORDS, words, heard)


def add_unclear(heard: Heard, sentence: str) -> None:
    """Add a task about an answer that changed nothing. `sentence` is one of those above."""
    known = heard.attendee.calendar_answer if heard.attendee else ""
    label = Booking.Answer(known).label if known else ""
    words = sentence.format(who=heard.who, answer=heard.answer, known=label)
    _add(Kind.REPLY_UNCLEAR, words, heard)


def note_late(heard: Heard) -> None:
    """Note at the booking an answer that is out of date. There is nothing to do about it."""
    if task := _add(Kind.REPLY_LATE, LATE.format(who=heard.who, answer=heard.answer), heard):
        OrganiserTask.objects.filter(pk=task.pk, done_at=None).update(done_at=heard.now)


def add_new_time(heard: Heard) -> None:
    also = f" They also pressed {heard.answer}." if heard.reply.partstat in PARTSTATS else ""
    when = proposal_words(heard.reply.proposal)
    _add(Kind.NEW_TIME, NEW_TIME.format(who=heard.who, when=when, also=also), heard)


def add_delegated(heard: Heard) -> None:
    delegates = ", ".join(heard.reply.delegates)
    words = DELEGATED.format(who=heard.who, to=f" to {delegates}" if delegates else "")
    _add(Kind.REPLY_UNCLEAR, words, heard)


def add_not_invited(heard: Heard) -> None:
    """Add a task about the answer of somebody who got the invite from an attendee."""
    reply = heard.reply
    instead = f" They answer for {reply.delegator}." if reply.delegator else ""
    words = NOT_INVITED.format(answer=answer_words(reply), email=heard.who, instead=instead)
    _add(Kind.REPLY_UNCLEAR, _with_words(words, reply), heard)


def add_unverified(heard: Heard, finding: Finding) -> None:
    """Add a task about a reply whose sender is not known to be genuine, with all that it says."""
    words = UNVERIFIED[finding].format(who=heard.who, answer=answer_words(heard.reply))
    _add(Kind.REPLY_UNCLEAR, _with_words(words, heard.reply), heard)


def _with_words(words: str, reply: Reply) -> str:
    return f"{words}\n\nIt also says:\n\n{reply.words}" if reply.words else words


def _add(kind: Kind, words: str, heard: Heard) -> OrganiserTask | None:
    """Add a task once for each answer, however often and by whatever way its mail comes.

    Return None, and say only that there are more, once a booking has `MOST_TASKS`.
    """
    booking, reply = heard.booking, heard.reply
    words = words.replace("\0", "")  # which PostgreSQL takes in no text
    facts = (booking.pk, reply.attendee_email, reply.partstat, reply.stamp, words)
    key = f"{kind} {hashlib.sha256(repr(facts).encode()).hexdigest()}"
    own = booking.tasks.filter(kind__in=_REPLY_KINDS)
    is_full = own.count() >= MOST_TASKS and not own.filter(dedupe_key=key).exists()
    if is_full:
        kind, words, key = Kind.REPLY_UNCLEAR, MANY, f"many answers {booking.pk}"
    elif len(words) > MAX_WORDS:
        words = words[: MAX_WORDS - len(CUT)] + CUT
    task = add_task(
        kind=kind,
        session=booking.session,
        booking=booking,
        words=words,
        now=heard.now,
        dedupe_key=key,
    )
    return None if is_full else task
