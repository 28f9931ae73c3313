"""Mails of ours that come back: the address is marked, and somebody rings.

A report can be forged. It must name the address of somebody who has a coming booking, and then does no
more than this.
"""

from contextlib import suppress
from datetime import datetime

from events.bookings import BookingError
from events.bookings.lock import lock_booking
from events.bookings.tasks import add_task
from events.emails.recipients import recipient_of
from events.models import Booking, Notice, OrganiserTask, Person
from events.rsvp.delivery_reports import DeliveryReport
from hub.email_addresses import is_same_email

COMES_BACK = "Our emails to {who} come back. The address is {address}. {ring}"
RING = "Please ring them on {phone}, and ask for another address."
NO_PHONE = "We have no phone number of them. Please find another way to tell them."


def apply_report(*, report: DeliveryReport, now: datetime) -> bool:
    """Mark the addresses that failed, with one task for each. Return whether it is about ours."""
    notice = _notice_of(report)
    failed = set(report.failed)
    if failed and notice and (recipient := recipient_of(notice)):
        # Somebody may have their mail forwarded to the address that failed.
        failed |= {each for each in report.returned_to if is_same_email(each, recipient.email)}
    is_ours = any([_mark(address, notice, now) for address in sorted(failed)])
    return is_ours or any(_coming_bookings(address, now) for address in report.delayed)


def _notice_of(report: DeliveryReport) -> Notice | None:
    if report.notice is None:
        return None
    notices = Notice.objects.filter(pk=report.notice, booking__isnull=False, channel="")
    return notices.select_related("booking").first()


def _coming_bookings(address: str, now: datetime) -> list[Booking]:
    """Return the bookings with this address for sessions that are still to come, soonest first."""
    known = Booking.objects.with_email(address).exclude(state=Booking.State.CANCELLED)
    coming = known.filter(session__ends_at__gt=now, session__status="on").distinct()
    return list(coming.order_by("session__starts_at", "pk").prefetch_related("people"))


def _mark(address: str, notice: Notice | None, now: datetime) -> bool:
    """Mark the address at each coming booking. Return whether there is one."""
    bookings = _coming_bookings(address, now)
    if not bookings:
        return False
    about = next((each for each in bookings if notice and each == notice.booking), bookings[0])
    with suppress(BookingError), lock_booking(about) as about:  # it may be erased in the meantime
        bookings = _coming_bookings(address, now)
        rows = [row for booking in bookings for row in _rows_with(booking, address)]
        if not any(row.email_fails for row in rows):
            _add_task(about, address, now)
        for row in rows:
            type(row).objects.filter(pk=row.pk).update(failed_email=row.email)
    return True


def _rows_with(booking: Booking, address: str) -> list[Booking | Person]:
    """Return the booking if the address is its contact's, else the people who have it."""
    if is_same_email(booking.email, address):
        return [booking]
    return [each for each in booking.people.all() if is_same_email(each.email, address)]


def _add_task(booking: Booking, address: str, now: datetime) -> None:
    row = _rows_with(booking, address)[0]
    who = row.name if isinstance(row, Person) else row.contact_name
    phone = row.phone or (row.booking.phone if isinstance(row, Person) else "")
    words = COMES_BACK.format(
        who=who, address=row.email, ring=RING.format(phone=phone) if phone else NO_PHONE
    )
    add_task(
        kind=OrganiserTask.Kind.MAIL_BOUNCED,
        session=booking.session,
        booking=booking,
        words=words,
        now=now,
    )
