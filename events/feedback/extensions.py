"""What feedback adds to pages, screens and mails of the core."""

from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from events import extension_points
from events.feedback.submissions import closed_because, summary_of
from events.models import Booking, Feedback, Quote, Session
from events.models.permissions import Someone, may_change_bookings, may_see_needs

GotIt = Feedback.GotIt

MAX_QUOTES = 6  # newest first, on a page


@extension_points.booking_page.register
def _booking_page(booking: Booking, now: datetime) -> dict[str, Any]:
    session = booking.session
    return {"can_say": session.is_over(now) and not closed_because(session, now)}


@extension_points.session_screen.register
def _session_screen(session: Session, user: Someone, now: datetime) -> dict[str, Any]:
    is_over, sees_needs = session.is_over(now), may_see_needs(user)
    return {
        "said": summary_of(session, sees_needs=sees_needs) if is_over else None,
        "may_put_on_site": may_change_bookings(user),
        "may_write_down": not closed_because(session, now) and may_change_bookings(user),
    }


@extension_points.past_session_annotations.register
def _past_session_annotations() -> dict[str, Combinable]:
    """Count who did not get all that they asked for."""
    unmet = Feedback.objects.filter(session=OuterRef("pk"), needs_met__in=[GotIt.NO, GotIt.PARTLY])
    number = unmet.order_by().values("session").values_list(Count("pk"))
    return {"unmet_needs": Coalesce(Subquery(number), 0)}


@extension_points.thanks_button.register
def _thanks_button(link: str) -> tuple[str, str]:
    return f"{link}feedback/", "Tell us how it was"


@extension_points.you_asked.register
def _shown_quotes(now: datetime) -> dict[str, Any]:
    """Return words that people let us use, for public pages. One query."""
    return {"shown_quotes": list(Quote.objects.shown()[:MAX_QUOTES])}
