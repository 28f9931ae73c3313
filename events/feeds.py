"""Calendar files: all sessions to subscribe to, one session, one booking."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from events.booking import booking_for
from events.calendars import feed, single
from events.filters import Chosen
from events.messages.invite import event_of as booking_event
from events.models import Booking, SessionPage
from events.session_calendar import KEPT, host, own_event

AHEAD = timedelta(days=548)  # eighteen months
KEEP = "public, max-age=900"  # seconds
CALENDAR = "text/calendar; charset=utf-8"


def feed_name(chosen: Chosen) -> str:
    """What the calendar is called in somebody's list: "Over a Brew: sessions about Unpaid carers"."""
    return f"Over a Brew: sessions {chosen.words}".strip()


def feed_url(chosen: Chosen) -> str:
    return settings.BASE_URL + reverse("sessions_calendar") + chosen.link()


@require_safe
def sessions_calendar(request: HttpRequest) -> HttpResponse:
    """All sessions, or those of a series, topic, area, time of day or way of joining.

    A label that is gone is 404: calendars then keep what they have, where a list of something else would
    mislead. Three queries, and one more for each of series, topic and area that is asked for.
    """
    chosen = Chosen.read(request.GET)
    if chosen.has_unknown:
        raise Http404
    pages = in_feed(chosen, now=timezone.now())
    frame = Frame.of(chosen)
    # The tag is read before the texts: should one change in between, the next fetch sees a new tag.
    tag = tag_of(frame, pages)
    response = get_conditional_response(request, etag=tag)
    if response is None:
        texts = pages.values_list("session__vevent", flat=True)
        response = HttpResponse(frame.around(texts.iterator()), content_type=CALENDAR)
        response["Content-Disposition"] = 'inline; filename="over-a-brew.ics"'
    response["ETag"] = tag
    response["Cache-Control"] = KEEP
    return response


def in_feed(chosen: Chosen, *, now: datetime) -> QuerySet[SessionPage]:
    """From 90 days ago to 18 months ahead, cancelled ones too, in a stable order."""
    pages = SessionPage.objects.open_to_all().filter(
        session__ends_at__gt=now - KEPT, session__starts_at__lt=now + AHEAD
    )
    return chosen.narrow(pages).order_by("session__starts_at", "pk")


@dataclass(frozen=True)
class Frame:
    """What stands around the sessions in a feed."""

    name: str
    uid: str
    url: str

    @classmethod
    def of(cls, chosen: Chosen) -> "Frame":
        return cls(
            name=feed_name(chosen),
            uid=f"{'-'.join(['sessions', *chosen.query.values()])}@{host()}",
            url=settings.BASE_URL + reverse("sessions"),
        )

    def around(self, texts: Iterable[str]) -> bytes:
        return feed(
            events=texts,
            name=self.name,
            description="What is planned, with a link to book. Changes may take a day to show here.",
            uid=self.uid,
            url=self.url,
        )


@lru_cache(maxsize=256)
def _around_nothing(frame: Frame) -> bytes:
    return frame.around(())


def tag_of(frame: Frame, pages: QuerySet[SessionPage]) -> str:
    """A strong ETag without reading the texts: a text never changes without its SEQUENCE."""
    versions = list(pages.values_list("session__pk", "session__sequence"))
    digest = hashlib.sha256(_around_nothing(frame) + repr(versions).encode())
    return f'"{digest.hexdigest()[:32]}"'


@require_safe
def session_calendar(request: HttpRequest, series: str, date: str) -> HttpResponse:
    """One session to download."""
    page = SessionPage.objects.open_to_all().at(series, date).with_facts().first()
    if page is None:
        raise Http404
    response = HttpResponse(single(own_event(page.session)), content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="over-a-brew-{date}.ics"'
    response["Cache-Control"] = KEEP
    return response


@require_safe
def booking_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """One person's booking to download: theirs alone, so nothing on the way may keep it."""
    booking = booking_for(token)
    if booking.state not in (Booking.State.BOOKED, Booking.State.CANCELLED):
        raise Http404
    response = HttpResponse(single(booking_event(booking)), content_type=CALENDAR)
    response["Content-Disposition"] = 'attachment; filename="my-booking.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
