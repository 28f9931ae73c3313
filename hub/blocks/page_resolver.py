"""Pages chosen in a block: only those that everybody may see, in the order of the block."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page, PageQuerySet

from hub.public_pages import publicly_visible


def visible_pages(chosen: Iterable[Page | None], pages: PageQuerySet) -> list[Any]:
    """Return the rows of `pages` that were chosen and are public. One query."""
    keys = [page.pk for page in chosen if page]
    found = publicly_visible(pages).in_bulk(keys) if keys else {}
    return [found[key] for key in keys if key in found]
