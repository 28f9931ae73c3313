"""The Atom feed of pieces."""

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from hub.dates import LONDON
from hub.models import SiteDetails
from stories.models import Piece

MAX_ENTRIES = 30


class StoriesFeed(Feed):
    """An Atom feed (RFC 4287) of the newest public pieces."""

    feed_type = Atom1Feed
    link = "/stories/"

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Allow public caching for 15 minutes, as for the feed of sessions."""
        response = super().__call__(request, *args, **kwargs)
        # Unpublishing a piece does not advance Last-Modified, so rely on the ETag.
        del response["Last-Modified"]
        response["Cache-Control"] = "public, max-age=900"
        return response

    def get_object(self, request: HttpRequest) -> SiteDetails:
        return SiteDetails.load(request)

    def title(self, details: SiteDetails) -> str:
        return f"{details.site_name}: stories"

    def subtitle(self, details: SiteDetails) -> str:
        return "Stories, poems, videos and what we heard."

    def feed_url(self) -> str:
        return f"{settings.BASE_URL}/stories/feed/"

    def items(self) -> Any:  # noqa: ANN401
        return Piece.objects.open_to_all().newest_first()[:MAX_ENTRIES]

    def item_title(self, item: Piece) -> str:
        return f"{item.kind_words}: {item.title}"

    def item_description(self, item: Piece) -> str:
        return escape(item.summary)  # feed readers parse this as HTML

    def item_link(self, item: Piece) -> str:
        return settings.BASE_URL + (item.get_url() or "/")

    def item_author_name(self, item: Piece) -> str:
        return item.author_name

    def item_pubdate(self, item: Piece) -> datetime:
        return datetime.combine(item.published_on, time(9), LONDON)

    def item_updateddate(self, item: Piece) -> datetime:
        return max(item.last_published_at or self.item_pubdate(item), self.item_pubdate(item))
