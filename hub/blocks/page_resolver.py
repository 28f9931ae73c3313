"""Resolve the pages chosen in a block."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page, PageQuerySet

from hub.public_pages import publicly_visible


def visible_pages(chosen: Iterable[Page | None], pages: PageQuerySet) -> list[Any]:
    """Return the chosen pages that are in `pages` and public, in the order chosen. One query."""
    pks = [page.pk for page in chosen if page]
    visible = publicly_visible(pages).in_bulk(pks) if pks else {}
    return [visible[pk] for pk in pks if pk in visible]
