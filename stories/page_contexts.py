"""Template contexts of the pages of stories, registered in `StoriesConfig.ready`."""

from typing import Any

from django.http import HttpRequest

from hub.models import SiteDetails
from hub.page_context import page_context
from stories.list_items import list_stories
from stories.models import Piece, StoriesPage
from stories.schema_org import article


@page_context.register
def _piece(page: Piece, request: HttpRequest) -> dict[str, Any]:
    return {
        "article": article(page, publisher=SiteDetails.load(request)),
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
