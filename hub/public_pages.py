"""Querysets of public pages."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page, PageQuerySet, PageViewRestriction

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


def visible_pages(chosen: Iterable[Page | None], pages: PageQuerySet) -> list[Any]:
    """Return the chosen pages that are in `pages` and public, in the order chosen. One query."""
    pks = [page.pk for page in chosen if page]
    visible = publicly_visible(pages).in_bulk(pks) if pks else {}
    return [visible[pk] for pk in pks if pk in visible]
