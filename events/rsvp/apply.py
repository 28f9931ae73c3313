"""Apply calendar replies to bookings (RFC 5546 3.2.3).

Anyone can send one: UID (a secret of the invited), attendee and sender must match one booking. With
TRUSTED_AUTHSERV_ID the mail server must have found the sender genuine too. Without it a "no" cancels
nothing: we ask.
"""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings

from events.bookings import BookingError, cancel
from events.bookings.lock import lock_booking
from events.bookings.people import declines_for_whole_booking, has_own_invite
from events.emails.invite import CANCEL_KINDS, REQUEST_KINDS
from events.emails.snapshot import differs, snapshot_of
from events.ical.reply_event import DELEGATED, Reply, ReplyError
from events.ical.reply_mail import parse
from events.models import Booking, Notice, Person
from events.models.notices import NoticeQuerySet
from events.rsvp import tasks
from events.rsvp.authentication import Finding, check_sender
from events.rsvp.bounces import apply_report
from events.rsvp.decline_check import ask_if_right
from events.rsvp.delivery_reports import parse_report
from events.rsvp.tasks import Heard
from events.rsvp.unresolved import is_recorded, record_unresolved
from hub.email_addresses import is_same_email

MAX_CLOCK_SKEW = timedelta(days=1)  # tolerated error of a clock

_UID = re.compile(r"booking-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(.+)", re.IGNORECASE)

Answer = Booking.Answer


class Outcome(StrEnum):
    """The outcome of one mail."""

    CANCELLED = "bookings cancelled"
    ASKED = "answers that we ask about"
    RECORDED = "answers noted"
    OUTDATED = "answers known or overtaken"
    UNCLEAR = "answers left to organisers"  # in their list of things to do
    BOUNCED = "mails that came back"  # or are late
    UNRESOLVED = "odd answers"
    NONE = "mails without an answer"


def process_reply(*, raw: bytes, now: datetime) -> Outcome:
    """Apply the calendar reply in one mail, or note that a mail of ours came back. Idempotent.

    "No" cancels the booking, with a mail that says so and how to undo it; or a mail asks if it is
    right, where nobody vouches for the sender. "Yes" and "maybe" are recorded. Words beside any of
    them, another time asked for and whatever leaves doubt become tasks of the organisers at the
    booking. What belongs to no booking is reported to them.
    """
    if is_recorded(raw):
        return Outcome.UNRESOLVED
    if report := parse_report(raw):
        return Outcome.BOUNCED if apply_report(report=report, now=now) else Outcome.NONE
    try:
        reply = parse(raw)
        if reply is None:
            return Outcome.NONE
        return _apply(reply, now, _finding(raw, reply))
    except ReplyError as error:
        record_unresolved(raw=raw, reason=str(error), now=now)
        return Outcome.UNRESOLVED


def _finding(raw: bytes, reply: Reply) -> Finding | None:
    """Return what our mail server found of the sender, or None if it is not asked."""
    trusted = settings.TRUSTED_AUTHSERV_ID
    if not trusted:
        return None
    return check_sender(raw=raw, from_email=reply.from_email, authserv_id=trusted)


def _apply(reply: Reply, now: datetime, finding: Finding | None) -> Outcome:
    booking = _booking_of(reply)
    _check_sender(reply, now)
    try:
        with lock_booking(booking) as booking:
            attendee = _attendee_of(booking, reply)
            heard = Heard(booking, attendee, reply, now)
            if finding not in (None, Finding.GENUINE):
                tasks.add_unverified(heard, finding)
            elif attendee is None:
                tasks.add_not_invited(heard)
            else:
                return _hear(heard, attendee, is_genuine=finding is not None)
            return Outcome.UNCLEAR
    except BookingError as refusal:  # erased in the meantime
        raise ReplyError("This answer is to a booking that we do not have.") from refusal


def _hear(heard: Heard, attendee: Booking | Person, *, is_genuine: bool) -> Outcome:
    """Hear all that somebody who was invited says."""
    if heard.reply.words:
        tasks.add_words(heard)
    if heard.reply.proposal:
        tasks.add_new_time(heard)
        return Outcome.UNCLEAR
    if heard.reply.partstat == DELEGATED:
        tasks.add_delegated(heard)
        return Outcome.UNCLEAR
    if _is_repeat(heard.reply, attendee):
        return Outcome.OUTDATED
    return _answer(heard, attendee, is_genuine=is_genuine)


def _answer(heard: Heard, attendee: Booking | Person, *, is_genuine: bool) -> Outcome:
    """Apply yes, maybe or no to a locked booking."""
    booking, reply, now = heard.booking, heard.reply, heard.now
    session = booking.session
    is_coming = not session.is_cancelled and not session.has_started(now)
    is_no = reply.partstat == Answer.DECLINED
    cancels = is_no and is_coming and booking.state == Booking.State.BOOKED
    is_overtaken = bool(attendee.answered_at and reply.stamp < attendee.answered_at)
    is_current = not is_overtaken and _is_to_current_invite(reply, booking, attendee)
    if is_current:
        attendee.calendar_answer, attendee.answered_at = reply.partstat, reply.stamp
        attendee.failed_email = ""  # this invite has arrived
        attendee.save(update_fields=["calendar_answer", "answered_at", "failed_email"])
    doubt = ""
    if not is_no and is_coming and booking.state == Booking.State.CANCELLED and not is_overtaken:
        doubt = tasks.YES_TO_CANCELLED
    elif cancels and is_overtaken and attendee.calendar_answer:
        doubt = tasks.OVERTAKEN_NO
    elif cancels and not is_current:
        doubt = tasks.OLDER_INVITE
    elif cancels and not declines_for_whole_booking(booking, attendee):
        doubt = tasks.ONE_OF_SEVERAL
    elif cancels and not is_genuine:
        attendee.calendar_answer = Answer.DECLINE_ASKED
        attendee.save(update_fields=["calendar_answer"])
        if ask_if_right(booking=booking, attendee=attendee, stamp=reply.stamp, now=now):
            return Outcome.ASKED
        doubt = tasks.NO_AGAIN
    if doubt:
        tasks.add_unclear(heard, doubt)
        return Outcome.UNCLEAR
    if not is_current:
        tasks.note_late(heard)
        return Outcome.OUTDATED
    if cancels:
        cancel(booking=booking, now=now, from_calendar=True)
        return Outcome.CANCELLED
    return Outcome.RECORDED


def _booking_of(reply: Reply) -> Booking:
    match = _UID.fullmatch(reply.uid)
    if match is None:
        raise ReplyError("This answer is not to an invite of ours.")
    booking = Booking.objects.filter(uid=UUID(match[1])).first()
    if booking is None:
        raise ReplyError("This answer is to a booking that we do not have.")
    if match[2].lower() != booking.uid_domain.lower():
        raise ReplyError("This answer is not to an invite of ours.")
    return booking


def _check_sender(reply: Reply, now: datetime) -> None:
    if not is_same_email(reply.from_email, reply.attendee_email):
        raise ReplyError("This answer is for one person and comes from another.")
    if reply.stamp > now + MAX_CLOCK_SKEW:
        raise ReplyError("This answer comes from the future.")


def _attendee_of(booking: Booking, reply: Reply) -> Booking | Person | None:
    """Return the booking (for its contact), the person with their own invite, or None."""
    if is_same_email(booking.email, reply.attendee_email):
        return booking
    for person in booking.people.all():
        if has_own_invite(person, booking) and is_same_email(person.email, reply.attendee_email):
            return person
    return None


def _is_repeat(reply: Reply, attendee: Booking | Person) -> bool:
    """Return whether this reply is recorded already, or was before the date moved."""
    known_at, known = attendee.answered_at, attendee.calendar_answer
    if known_at is None or reply.stamp > known_at:
        return False
    is_same = known == reply.partstat or (
        known == Answer.DECLINE_ASKED and reply.partstat == Answer.DECLINED
    )
    return is_same or (reply.stamp == known_at and not known)


def _is_to_current_invite(reply: Reply, booking: Booking, attendee: Booking | Person) -> bool:
    """Return whether the reply is certainly about what is so now.

    It is to the last invite; or to an earlier one that said the same; or it does not say to which
    (RFC 5546 2.1.5: a SEQUENCE of 0 may be left out) and was given after the last one.
    """
    messages = _messages_to(booking, attendee)
    sequence = reply.sequence or 0
    if sequence >= _invited_sequence(messages, booking):
        return True
    sent = messages.filter(sent_at__isnull=False)
    answered = sent.filter(sequence__lte=sequence).order_by("-sequence", "-sent_at").first()
    if answered and not differs(answered.snapshot, snapshot_of(booking)):
        return True
    if reply.sequence is not None or messages.open().exists():
        return False
    last = sent.order_by("-sent_at").values_list("sent_at", flat=True).first()
    return last is not None and reply.stamp >= last.replace(microsecond=0)


def _messages_to(booking: Booking, attendee: Booking | Person) -> NoticeQuerySet:
    """Return the notices with a calendar file for this attendee."""
    to = Notice.CONTACT if attendee == booking else f"{Notice.PERSON}{attendee.pk}"
    return Notice.objects.filter(
        booking=booking, recipient=to, kind__in=REQUEST_KINDS | CANCEL_KINDS
    )


def _invited_sequence(messages: NoticeQuerySet, booking: Booking) -> int:
    """Return the SEQUENCE last sent to this calendar, or about to be sent.

    A booking's own number can be higher: not every change sends a message, and a reply cannot
    refer to an unsent number.
    """
    current = booking.session.sequence + booking.sequence
    if messages.open().exists():
        return current
    sent = messages.filter(sent_at__isnull=False, sequence__isnull=False)
    last = sent.order_by("-sent_at", "-pk").values_list("sequence", flat=True).first()
    return current if last is None else last
