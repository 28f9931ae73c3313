"""The Atom feed of coming sessions (RFC 4287)."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from events.models import SessionPage
from events.schedule.calendar_events import address_of
from hub.models import SiteDetails

MAX_ENTRIES = 50


class SessionsFeed(Feed):
    """The Atom feed of coming sessions, most recently changed first."""

    feed_type = Atom1Feed
    subtitle = "What is planned, with a link to book."

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        # A session leaves the feed when it ends, unchanged: only an ETag shows this, no date does.
        del response["Last-Modified"]
        response["Cache-Control"] = "public, max-age=900"
        return response

    def title(self) -> str:
        return f"{SiteDetails.load().site_name}: coming sessions"

    def link(self) -> str:
        return settings.BASE_URL + reverse("sessions")

    def feed_url(self) -> str:
        return settings.BASE_URL + reverse("sessions_feed")

    feed_guid = feed_url

    def items(self) -> list[SessionPage]:
        pages = SessionPage.objects.open_to_all().upcoming(timezone.now())
        upcoming = pages.select_related("session")[:MAX_ENTRIES]
        return sorted(upcoming, key=lambda page: page.session.changed_at, reverse=True)

    def item_title(self, item: SessionPage) -> str:
        cancelled = "Cancelled: " if item.session.is_cancelled else ""
        return f"{cancelled}{item.title}, {item.session.when_words}"

    def item_description(self, item: SessionPage) -> str:
        # Feed readers parse this as HTML.
        return escape(item.summary or item.introduction or f"{item.session.attendance_modes_text}.")

    def item_link(self, item: SessionPage) -> str:
        return address_of(item)

    def item_guid(self, item: SessionPage) -> str:
        return f"urn:uuid:{item.session.uid}"

    def item_pubdate(self, item: SessionPage) -> datetime:
        return item.session.created_at

    def item_updateddate(self, item: SessionPage) -> datetime:
        return item.session.changed_at
