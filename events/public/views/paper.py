"""The booking on paper, in large type, for who has no email or likes to hold it in their hands."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.bookings import booking_for
from events.emails.context import number_to_ring
from events.emails.recipients import attendee_phrase, contact_of
from events.emails.snapshot import place_of
from events.models import Booking
from events.models.attendance import AttendanceMode
from events.public.views.decorators import capability_url

TEMPLATE = "events/manage/paper.html"


@require_safe
@capability_url
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """Show a booking in large type, to print. Without needs: paper lies about."""
    booking = booking_for(token)
    return render(request, TEMPLATE, {**paper_context(booking), "token": token})


def paper_context(booking: Booking) -> dict[str, Any]:
    now = timezone.now()
    prefetch_related_objects([booking], "people")
    return {
        "booking": booking,
        "session": booking.session,
        "attendees": attendee_phrase(booking, contact_of(booking)),
        "mode": AttendanceMode(booking.attendance_mode).label,
        "place": place_of(booking),
        "dial_in": number_to_ring(booking, now),
        "is_over": booking.session.is_over(now),
        "crumbs": [],
    }
