"""Querysets of public pages."""

from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import Page, PageQuerySet, PageViewRestriction

ALIAS_STEPS = 2  # an alias can follow another alias
Pages = TypeVar("Pages", bound=PageQuerySet)


@cache  # compiling it takes longer than the query
def is_restricted() -> Q:
    """Return a condition that holds when `restrictions_of` the page finds any."""
    return _is_restricted("path", ALIAS_STEPS)


def _is_restricted(path: str, steps: int) -> Q:
    page_path = ExpressionWrapper(OuterRef(path), output_field=CharField())
    # A restriction of an alias is a copy, which nobody asks: see `Page.get_view_restrictions`.
    restrictions = PageViewRestriction.objects.exclude(page__alias_of__gt=0)
    restrictions = restrictions.alias(of=page_path).filter(of__startswith=F("page__path"))
    if not steps:
        return Q(Exists(restrictions))
    # "> 0" and not "is not null", for which SQLite would read all pages for each page.
    aliases = Page.objects.filter(alias_of__gt=0).order_by()
    aliases = aliases.alias(of=page_path).filter(of__startswith=F("path"))
    return Q(Exists(restrictions)) | Q(
        Exists(aliases.filter(_is_restricted("alias_of__path", steps - 1)))
    )


def restrictions_of(page: Page) -> QuerySet[PageViewRestriction]:
    """Return the view restrictions of a page and all above it, where aliases count as their source.

    Wagtail's own leave out what is above the source of an alias.
    """
    return PageViewRestriction.objects.filter(page__in=_sources(page))


def _sources(page: Page) -> set[int]:
    keys: set[int] = set()
    for each in (page, *page.get_ancestors().only("path", "depth", "alias_of")):
        keys |= _sources(each.alias_of) if each.alias_of_id else {each.pk}
    return keys


def publicly_visible(pages: Pages) -> Pages:
    """Return the live pages that everyone may read, aliases as their source.

    Every list, feed, search and sitemap asks this. Wagtail's own `public()` needs a second query,
    and lists the alias of a private page.
    """
    return pages.live().filter(~is_restricted())


def visible_pages(chosen: Iterable[Page | None], pages: PageQuerySet) -> list[Any]:
    """Return the chosen pages that are in `pages` and public, in the order chosen. One query."""
    pks = [page.pk for page in chosen if page]
    visible = publicly_visible(pages).in_bulk(pks) if pks else {}
    return [visible[pk] for pk in pks if pk in visible]
