"""Drafts that are not ready for people. They are kept as they are typed, so many are half done."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from wagtail.models import Page


def is_incomplete(page: Page) -> bool:
    """Whether something is missing or wrong in its latest draft."""
    try:
        page.get_latest_revision_as_object().full_clean()
    except ValidationError:
        return True
    return False


def first_incomplete(pages: Iterable[Page], *, with_drafts_below: bool = False) -> Page | None:
    """The first of these that cannot be published yet, or of the drafts below them."""
    for page in pages:
        below = page.get_descendants().not_live() if with_drafts_below else []
        for each in (page, *below):
            if is_incomplete(each):
                return each
    return None
