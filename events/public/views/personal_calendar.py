"""Views of a personal calendar: send its URL, subscribe, stop, and the feed itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import booking_for
from events.emails.invite import event_of
from events.ical import event_text, feed
from events.public.ical_feeds import CONTENT_TYPE, subscribe_links
from events.public.views.decorators import capability_url
from events.schedule import personal_feed

NAME = "My brews"

# Messages after a redirect, by code. The URL contains only the code.
DONE = {
    "sent": "Look at your email. The address comes in a few minutes.",
    "stopped": "The address has stopped. Calendars that use it get nothing new.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Send the URL to the contact by email, never to the screen, or stop it."""
    booking = booking_for(token)
    url = reverse("own_calendar", args=[token])
    if request.method == "POST" and booking.email:
        if request.POST.get("do") == "stop":
            personal_feed.delete_feed(email=booking.email)
            return redirect(f"{url}?done=stopped")
        personal_feed.send_address(booking=booking, now=timezone.now())
        return redirect(f"{url}?done=sent")
    context = {
        "token": token,
        "booking": booking,
        "done": DONE.get(request.GET.get("done", ""), ""),
        "crumbs": [],
    }
    return render(request, "events/own_calendar/ask.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """Show how to subscribe to the feed. POST stops it."""
    if request.method == "POST":
        personal_feed.delete_feed(email=personal_feed.feed_for_token(secret).email)
        return redirect("own_feed_stopped")
    personal_feed.feed_for_token(secret)
    url = settings.BASE_URL + reverse("own_feed", args=[secret])
    context = subscribe_links(url, NAME) | {"crumbs": []}
    return render(request, "events/own_calendar/page.html", context)


@require_safe
@capability_url
def file(request: HttpRequest, secret: str) -> HttpResponse:
    """Serve the feed. The same data gives the same bytes; no cache may store them."""
    calendar = personal_feed.feed_for_token(secret)
    bookings = personal_feed.bookings_in(calendar, now=timezone.now())
    body = feed(
        events=[event_text(event_of(booking)) for booking in bookings],
        name=NAME,
        description="What you have booked. Changes may take a day to show here.",
        url=settings.BASE_URL + reverse("sessions"),
    )
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'inline; filename="my-brews.ics"'
    return response
