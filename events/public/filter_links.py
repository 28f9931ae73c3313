"""The links of filters, each with the number of sessions that it leads to."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from events.models import SessionPage, SessionPageTopic
from events.models.attendance import MODE_FIELDS
from events.public.filters import FACETS, FIXED, Filters, Option, Options, joining_word

TITLES = {
    "series": "Sessions",
    "day": "Day",
    "time": "Time of day",
    "way": "How to join",
    "topic": "Topic",
    "area": "Area",
    "with": "What is always there",
}


class FilterOption(NamedTuple):
    """A link that puts an option on or takes it off. Without a URL: nothing fits it."""

    words: str
    url: str
    is_chosen: bool
    number: int | None = None  # of sessions there, if they are counted

    @property
    def action(self) -> str:
        """Return what the link of a chosen option does, for who does not see its colour."""
        return "Take off:" if self.is_chosen else ""


class Filter(NamedTuple):
    title: str
    choices: list[FilterOption]


class Facets:
    """Which of some sessions have which value of each filter. Two queries."""

    def __init__(self, pages: QuerySet[SessionPage]) -> None:
        self.pks: set[int] = set()
        self._having: dict[tuple[str, Hashable], set[int]] = defaultdict(set)
        pages, ways = pages.order_by(), list(MODE_FIELDS.values())
        facets = pages.annotate(**{f"facet_{name}": value for name, value in FACETS.items()})
        columns = [f"facet_{name}" for name in FACETS] + [f"session__{way}" for way in ways]
        for pk, *values in facets.values_list("pk", *columns):
            self.pks.add(pk)
            for name, value in zip(FACETS, values, strict=False):
                self._having[name, value].add(pk)
            for way, is_open in zip(ways, values[len(FACETS) :], strict=True):
                if is_open:
                    self._having["way", way].add(pk)
        # Of all pages: asking again which are public would cost more than to leave some out here.
        for pk, topic in SessionPageTopic.objects.order_by().values_list("page", "topic"):
            if pk in self.pks:
                self._having["topic", topic].add(pk)

    def fitting(self, chosen: Filters) -> set[int]:
        """Return the sessions that `chosen.narrow` returns, as keys."""
        found = set(self.pks)
        for name in chosen.chosen:
            found &= self.having(name, chosen.values(name))
        return found

    def having(self, name: str, values: Iterable[Hashable]) -> set[int]:
        """Return the sessions that have one of these values of a filter."""
        return set().union(*(self._having.get((name, value), ()) for value in values))

    def number(self, chosen: Filters) -> int:
        return len(self.fitting(chosen))


def filters_for(
    chosen: Filters,
    *,
    options: Options,
    facets: Facets,
    path: str,
    names: tuple[str, ...],
    is_counted: bool = False,
    extra_query: dict[str, str] | None = None,
    fragment: str = "",
) -> list[Filter]:
    """Return the filters above a list, without topics, areas and lines that none of them has.

    With `is_counted` each link states its number of sessions, and there is none to an empty list.
    `extra_query` holds further parameters, such as {"past": "1"}. `fragment` is that of the links.
    """
    extra_query = extra_query or {}

    def link(name: str, option: Option) -> FilterOption:
        is_chosen = option in chosen.chosen.get(name, ())
        after = chosen.toggled(name, option)
        words, url = option.words, path + after.link(**extra_query) + fragment
        if chosen.chosen.get(name) and not is_chosen:
            words = f"{joining_word(name)} {option.phrase}"
        if not is_counted:
            return FilterOption(words, url, is_chosen)
        others = chosen.only(*(each for each in chosen.chosen if each != name))
        adds = facets.fitting(others.toggled(name, option))
        number = facets.number(after)
        return FilterOption(words, url if is_chosen or (adds and number) else "", is_chosen, number)

    def offered(name: str) -> list[FilterOption]:
        if name in FIXED:
            return [link(name, each) for each in options[name]]
        kept = chosen.chosen.get(name, ())
        used = (each for each in options[name] if each in kept or facets.having(name, each.values))
        return [each for each in (link(name, option) for option in used) if each.url]

    filters = (Filter(TITLES[name], offered(name)) for name in names)
    return [each for each in filters if each.choices]


def links_without(
    chosen: Filters,
    *,
    facets: Facets,
    path: str,
    extra_query: dict[str, str],
    fragment: str,
) -> list[FilterOption]:
    """Return a link for each choice that takes it off. The number is of what is shown then."""
    return [
        FilterOption(
            option.phrase,
            path + after.link(**extra_query) + fragment,
            is_chosen=True,
            number=facets.number(after),
        )
        for name, options in chosen.chosen.items()
        for option in options
        for after in [chosen.toggled(name, option)]
    ]
