"""Finding a booking by the code that somebody says on the phone, and opening its page for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from events import booking
from events.models import Booking

from .bookings import place_of
from .gates import booking_changers_only, organisers_only

NOT_FOUND = "No booking has this code. Ask for it once more: it looks like “kettle 4821”."


@organisers_only
def by_code(request: HttpRequest) -> HttpResponse:
    """Sent as a form, so that the code is in no address and no log."""
    if request.method != "POST":
        return redirect("desk:coming")
    found = booking.find_by_code(request.POST.get("code", ""))
    if found is None:
        messages.error(request, NOT_FOUND)
        return redirect("desk:coming")
    if found.state == Booking.State.CANCELLED:
        messages.warning(
            request, "The booking with this code is cancelled. It was for this session."
        )
    return redirect(place_of(found))


@booking_changers_only
def open_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Their own page: whoever has no email can have everything changed for them, while they talk."""
    found = get_object_or_404(Booking, pk=pk)
    return redirect("manage", token=booking.manage_token(found))
