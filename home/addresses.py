"""From an address to its page.

Wagtail walks down the tree and asks twice on every level. All levels together are one question,
and the answer also holds the way back (the breadcrumbs) and whether any of them is private.
"""

from wagtail.models import Page

from hub.models import HousePage
from hub.open_pages import is_restricted


def find_page(home: Page, components: list[str]) -> HousePage | None:
    """The live page at this address below `home`, or None. Two queries."""
    addresses = [
        home.url_path + "/".join(components[:end]) + "/" for end in range(1, len(components) + 1)
    ]
    rows = (
        Page.objects.filter(url_path__in=addresses)
        .annotate(is_restricted=is_restricted())
        .order_by("depth")
    )
    way = list(rows)
    if not way or way[-1].url_path != addresses[-1] or not way[-1].live:
        return None
    kind = way[-1].specific_class
    if kind is None or not issubclass(kind, HousePage):
        return None
    page = kind.for_visit().get(pk=way[-1].pk)
    page.pages_above = [home, *way[:-1]]
    # An alias keeps the restrictions of its source; let Wagtail look those up.
    page.is_known_open = not any(row.is_restricted or row.alias_of_id for row in way)
    return page
