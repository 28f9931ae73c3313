"""The page that asks if a No in a calendar is right. GET shows, POST acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from events.bookings import BookingError, booking_for
from events.public.views.decorators import capability_url
from events.public.views.manage import (
    HAS_CHANGED,
    attendee_names,
    can_change,
    differs_from_page,
    show,
)
from events.public.views.shown import booking_digest
from events.rsvp.decline_check import confirm_decline, is_asked, keep_booking


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def said_no(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET; on POST cancel the booking, or keep it and forget the No."""
    booking, now = booking_for(token), timezone.now()
    home = reverse("manage", kwargs={"token": token})
    if not (can_change(booking, now) and is_asked(booking)):
        return redirect(home)
    answer = request.POST.get("answer")
    if answer not in ("cancel", "keep"):
        context = {
            "booking": booking,
            "session": booking.session,
            "for_whom": attendee_names(booking),
            "shown": booking_digest(booking),
            "crumbs": [],
        }
        return render(request, "events/rsvp/said_no.html", context)
    if answer == "keep":
        keep_booking(booking=booking, now=now)
        return redirect(f"{home}?done=kept-after-no")
    if differs_from_page(request, booking):
        return show(request, token, booking, status=409, refused=HAS_CHANGED)
    try:
        confirm_decline(booking=booking, now=now)
    except BookingError as refusal:
        return show(request, token, booking_for(token), status=409, refused=str(refusal))
    return redirect(home)
