"""The page on how to join, for the people of one booking only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.bookings import booking_for
from events.models import Booking
from events.models.attendance import AttendanceMode
from events.public.views.decorators import capability_url
from hub.dates import format_moment


@require_safe
@capability_url
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show how to join from 15 minutes before the start, else when it opens or that it is over."""
    booking, now = booking_for(token), timezone.now()
    session = booking.session
    opens_at = session.join_opens_at
    has_place = booking.state == Booking.State.BOOKED and not session.is_cancelled
    context = {
        "token": token,
        "booking": booking,
        "session": session,
        "has_place": has_place,
        "is_over": session.is_over(now),
        "is_open": has_place and opens_at <= now < session.ends_at,
        "opens": format_moment(opens_at),
        "by_phone": booking.attendance_mode == AttendanceMode.PHONE,
        # If in-person attendance has been closed, show the remaining ways.
        "in_person": booking.attendance_mode == AttendanceMode.IN_PERSON and session.in_person,
        "mode_is_closed": booking.attendance_mode not in session.attendance_modes
        and not session.has_started(now),
        "crumbs": [],
    }
    return render(request, "events/manage/join.html", context)
