"""iCalendar files: the feed of sessions, one session, one booking."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from events import ical
from events.bookings import booking_for
from events.emails.invite import event_of as booking_event
from events.ical.files import END
from events.models import Booking, SessionPage
from events.public.filters import FEED_PARAMETERS, MAX_VALUES, Filters
from events.schedule.calendar_events import FEED_HISTORY, private_event
from events.schedule.redirects import session_address
from hub.dates import london_date, london_midnight
from hub.db_cache import cached_until_next_write
from hub.models import SiteDetails

FEED_AHEAD = timedelta(days=548)  # eighteen months
CACHE_CONTROL = "public, max-age=900"  # seconds
CONTENT_TYPE = "text/calendar; charset=utf-8"


def feed_name(chosen: Filters, site_name: str) -> str:
    """Return the name of the feed: "Over a Brew: sessions about Unpaid carers"."""
    return f"{site_name}: sessions {chosen.words}".strip()


def feed_url(chosen: Filters) -> str:
    return settings.BASE_URL + reverse("sessions_calendar") + chosen.link()


def subscribe_links(url: str, name: str) -> dict[str, str]:
    """Return the links that subscribe each calendar to a feed."""
    return {
        "feed_url": url,
        "webcal_url": ical.webcal(url),
        "google_url": ical.google_subscribe(url),
        "outlook_url": ical.outlook_subscribe(url, name),
        "office_url": ical.office_subscribe(url, name),
    }


@require_safe
def sessions_calendar(request: HttpRequest) -> HttpResponse:
    """Serve the feed of all sessions, or of a series, topic, area, time of day or way to join.

    A renamed series is also found by its old slug. A deleted label is a 404: calendars then keep
    their events instead of showing other sessions. Three queries, and one more for each series,
    topic and area given; none for a 304 without a database write in between.
    """
    today = london_date(timezone.now())
    values = tuple(tuple(request.GET.getlist(name)[:MAX_VALUES]) for name in FEED_PARAMETERS)
    key = ("feed", values, today)
    requested = cached_until_next_write(key, lambda: Feed.for_query(request.GET, today))
    if requested is None:
        raise Http404
    response = get_conditional_response(request, etag=requested.etag)
    if response is None:
        response = HttpResponse(requested.body(), content_type=CONTENT_TYPE)
        response["Content-Disposition"] = 'inline; filename="sessions.ics"'
    response["ETag"] = requested.etag
    response["Cache-Control"] = CACHE_CONTROL
    return response


@dataclass(frozen=True)
class Feed:
    """A requested feed: its header and the texts of its events, with the ETag of both."""

    header: str
    texts: QuerySet
    etag: str

    @classmethod
    def for_query(cls, query: QueryDict, today: date) -> "Feed | None":
        """Return the feed, or None when a label in `query` is gone.

        The ETag is strong without reading texts: none changes without its SEQUENCE. It is read
        before the texts: after a change in between, the next fetch sees a new one.
        """
        chosen = Filters.read(query)
        if chosen.has_unknown:
            return None
        header = feed_header(
            name=feed_name(chosen, (SiteDetails.objects.first() or SiteDetails()).site_name),
            url=settings.BASE_URL + reverse("sessions"),
        )
        versions, texts = in_feed(chosen, today)
        return cls(header, texts, ical.etag(f"{header}{sorted(versions)}".encode()))

    def body(self) -> bytes:
        return "".join([self.header, *self.texts.all(), END]).encode()


@lru_cache(maxsize=256)
def feed_header(*, name: str, url: str) -> str:
    """Return the file without events, up to its last line."""
    description = "What is planned, with a link to book. Changes may take a day to show here."
    body = ical.feed(events=(), name=name, description=description, url=url)
    return body.decode().removesuffix(END)


def in_feed(chosen: Filters, today: date) -> tuple[QuerySet, QuerySet]:
    """Return queries for keys and SEQUENCE, in any order, and for texts by time.

    Includes cancelled sessions, from 90 days ago to 18 months ahead in whole local days, so that
    the file stays the same all day unless something changes.
    """
    midnight = london_midnight(today)
    pages = SessionPage.objects.open_to_all().filter(
        session__ends_at__gte=midnight - FEED_HISTORY, session__starts_at__lt=midnight + FEED_AHEAD
    )
    pages = chosen.narrow(pages)
    versions = pages.order_by().values_list("session__pk", "session__sequence")
    texts = pages.order_by("session__starts_at", "pk").values_list("session__vevent", flat=True)
    return versions, texts


@require_safe
def session_calendar(request: HttpRequest, series: str, date: str) -> HttpResponse:
    """Serve a session as a download."""
    page = SessionPage.objects.open_to_all().at(series, date).with_facts().with_series().first()
    if page is None:
        if moved := session_address(request, series, date):
            return redirect(f"{moved}calendar.ics")
        raise Http404
    event = private_event(page.session, now=timezone.now())
    response = HttpResponse(ical.single(event), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="session-{date}.ics"'
    response["Cache-Control"] = CACHE_CONTROL
    return response


@require_safe
def booking_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Serve a booking as a download: personal data, so no cache may store it."""
    booking = booking_for(token)
    if booking.state not in (Booking.State.BOOKED, Booking.State.CANCELLED):
        raise Http404
    response = HttpResponse(ical.single(booking_event(booking)), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="my-booking.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
