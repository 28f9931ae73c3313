"""Page lookup by path.

Wagtail routes with two queries per level. One query for all levels also returns the breadcrumbs,
the menu and the view restrictions.
"""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from hub.models import BasePage
from hub.public_pages import is_restricted


@dataclass
class Found:
    page: BasePage
    menu: list[Page]


def find_page(home: Page, components: list[str]) -> Found | None:
    """Return the live page and the menu, in two queries. `home` is the site's root page."""
    addresses = [
        "/".join([home.url_path.rstrip("/"), *components[:end], ""])
        for end in range(len(components) + 1)
    ]
    in_menu = Q(path__startswith=home.path, depth=home.depth + 1, show_in_menus=True, live=True)
    rows = list(
        Page.objects.filter(Q(url_path__in=addresses) | in_menu)
        .annotate(is_restricted=is_restricted())
        .order_by("path")
    )
    way = [row for row in rows if row.url_path in addresses]
    if len(way) != len(addresses) or not way[-1].live:
        return None
    kind = way[-1].specific_class
    if kind is None or not issubclass(kind, BasePage):
        return None
    page = kind.for_visit().get(pk=way[-1].pk)
    page.pages_above = way[1:-1]
    # An alias keeps the restrictions of its source; let Wagtail look those up.
    page.is_known_open = not any(row.is_restricted or row.alias_of_id for row in way)
    menu = [
        row
        for row in rows
        if row.depth == home.depth + 1 and row.live and row.show_in_menus and not row.is_restricted
    ]
    return Found(page, menu)
