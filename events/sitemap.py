"""Sessions for search engines."""

from typing import Any

from django.http import HttpRequest

from events.models import SessionPage


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
