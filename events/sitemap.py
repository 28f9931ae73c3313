"""Sessions for search engines."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from events.models import SessionPage
from events.months import local_day


def extra_addresses(page: Page, *, now: datetime) -> list[dict[str, Any]]:
    """The pages beside the list that are not Wagtail pages: subscribing, and this month."""
    beside = [reverse("sessions_subscribe"), reverse("sessions_month", args=[local_day(now)])]
    changed = page.last_published_at or now
    return [{"location": settings.BASE_URL + path, "lastmod": changed} for path in beside]


def session_addresses(request: HttpRequest | None) -> list[dict[str, Any]]:
    """Every session that everybody may see, with its last change. One query, however many.

    A session that is cancelled or moved has changed, though its page was not published again.
    """
    pages = SessionPage.objects.open_to_all().select_related("session").order_by("path")
    return [
        {
            "location": page.get_full_url(request),
            "lastmod": max(filter(None, [page.last_published_at, page.session.changed_at])),
        }
        for page in pages
    ]
