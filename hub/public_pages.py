"""Querysets of public pages."""

from functools import cache
from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageQuerySet, PageViewRestriction

Pages = TypeVar("Pages", bound=PageQuerySet)


@cache  # compiling it takes longer than the query
def is_restricted() -> Exists:
    """Return an expression that is true when the page or an ancestor is private."""
    page_path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    return Exists(
        PageViewRestriction.objects.annotate(page_path=page_path).filter(
            page_path__startswith=F("page__path")
        )
    )


def publicly_visible(pages: Pages) -> Pages:
    """Return live, public pages. Wagtail's own `public()` needs a second query."""
    return pages.live().filter(~is_restricted())
