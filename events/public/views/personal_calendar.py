"""Views of a personal calendar: send its URL, subscribe, stop, and the feed itself."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from events.bookings import booking_for
from events.emails.invite import event_of
from events.ical import etag, event_text, feed
from events.models import PersonalFeed
from events.public.ical_feeds import CONTENT_TYPE, subscribe_links
from events.public.views.decorators import capability_url, private_file
from events.schedule import personal_feed
from hub.dates import london_date, london_midnight
from hub.db_cache import cached_until_next_write

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
@private_file
def file(request: HttpRequest, secret: str) -> HttpResponse:
    """Serve the feed. The same data gives the same bytes, all day.

    Programs ask every few minutes: without a write to the database in between, a 304 takes one
    query. Only the ETag is kept in memory, never what somebody has booked.
    """
    calendar = personal_feed.feed_for_token(secret)
    today = london_date(timezone.now())
    bodies: list[bytes] = []

    def make_tag() -> str:
        bodies.append(_body(calendar, today))
        return etag(bodies[0])

    tag = cached_until_next_write(("personal feed", calendar.uid, today), make_tag)
    response = get_conditional_response(request, etag=tag)
    if response is None:
        body = bodies[0] if bodies else _body(calendar, today)
        tag = etag(body)  # of these bytes, whatever was written since
        response = HttpResponse(body, content_type=CONTENT_TYPE)
        response["Content-Disposition"] = 'inline; filename="my-brews.ics"'
    response["ETag"] = tag
    return response


def _body(calendar: PersonalFeed, today: date) -> bytes:
    bookings = personal_feed.bookings_in(calendar, now=london_midnight(today))
    return feed(
        events=[event_text(event_of(booking)) for booking in bookings],
        name=NAME,
        description="What you have booked. Changes may take a day to show here.",
        url=settings.BASE_URL + reverse("sessions"),
    )
