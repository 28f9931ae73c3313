"""Asking if a No in a calendar is right, where nobody vouches for its sender."""

from datetime import datetime

from events.bookings import cancel
from events.bookings.lock import lock_booking
from events.models import Booking, Notice, Person
from events.outbox import enqueue

Answer = Booking.Answer
Kind = Notice.Kind


def ask_if_right(
    *, booking: Booking, attendee: Booking | Person, stamp: datetime, now: datetime
) -> bool:
    """Owe the contact one mail for each state of the invite. `booking` must be locked.

    Who answered gets it when the contact has no email address. Return False if that mail had gone
    before this No was given.
    """
    is_to_contact = bool(booking.email) or not isinstance(attendee, Person)
    recipient = Notice.CONTACT if is_to_contact else f"{Notice.PERSON}{attendee.pk}"
    notice = enqueue(
        kind=Kind.DECLINE_CHECK,
        booking=booking,
        now=now,
        dedupe_key=str(booking.session.sequence + booking.sequence),
        only_to=recipient,
    )
    if notice.sent_at:
        return stamp <= notice.sent_at
    # No, Yes, and No again: the Yes made the mail needless.
    Notice.objects.filter(pk=notice.pk).exclude(dismissed_at=None).update(
        dismissed_at=None, claimed_until=None, due_at=now
    )
    return True


def is_asked(booking: Booking) -> bool:
    """Return whether a No of this booking waits for the answer to our mail."""
    invited = (booking, *booking.people.all())
    return any(each.calendar_answer == Answer.DECLINE_ASKED for each in invited)


def confirm_decline(*, booking: Booking, now: datetime) -> Booking:
    """Cancel the booking: the No was right. Raise BookingError as `cancel` does."""
    booking = cancel(booking=booking, now=now)
    _settle(booking, Answer.DECLINED)
    return booking


def keep_booking(*, booking: Booking, now: datetime) -> Booking:
    """Forget the No: it was not right. Raise BookingError if the booking is gone."""
    with lock_booking(booking) as booking:
        _settle(booking, "")
    return booking


def _settle(booking: Booking, answer: str) -> None:
    asked = {"calendar_answer": Answer.DECLINE_ASKED}
    Booking.objects.filter(pk=booking.pk, **asked).update(calendar_answer=answer)
    Person.objects.filter(booking=booking, **asked).update(calendar_answer=answer)
