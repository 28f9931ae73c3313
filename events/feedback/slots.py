"""What feedback adds to pages, screens and mails of the core."""

from datetime import datetime
from typing import Any

from events import slots
from events.feedback.submissions import closed_because, summary_of, unmet_needs_by_session
from events.models import Booking, Session
from events.models.permissions import Someone, may_change_bookings
from hub.words import people_count


@slots.booking_page.register
def _on_booking_page(booking: Booking, now: datetime) -> dict[str, Any]:
    session = booking.session
    return {"can_say": session.is_over(now) and not closed_because(session, now)}


@slots.session_screen.register
def _on_session_screen(session: Session, user: Someone, now: datetime) -> dict[str, Any]:
    return {
        "said": summary_of(session) if session.is_over(now) else None,
        "may_write_down": not closed_because(session, now) and may_change_bookings(user),
    }


@slots.past_session_lines.register
def _on_past_sessions(sessions: list[int]) -> dict[int, str]:
    """Return "2 people did not get all that they asked for" by session."""
    return {
        session: f"{people_count(number)} did not get all that they asked for"
        for session, number in unmet_needs_by_session(sessions).items()
    }


@slots.thanks_button.register
def _in_thanks_mail(link: str) -> tuple[str, str]:
    return f"{link}feedback/", "Tell us how it was"
