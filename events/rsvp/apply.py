"""Apply calendar replies to bookings (RFC 5546 3.2.3).

Anyone can send one: UID (a secret of the invited), attendee and sender must match one booking.
"""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from events.bookings import BookingError, cancel
from events.bookings.lock import lock_booking
from events.bookings.people import declines_for_whole_booking, has_own_invite
from events.emails.invite import CANCEL_KINDS, REQUEST_KINDS
from events.ical.reply_mail import Reply, ReplyError, parse
from events.models import Booking, Notice, Person
from events.rsvp.unresolved import is_recorded, record_unresolved
from events.schedule.calendar_events import host

MAX_CLOCK_SKEW = timedelta(days=1)  # tolerated error of a clock

_UID = re.compile(r"booking-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(.+)", re.IGNORECASE)

Answer = Booking.Answer


class Outcome(StrEnum):
    """The outcome of one mail."""

    CANCELLED = "bookings cancelled"
    RECORDED = "answers noted"
    OUTDATED = "answers known or overtaken"
    UNRESOLVED = "odd answers"
    NONE = "mails without an answer"


def process_reply(*, raw: bytes, now: datetime) -> Outcome:
    """Apply the calendar reply in one mail. Idempotent.

    "No" cancels the booking, with a mail that says so and how to undo it. "Yes" and "maybe" are
    recorded. A doubtful reply changes nothing and is reported to the organisers.
    """
    if is_recorded(raw):
        return Outcome.UNRESOLVED
    try:
        reply = parse(raw)
        return Outcome.NONE if reply is None else _apply(reply, now)
    except ReplyError as error:
        record_unresolved(raw=raw, reason=str(error), now=now)
        return Outcome.UNRESOLVED


def _apply(reply: Reply, now: datetime) -> Outcome:
    try:
        with lock_booking(_booking_of(reply)) as booking:
            _check_sender(reply, now)
            attendee = _attendee_of(booking, reply)
            if _is_outdated(reply, booking, attendee):
                return Outcome.OUTDATED
            session = booking.session
            can_cancel = (
                booking.state == Booking.State.BOOKED
                and not session.is_cancelled
                and not session.has_started(now)
            )
            is_declined = reply.partstat == Answer.DECLINED and can_cancel
            if is_declined and not declines_for_whole_booking(booking, attendee):
                raise ReplyError("One of several people said no. The booking stands.")
            attendee.calendar_answer, attendee.answered_at = reply.partstat, reply.stamp
            attendee.save(update_fields=["calendar_answer", "answered_at"])
            if is_declined:
                cancel(booking=booking, now=now, from_calendar=True)
            return Outcome.CANCELLED if is_declined else Outcome.RECORDED
    except BookingError as refusal:  # erased in the meantime
        raise ReplyError("This answer is to a booking that we do not have.") from refusal


def _booking_of(reply: Reply) -> Booking:
    match = _UID.fullmatch(reply.uid)
    if match is None or match[2].lower() != host().lower():
        raise ReplyError("This answer is not to an invite of ours.")
    booking = Booking.objects.filter(uid=UUID(match[1])).first()
    if booking is None:
        raise ReplyError("This answer is to a booking that we do not have.")
    return booking


def _check_sender(reply: Reply, now: datetime) -> None:
    if reply.from_email != reply.attendee_email:
        raise ReplyError("This answer is for one person and comes from another.")
    if reply.stamp > now + MAX_CLOCK_SKEW:
        raise ReplyError("This answer comes from the future.")


def _attendee_of(booking: Booking, reply: Reply) -> Booking | Person:
    """Return the booking (for its contact), or the person with their own invite."""
    if booking.email.lower() == reply.attendee_email:
        return booking
    for person in booking.people.all():
        if has_own_invite(person, booking) and person.email.lower() == reply.attendee_email:
            return person
    raise ReplyError("This answer comes from an address that we did not invite.")


def _is_outdated(reply: Reply, booking: Booking, attendee: Booking | Person) -> bool:
    """Return whether this or a later reply is recorded, or a newer invite was sent."""
    if known_at := attendee.answered_at:
        is_known = reply.stamp == known_at and reply.partstat == attendee.calendar_answer
        if is_known or reply.stamp < known_at:
            return True
    return reply.sequence < _invited_sequence(booking, attendee)


def _invited_sequence(booking: Booking, attendee: Booking | Person) -> int:
    """Return the SEQUENCE last sent to this calendar, or about to be sent.

    A booking's own number can be higher: not every change sends a message, and a reply cannot
    refer to an unsent number.
    """
    to = Notice.CONTACT if attendee == booking else f"{Notice.PERSON}{attendee.pk}"
    messages = Notice.objects.filter(
        booking=booking, recipient=to, kind__in=REQUEST_KINDS | CANCEL_KINDS
    )
    current = booking.session.sequence + booking.sequence
    if messages.open().exists():
        return current
    sent = messages.filter(sent_at__isnull=False, sequence__isnull=False)
    last = sent.order_by("-sent_at", "-pk").values_list("sequence", flat=True).first()
    return current if last is None else last
