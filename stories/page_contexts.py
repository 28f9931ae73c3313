"""Template contexts of the pages of stories, registered in `StoriesConfig.ready`."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hub.models import SiteDetails
from hub.page_context import page_context
from stories.list_items import list_stories
from stories.models import Piece, StoriesPage


@page_context.register
def _piece(page: Piece, request: HttpRequest) -> dict[str, Any]:
    return {
        "article": _article(page, publisher=SiteDetails.load(request)),
        "og_type": "article",
        "related": page.related(),
    }


@page_context.register
def _stories(page: StoriesPage, request: HttpRequest) -> dict[str, Any]:
    query = request.GET
    return {
        "stories": list_stories(
            kind=query.get("kind", ""), topic=query.get("topic", ""), page=query.get("page", "")
        )
    }


def _article(piece: Piece, *, publisher: SiteDetails) -> dict[str, Any]:
    """Return a schema.org Article, for the `json_ld` tag."""
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": piece.title,
        "datePublished": piece.published_on.isoformat(),
        "mainEntityOfPage": settings.BASE_URL + (piece.get_url() or "/"),
        "publisher": {"@type": "Organization", "name": publisher.site_name},
        "inLanguage": "en-GB",
    }
    if piece.last_published_at:
        data["dateModified"] = piece.last_published_at.isoformat()
    if piece.summary:
        data["description"] = piece.summary
    if piece.author_name:
        data["author"] = {"@type": "Person", "name": piece.author_name}
    return data
