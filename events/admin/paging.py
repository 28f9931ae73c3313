"""Several lists on one screen, each in pages of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

# Parameters that lead to the page of one row; they end when somebody turns a page.
TARGETS = ("booking", "need")


@dataclass(frozen=True)
class Section:
    """A page of one list, and the links to the pages beside it."""

    page: Page
    earlier: str
    later: str
    has_target: bool = False

    def __iter__(self) -> Any:  # noqa: ANN401 - rows of any kind
        return iter(self.page)

    def __bool__(self) -> bool:
        return bool(self.page.paginator.count)

    @property
    def count(self) -> int:
        return self.page.paginator.count


def section(
    request: HttpRequest, name: str, rows: Sequence[Any], *, size: int, target: str = ""
) -> Section:
    """Return the page that `request` asks for by its parameter `name`, or by the row `target`."""
    paginator = Paginator(rows, size)
    wanted, number = request.GET.get(target, "") if target else "", request.GET.get(name)
    keys = [str(row.pk) for row in rows] if wanted else []
    place = keys.index(wanted) if wanted in keys else None
    if place is not None:
        number = str(place // size + 1)
    page = paginator.get_page(number)

    def link(number: int) -> str:
        query = request.GET.copy()
        for each in TARGETS:
            query.pop(each, None)
        query[name] = str(number)
        return f"?{query.urlencode()}#{name}"

    return Section(
        page,
        earlier=link(page.previous_page_number()) if page.has_previous() else "",
        later=link(page.next_page_number()) if page.has_next() else "",
        has_target=place is not None,
    )
