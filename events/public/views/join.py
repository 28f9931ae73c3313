"""The page on how to join, for the people of one booking only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.bookings import booking_for
from events.emails.snapshot import Change, changes, snapshot_of
from events.models import Booking, Notice
from events.models.attendance import AttendanceMode
from events.public.session_context import moved_text
from events.public.views.decorators import capability_url
from hub.dates import format_moment


@require_safe
@capability_url
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show how to join from 15 minutes before the start, else when it opens or that it is over."""
    booking, now = booking_for(token), timezone.now()
    session = booking.session
    has_place = booking.state == Booking.State.BOOKED and not session.is_cancelled
    context = {
        "token": token,
        "booking": booking,
        "session": session,
        "has_place": has_place,
        "is_over": session.is_over(now),
        "is_open": has_place and session.is_join_open(now),
        "has_started": session.has_started(now),
        "opens": format_moment(session.join_opens_at),
        "moved": _moved_since_booking(booking),
        "moved_text": moved_text(session),
        "by_phone": booking.attendance_mode == AttendanceMode.PHONE,
        # If in-person attendance has been closed, show the remaining ways.
        "in_person": booking.attendance_mode == AttendanceMode.IN_PERSON and session.in_person,
        "mode_is_closed": booking.attendance_mode not in session.attendance_modes
        and not session.has_started(now),
        "crumbs": [],
    }
    return render(request, "events/manage/join.html", context)


def _moved_since_booking(booking: Booking) -> list[Change]:
    """Return how time and place differ from what the contact was first told, if told anything."""
    told = booking.notices.filter(recipient=Notice.CONTACT, sent_at__isnull=False)
    first = told.exclude(snapshot={}).order_by("sent_at", "pk").first()
    differences = changes(first.snapshot, snapshot_of(booking)) if first else []
    return [each for each in differences if each.what in ("When", "Where")]
