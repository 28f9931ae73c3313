"""The calendar part of a mail, which adds, changes or removes the booking in a calendar."""

from dataclasses import replace
from datetime import datetime
from email.utils import formataddr

from django.conf import settings

from events import extension_points, ical
from events.bookings.people import declines_for_whole_booking
from events.emails.recipients import Recipient, sender
from events.emails.snapshot import new_in_calendar
from events.ical import CalendarEvent
from events.ical.files import Method
from events.ical.identity import current_organizer_email
from events.models import Booking, Notice
from events.models.attendance import AttendanceMode
from events.schedule.calendar_events import address_of, host_line, picture_address
from hub.email_addresses import is_same_email

Kind = Notice.Kind

REQUEST_KINDS = set(Notice.INVITES)
# These bring the calendar up to date where it shows an earlier text: see `events.schedule.page_text`.
CARRIER_KINDS = {Kind.REMINDER_WEEK, Kind.REMINDER_DAY, Kind.REMINDER_HOUR}
CANCEL_KINDS = set(Notice.CANCELS)
PLAIN_TITLE = "Meeting"

DECLINE_IGNORED = "Pressing No in your calendar does not cancel your booking."
USE_THIS_LINK = "Use this link."
USE_MAILED_LINK = "Use the link in our email."
DECLINE_CANCELS = "If you press No in your calendar, we cancel the booking."
DECLINE_ASKS = "If you press No in your calendar, we ask by email if that is right."


def method_for(notice: Notice) -> Method | None:
    """Return REQUEST for a booked place, CANCEL after an earlier invite, otherwise None."""
    if notice.the_booking.state == Booking.State.BOOKED and (
        notice.kind in REQUEST_KINDS or (notice.kind in CARRIER_KINDS and new_in_calendar(notice))
    ):
        return "REQUEST"
    if notice.kind in CANCEL_KINDS and _was_invited(notice):
        return "CANCEL"
    return None


def calendar_file(
    *, notice: Notice, recipient: Recipient, method: Method, link: str, now: datetime
) -> bytes | None:
    """Return this recipient's file, or None if their address is the sender's own.

    A plain title is for a calendar that others see; the capability URL stays out of it too.
    """
    organiser_name, organiser_email = organizer_of(notice.the_booking)
    if is_same_email(organiser_email, recipient.email):
        return None
    event, discreet = event_of(notice.the_booking), notice.the_booking.discreet_title
    if method == "REQUEST":
        words = _decline_text(notice.the_booking, recipient, link)
        event = replace(event, description=f"{event.description}\n\n{words}")
    return ical.invite(
        event,
        method=method,
        organiser_name=organiser_name,
        organiser_email=organiser_email,
        attendee_name=recipient.name,
        attendee_email=recipient.email,
        stamp=now,
        personal_link=None if discreet else link or None,
    )


def organizer_of(booking: Booking) -> tuple[str, str]:
    """Return the name and address of the ORGANIZER: the address that the first invite had."""
    name, email = sender()
    return name, booking.organizer_email or email


def sender_headers(booking: Booking) -> dict[str, str]:
    """Return the headers of a mail to somebody who was invited in the name of another address.

    From is the ORGANIZER of the invite, as calendars expect; Sender is the address of today (RFC
    5322 3.6.2). The envelope is not changed, so bounces come to the mailbox of today.
    """
    name, email = sender()
    if not booking.organizer_email or is_same_email(booking.organizer_email, email):
        return {}
    return {
        "From": formataddr((name, booking.organizer_email)),
        "Sender": settings.DEFAULT_FROM_EMAIL,
    }


def keep_organizer(booking: Booking) -> None:
    """Keep the address of a first invite to someone who had waited, before it goes."""
    if not booking.organizer_email:
        unset = Booking.objects.filter(pk=booking.pk, organizer_email="")
        unset.update(organizer_email=current_organizer_email())


def _decline_text(booking: Booking, recipient: Recipient, link: str) -> str:
    if words := decline_words(booking, recipient):
        return words
    if not link:
        return DECLINE_IGNORED
    return f"{DECLINE_IGNORED} {USE_MAILED_LINK if booking.discreet_title else USE_THIS_LINK}"


def decline_words(booking: Booking, recipient: Recipient) -> str:
    """Return what this recipient's "No" does, or "" if it does nothing to the booking."""
    attendee = booking if recipient.is_contact else recipient.person
    is_heard = any(extension_points.replies_are_read())
    if not (is_heard and declines_for_whole_booking(booking, attendee)):
        return ""
    return DECLINE_CANCELS if any(extension_points.declines_act()) else DECLINE_ASKS


def event_of(booking: Booking) -> CalendarEvent:
    """Return the event of a booking: a permanent UID, and never a need, phone or raw link.

    SEQUENCE is the sum of two numbers that only rise (RFC 5545 3.8.7.4).
    """
    session, discreet = booking.session, booking.discreet_title
    mode = f"You join {str(AttendanceMode(booking.attendance_mode).label).lower()}."
    return CalendarEvent(
        uid=f"booking-{booking.uid}@{booking.uid_domain}",
        sequence=session.sequence + booking.sequence,
        starts=session.starts_at,
        ends=session.ends_at,
        summary=PLAIN_TITLE if discreet else session.page.title,
        description="" if discreet else "\n\n".join(filter(None, (mode, host_line(session)))),
        location=_location(booking),
        url=f"{settings.BASE_URL}/" if discreet else address_of(session.page),
        cancelled=session.is_cancelled or booking.state == Booking.State.CANCELLED,
        created=booking.created_at,
        changed=max(session.changed_at, booking.changed_at),
        discreet=discreet,
        image="" if discreet else picture_address(session.page),
    )


def _location(booking: Booking) -> str:
    if booking.attendance_mode == AttendanceMode.IN_PERSON:
        return booking.session.venue
    return str(AttendanceMode(booking.attendance_mode).label)


def _was_invited(notice: Notice) -> bool:
    """Return whether an invite was sent to this recipient, or may have been before a failure."""
    return Notice.objects.filter(
        booking=notice.the_booking,
        recipient=notice.recipient,
        kind__in=REQUEST_KINDS,
        channel="",
        attempts__gt=0,
        dismissed_at=None,
    ).exists()
