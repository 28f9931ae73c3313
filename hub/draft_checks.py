"""Validation of drafts, which may be saved incomplete."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from wagtail.models import Page


def is_incomplete(page: Page) -> bool:
    """Return whether the latest draft of the page fails validation."""
    try:
        page.get_latest_revision_as_object().full_clean()
    except ValidationError:
        return True
    return False


def first_incomplete(pages: Iterable[Page], *, with_drafts_below: bool = False) -> Page | None:
    """Return the first page, or draft below one, that fails validation."""
    for page in pages:
        drafts = page.get_descendants().not_live() if with_drafts_below else []
        for candidate in (page, *drafts):
            if is_incomplete(candidate):
                return candidate
    return None
