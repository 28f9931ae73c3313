"""Apply calendar replies to bookings (RFC 5546 3.2.3).

Anyone can send one: UID (a secret of the invited), attendee and sender must match one booking, and
with TRUSTED_AUTHSERV_ID the mail server must have found the sender genuine.
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
from events.emails.snapshot import snapshot_of
from events.ical.reply_mail import Reply, ReplyError, parse
from events.models import Booking, Notice, Person
from events.models.notices import NoticeQuerySet
from events.rsvp.authentication import is_authenticated
from events.rsvp.tasks import add_unauthenticated, add_unclear_no, add_words
from events.rsvp.unresolved import is_recorded, record_unresolved
from hub.email_addresses import is_same_email

MAX_CLOCK_SKEW = timedelta(days=1)  # tolerated error of a clock

_UID = re.compile(r"booking-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(.+)", re.IGNORECASE)

Answer = Booking.Answer


class Outcome(StrEnum):
    """The outcome of one mail."""

    CANCELLED = "bookings cancelled"
    RECORDED = "answers noted"
    OUTDATED = "answers known or overtaken"
    UNCLEAR = "answers left to organisers"  # in their list of things to do
    UNRESOLVED = "odd answers"
    NONE = "mails without an answer"


def process_reply(*, raw: bytes, now: datetime) -> Outcome:
    """Apply the calendar reply in one mail. Idempotent.

    "No" cancels the booking, with a mail that says so and how to undo it. "Yes" and "maybe" are
    recorded. Words beside any of them become a task of the organisers, and so does a "no" to an
    invite that has changed since. A doubtful reply changes nothing and is reported to them.
    """
    if is_recorded(raw):
        return Outcome.UNRESOLVED
    try:
        reply = parse(raw)
        if reply is None:
            return Outcome.NONE
        return _apply(reply, now, is_genuine=_is_genuine(raw, reply))
    except ReplyError as error:
        record_unresolved(raw=raw, reason=str(error), now=now)
        return Outcome.UNRESOLVED


def _is_genuine(raw: bytes, reply: Reply) -> bool:
    trusted = settings.TRUSTED_AUTHSERV_ID
    return not trusted or is_authenticated(
        raw=raw, from_email=reply.from_email, authserv_id=trusted
    )


def _apply(reply: Reply, now: datetime, *, is_genuine: bool) -> Outcome:
    booking = _booking_of(reply)
    try:
        with lock_booking(booking) as booking:
            _check_sender(reply, now)
            attendee = _attendee_of(booking, reply)
            if not is_genuine:
                add_unauthenticated(booking=booking, attendee=attendee, reply=reply, now=now)
                return Outcome.UNCLEAR
            if reply.words:
                add_words(booking=booking, attendee=attendee, reply=reply, now=now)
            outcome = _answer(booking, attendee, reply, now)
    except BookingError as refusal:  # erased in the meantime
        raise ReplyError("This answer is to a booking that we do not have.") from refusal
    if outcome is None:  # raised here, so that the words above are kept
        raise ReplyError("One of several people said no. The booking stands.")
    return outcome


def _answer(
    booking: Booking, attendee: Booking | Person, reply: Reply, now: datetime
) -> Outcome | None:
    """Apply the answer to a locked booking. Return None for a "no" of one of several people."""
    if _is_known(reply, attendee):
        return Outcome.OUTDATED
    session = booking.session
    can_cancel = (
        booking.state == Booking.State.BOOKED
        and not session.is_cancelled
        and not session.has_started(now)
    )
    is_declined = reply.partstat == Answer.DECLINED and can_cancel
    if not _is_to_current_invite(reply, booking, attendee):
        if not is_declined:
            return Outcome.OUTDATED
        add_unclear_no(booking=booking, attendee=attendee, reply=reply, now=now)
        return Outcome.UNCLEAR
    if is_declined and not declines_for_whole_booking(booking, attendee):
        return None
    attendee.calendar_answer, attendee.answered_at = reply.partstat, reply.stamp
    attendee.save(update_fields=["calendar_answer", "answered_at"])
    if is_declined:
        cancel(booking=booking, now=now, from_calendar=True)
    return Outcome.CANCELLED if is_declined else Outcome.RECORDED


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


def _attendee_of(booking: Booking, reply: Reply) -> Booking | Person:
    """Return the booking (for its contact), or the person with their own invite."""
    if is_same_email(booking.email, reply.attendee_email):
        return booking
    for person in booking.people.all():
        if has_own_invite(person, booking) and is_same_email(person.email, reply.attendee_email):
            return person
    raise ReplyError("This answer comes from an address that we did not invite.")


def _is_known(reply: Reply, attendee: Booking | Person) -> bool:
    """Return whether this reply or a later one is recorded, or was before the date moved."""
    known_at = attendee.answered_at
    if known_at is None or reply.stamp > known_at:
        return False
    return reply.stamp < known_at or attendee.calendar_answer in ("", reply.partstat)


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
    if answered and answered.snapshot == snapshot_of(booking):
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
