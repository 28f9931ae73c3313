"""Invitations of regulars by mail. Access needs are on the signed page, never in the mail."""

from datetime import datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives

from events.emails.compose import render_mail, writes
from events.emails.headers import mailing_list_headers
from events.emails.recipients import Recipient, attendee_phrase, plain_name
from events.emails.subjects import session_title
from events.models import Booking, Invitation, Notice
from events.models.attendance import AttendanceMode
from events.outbox import reminder_dedupe_key
from events.regulars.identity import is_booked_by_someone_else, live_bookings
from events.regulars.invitations import is_open_to_all
from events.regulars.links import page_address, stop_address
from events.regulars.responses import booking_for_session
from events.schedule.calendar_events import address_of


@writes(Notice.Kind.INVITATION)
def compose_invitation(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the invitation, or None if it is answered, settled or about another date by now."""
    invitation = notice.invitation
    if invitation is None or not _is_still_relevant(notice, invitation, now):
        return None
    booking = invitation.regular.booking
    title_and_day = session_title(invitation.session, is_hidden=booking.discreet_title)
    return render_mail(
        notice,
        f"Coming this time? {title_and_day}",
        _context(notice, invitation, booking),
        to=booking.email,
        headers=mailing_list_headers(stop_address(invitation.regular)),
    )


def _is_still_relevant(notice: Notice, invitation: Invitation, now: datetime) -> bool:
    session, regular = invitation.session, invitation.regular
    newer = invitation.notices.filter(pk__gt=notice.pk, dismissed_at=None, failed_at=None)
    return (
        bool(regular.booking.email)
        and not invitation.answer
        and not session.is_cancelled
        and not session.has_started(now)
        and notice.dedupe_key.startswith(reminder_dedupe_key(session))
        and is_open_to_all(session)
        and not newer.exists()
        and booking_for_session(regular=regular, session=session) is None
        and not is_booked_by_someone_else(regular.booking, live_bookings().filter(session=session))
    )


def _context(notice: Notice, invitation: Invitation, booking: Booking) -> dict[str, Any]:
    session = invitation.session
    recipient = Recipient(
        plain_name(booking.contact_name), booking.email, is_contact=True, person=None
    )
    mode = AttendanceMode(booking.attendance_mode)
    modes = [mode] if mode in session.attendance_modes else session.attendance_modes
    return {
        "recipient": recipient,
        "attendees": attendee_phrase(booking, recipient),
        "session": session,
        "session_url": address_of(session.page),
        "mode": mode.label if mode in session.attendance_modes else session.attendance_modes_text,
        "always_there": session.standing_arrangements_for(modes),
        "has_moved": invitation.notices.filter(pk__lt=notice.pk, sent_at__isnull=False).exists(),
        "action_url": page_address(invitation.regular),
        "action_label": "Answer yes or no",
    }
