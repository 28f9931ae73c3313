"""Sessions for search engines."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from events.models import SessionPage
from hub.dates import london_date


def extra_addresses(
    page: Page, request: HttpRequest | None, *, now: datetime
) -> list[dict[str, Any]]:
    """What stands beside the list and is no Wagtail page: subscribing, and this month."""
    door, changed = page.get_full_url(request), page.last_published_at or now
    beside = ["subscribe/", f"month/{london_date(now):%Y-%m}/"]
    return [{"location": door + path, "lastmod": changed} for path in beside]


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
