"""Filters of the lists of sessions: read from a query string, as a query, in words and in a link.

Options of one filter widen each other ("in the morning or in the evening"), filters narrow each
other. Only what is always there must all be there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import add, and_, or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, ExtractHour, ExtractIsoWeekDay
from django.http import QueryDict
from django.utils.text import slugify

from events.models import SeriesPage, SessionPage, SessionPageTopic
from events.models.attendance import MODE_FIELDS, AttendanceMode
from events.models.pages import lines_of
from events.models.standing_arrangements import StandingArrangement
from events.optional_features import feature_url
from events.schedule.redirects import series_at
from hub.dates import LONDON
from hub.models import Area, Topic
from hub.public_pages import publicly_visible

# The parameters in their order in every link. Calendars cannot follow a line that an editor rewords.
FEED_PARAMETERS = ("series", "topic", "area", "day", "time", "way")
PARAMETERS = (*FEED_PARAMETERS, "with")
MAX_VALUES = 20  # values that are read of one parameter

# Each way to join has a bit of its own.
WAY_BITS = {mode: 1 << place for place, mode in enumerate(MODE_FIELDS)}
WAYS_END = 1 << len(WAY_BITS)
WAYS_SUM = reduce(
    add,
    (
        Case(When(**{f"session__{MODE_FIELDS[mode]}": True}, then=bit), default=0)
        for mode, bit in WAY_BITS.items()
    ),
)

# What a session has of each filter. Topics and ways to join are several: see `narrow`.
FACETS: dict[str, Combinable] = {
    "series": F("session__series_id"),
    "area": Coalesce("area_id", "session__series__area_id"),
    "day": ExtractIsoWeekDay("session__starts_at", tzinfo=LONDON),
    "time": ExtractHour("session__starts_at", tzinfo=LONDON),
    # A series and its session's ways to join, as one number: see `_with_values`. Of a session that
    # says itself what is always there, its own number, below 0.
    "with": Case(
        When(standing_arrangements="", then=F("session__series_id") * WAYS_END + WAYS_SUM),
        default=-1 - (F("session__pk") * WAYS_END + WAYS_SUM),
    ),
}


@dataclass(frozen=True)
class Option:
    """An option of a filter. It fits a session that has one of `values` (see FACETS)."""

    slug: str
    words: str  # of its link: "In the morning"
    phrase: str  # in a sentence: "in the morning"
    values: frozenset[Any]


Options = Mapping[str, list[Option]]

DAYS = [
    Option("weekday", "Monday to Friday", "from Monday to Friday", frozenset(range(1, 6))),
    Option("weekend", "At the weekend", "at the weekend", frozenset((6, 7))),
]
TIMES_OF_DAY = [
    Option("morning", "In the morning", "in the morning", frozenset(range(12))),
    Option("afternoon", "In the afternoon", "in the afternoon", frozenset(range(12, 17))),
    Option("evening", "In the evening", "in the evening", frozenset(range(17, 24))),
]
WAYS = [
    Option(mode.value, str(mode.label), str(mode.label).lower(), frozenset([name]))
    for mode, name in MODE_FIELDS.items()
]
FIXED: Options = {"day": DAYS, "time": TIMES_OF_DAY, "way": WAYS}
PREPOSITIONS = {"series": "of ", "topic": "about ", "area": "in ", "with": "where "}


@dataclass(frozen=True)
class Filters:
    """The chosen options by parameter, in order. A value that nobody knows counts as not given."""

    chosen: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    has_unknown: bool = False

    @classmethod
    def read(cls, query: QueryDict, *, options: Options | None = None) -> "Filters":
        """Parse a query string. Without `options`, only what a feed knows: a query for each given."""
        chosen, has_unknown = {}, False
        for name in PARAMETERS if options is not None else FEED_PARAMETERS:
            slugs = {slug for slug in query.getlist(name)[:MAX_VALUES] if slug}
            known = options[name] if options is not None else _options(name, slugs)
            found = [each for each in known if each.slug in slugs]
            unknown = slugs - {each.slug for each in found}
            if name == "series" and (renamed := _renamed(unknown)):
                found = list(dict.fromkeys([*found, *renamed.values()]))
                unknown -= set(renamed)
            has_unknown |= bool(unknown)
            if found:
                chosen[name] = tuple(found)
        return cls(chosen, has_unknown)

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def __len__(self) -> int:
        return sum(map(len, self.chosen.values()))

    def toggled(self, name: str, option: Option) -> "Filters":
        """Return the choices with this option taken off, or put on at the end."""
        before = self.chosen.get(name, ())
        without = tuple(each for each in before if each.slug != option.slug)
        after = without if len(without) < len(before) else (*before, option)
        chosen = {**self.chosen, name: after}
        return Filters({key: chosen[key] for key in PARAMETERS if chosen.get(key)})

    def only(self, *names: str) -> "Filters":
        return Filters({name: self.chosen[name] for name in names if name in self.chosen})

    def values(self, name: str) -> frozenset[Any]:
        """Return the values of which a session must have one."""
        combine = and_ if name == "with" else or_
        return reduce(combine, (option.values for option in self.chosen[name]))

    @property
    def words(self) -> str:
        """Return the choices as a phrase: "about Unpaid carers, in Norfolk, by phone"."""
        return ", ".join(
            PREPOSITIONS.get(name, "")
            + f" {joining_word(name)} ".join(option.phrase for option in options)
            for name, options in self.chosen.items()
        )

    def narrow(self, pages: QuerySet[SessionPage]) -> QuerySet[SessionPage]:
        """Return the sessions that fit every filter."""
        for name in self.chosen:
            values = self.values(name)
            if name == "topic":
                links = SessionPageTopic.objects.filter(topic__in=values)
                pages = pages.filter(pk__in=links.values("page"))
            elif name == "way":
                pages = pages.filter(
                    reduce(or_, (Q(**{f"session__{way}": True}) for way in values))
                )
            else:
                pages = pages.alias(**{f"facet_{name}": FACETS[name]})
                pages = pages.filter(**{f"facet_{name}__in": values})
        return pages

    def link(self, **extra: str) -> str:
        """Return the query string, always in one order, with `extra` parameters at its end."""
        query = [(name, each.slug) for name, options in self.chosen.items() for each in options]
        query = [*sorted(query, key=lambda pair: (PARAMETERS.index(pair[0]), pair[1]))]
        query += extra.items()
        return f"?{urlencode(query)}" if query else ""

    @property
    def alerts_url(self) -> str:
        """Return the URL of the subscription form, if any, with topics and areas ticked."""
        url = feature_url("tell_me")
        return url and url + self.only("topic", "area").link()

    @property
    def alerts_words(self) -> str:
        """Return the words of the link to `alerts_url`: a subscriber hears of each topic and area."""
        phrases = [self.only(name).words for name in ("topic", "area") if name in self.chosen]
        if not phrases:
            return "Tell me about new sessions"
        return f"Tell me when there is a new session {', or '.join(phrases)}"


def joining_word(name: str) -> str:
    """Return what stands between two options of one filter."""
    return "and" if name == "with" else "or"


def all_options() -> dict[str, list[Option]]:
    """Return the options of every filter. Four queries."""
    series = list(publicly_visible(SeriesPage.objects).order_by("path"))
    own = SessionPage.objects.open_to_all().exclude(standing_arrangements="").order_by("path")
    return {
        "series": [_of_series(each) for each in series],
        "topic": [_of_label(each) for each in Topic.objects.all()],
        "area": [_of_label(each) for each in Area.objects.all()],
        **FIXED,
        "with": standing_options(series, own.values_list("session__pk", "standing_arrangements")),
    }


def standing_options(series: Iterable[SeriesPage], own: Iterable[tuple[int, str]]) -> list[Option]:
    """Return each thing that is always there, in any of these series. Case and full stop are one.

    `own` are the sessions that say it themselves: key and text.
    """
    said = [
        *((each.standing_arrangements_lines, partial(_with_values, each.pk)) for each in series),
        *((lines_of(text), partial(_own_values, key)) for key, text in own),
    ]
    found: dict[str, tuple[str, set[int]]] = {}
    for lines, values_for in said:
        for line in lines:
            arrangement = StandingArrangement.from_line(line)
            words = arrangement.words.rstrip(".")
            if slug := slugify(words):
                found.setdefault(slug, (words, set()))[1].update(values_for(arrangement.modes))
    return [
        Option(slug, words, f"“{words}”", frozenset(values))
        for slug, (words, values) in sorted(found.items())
    ]


def _with_values(key: int, modes: Iterable[AttendanceMode]) -> set[int]:
    """Return the values of sessions of a series that can be joined in one of these modes."""
    bits = sum(WAY_BITS[mode] for mode in set(modes))
    return {key * WAYS_END + ways for ways in range(WAYS_END) if ways & bits}


def _own_values(key: int, modes: Iterable[AttendanceMode]) -> set[int]:
    """Return the values of one session, if it can be joined in one of these modes."""
    return {-1 - value for value in _with_values(key, modes)}


def _options(name: str, slugs: set[str]) -> list[Option]:
    """Return the options with these slugs, asking for nothing else."""
    slugs = set(filter(_is_slug, slugs))
    if name in FIXED or not slugs:
        return list(FIXED.get(name, []))
    if name == "series":
        series = publicly_visible(SeriesPage.objects.filter(slug__in=slugs))
        return [_of_series(each) for each in series.only("title", "slug").order_by("path")]
    model: type[Topic] | type[Area] = Topic if name == "topic" else Area
    return [_of_label(each) for each in model.objects.filter(slug__in=slugs)]


def _renamed(slugs: Iterable[str]) -> dict[str, Option]:
    """Return the series that had these slugs before they were renamed, by these slugs."""
    found = {slug: series_at(slug) for slug in sorted(slugs) if _is_slug(slug)}
    return {slug: _of_series(series) for slug, series in found.items() if series}


def _of_series(series: SeriesPage) -> Option:
    return Option(series.slug, series.title, series.title, frozenset([series.pk]))


def _of_label(label: Topic | Area) -> Option:
    return Option(label.slug, label.name, label.name, frozenset([label.pk]))


def _is_slug(text: str) -> bool:
    # PostgreSQL refuses null bytes; no slug is longer than 255 characters.
    return bool(text) and len(text) <= 255 and "\x00" not in text
