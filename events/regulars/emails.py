"""Invitations of regulars by mail. Access needs are on the signed page, never in the mail."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from events.emails.compose import message_id, tidy, writes
from events.emails.recipients import Recipient, attendee_phrase, plain_name
from events.ical import imip
from events.models import Booking, Invitation, Notice, Session
from events.models.attendance import AttendanceMode
from events.outbox import reminder_dedupe_key
from events.regulars.identity import is_booked_by_someone_else, live_bookings
from events.regulars.invitations import is_open_to_all
from events.regulars.links import page_address, stop_address
from events.regulars.responses import booking_for_session
from events.schedule.calendar_events import address_of
from hub.dates import format_day, london_date
from hub.models import SiteDetails


@writes(Notice.Kind.INVITATION)
def compose_invitation(notice: Notice, now: datetime) -> EmailMultiAlternatives | None:
    """Return the invitation, or None if it is answered, settled or about another date by now.

    Mail programs unsubscribe with a POST to the List-Unsubscribe address (RFC 8058).
    """
    invitation = notice.invitation
    if invitation is None or not _is_still_relevant(notice, invitation, now):
        return None
    booking = invitation.regular.booking
    context = _context(notice, invitation, booking)
    return imip.build(
        subject=_subject(booking, invitation.session),
        text=tidy(render_to_string("emails/invitation.txt", context)),
        html=render_to_string("emails/invitation.html", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=booking.email,
        reply_to=context["details"].contact_email,
        headers={
            "Message-ID": message_id(notice),
            "List-Unsubscribe": f"<{stop_address(invitation.regular)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
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
    reader = Recipient(
        plain_name(booking.contact_name), booking.email, is_contact=True, person=None
    )
    mode = AttendanceMode(booking.attendance_mode)
    return {
        "reader": reader,
        "who": attendee_phrase(booking, reader),
        "session": session,
        "session_url": address_of(session.page),
        "way": mode.label if mode in session.attendance_modes else session.attendance_modes_text,
        "has_moved": invitation.notices.filter(pk__lt=notice.pk, sent_at__isnull=False).exists(),
        "action_url": page_address(invitation.regular),
        "action_words": "Answer yes or no",
        "details": SiteDetails.load(),
        "base_url": settings.BASE_URL,
    }


def _subject(booking: Booking, session: Session) -> str:
    """Return the subject, without the session's title for a discreet booking."""
    name = "" if booking.discreet_title else " ".join(session.page.title.split())
    day = format_day(london_date(session.starts_at))
    return f"Coming this time? {', '.join(filter(None, [name, day]))}"
