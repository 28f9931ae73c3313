"""schema.org data of pieces."""

from typing import Any

from django.conf import settings

from hub.models import SiteDetails
from stories.models import Piece


def article(piece: Piece, *, publisher: SiteDetails) -> dict[str, Any]:
    """Return a schema.org Article, for the `json_ld` tag."""
    url = settings.BASE_URL + (piece.get_url() or "/")
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": piece.title,
        "datePublished": piece.published_on.isoformat(),
        "mainEntityOfPage": url,
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
