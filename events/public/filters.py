"""Filters of the lists of sessions, as ordinary links that keep the other choices."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractHour

from events.features import feature_url
from events.models import SeriesPage, SessionPage
from events.models.attendance import AttendanceMode
from events.schedule.redirects import series_at
from hub.dates import LONDON
from hub.models import Area, Topic
from hub.public_pages import publicly_visible

# Hours in London: the first is included, the second is not.
TIMES_OF_DAY = {
    "morning": ("In the morning", 0, 12),
    "afternoon": ("In the afternoon", 12, 17),
    "evening": ("In the evening", 17, 24),
}
ORDER = ("series", "topic", "area", "time", "way", "past")  # of the parameters in every link
WAY_FIELDS = {
    AttendanceMode.VIDEO: "by_video",
    AttendanceMode.PHONE: "by_phone",
    AttendanceMode.IN_PERSON: "in_person",
}


@dataclass(frozen=True)
class FilterOption:
    words: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    title: str
    choices: list[FilterOption]


@dataclass(frozen=True)
class LabelFilter:
    """All topics and areas, annotated with `is_used` when a given session has them."""

    topics: list[Topic]
    areas: list[Area]
    series: tuple[SeriesPage, ...] = ()

    @classmethod
    def used_by(cls, pages: QuerySet[SessionPage]) -> "LabelFilter":
        """Return the labels of `pages`, without `series`. Two queries."""
        of_topic = pages.order_by().filter(topic_links__topic=OuterRef("pk"))
        of_area = pages.order_by().filter(in_area(OuterRef("pk")))
        return cls(
            topics=list(Topic.objects.annotate(is_used=Exists(of_topic))),
            areas=list(Area.objects.annotate(is_used=Exists(of_area))),
        )


@dataclass(frozen=True)
class Filters:
    """The filters in a query string. An unknown value counts as not given."""

    series: SeriesPage | None = None
    topic: Topic | None = None
    area: Area | None = None
    time: str = ""
    way: AttendanceMode | None = None
    has_unknown: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str], *, labels: LabelFilter | None = None) -> "Filters":
        """Parse a query string. Query only for given values not in `labels`."""
        time, way = query.get("time", ""), query.get("way", "")
        found = {
            "series": _series(query.get("series", "")),
            "topic": _label(Topic, query.get("topic", ""), labels and labels.topics),
            "area": _label(Area, query.get("area", ""), labels and labels.areas),
            "time": time if time in TIMES_OF_DAY else "",
            "way": AttendanceMode(way) if way in AttendanceMode.values else None,
        }
        unknown = any(query.get(name) and not value for name, value in found.items())
        return cls(**found, has_unknown=unknown)

    def __bool__(self) -> bool:
        return bool(self.query)

    @cached_property
    def query(self) -> dict[str, str]:
        """Return the choices as query parameters, always in the same order."""
        values = {
            "series": self.series and self.series.slug,
            "topic": self.topic and self.topic.slug,
            "area": self.area and self.area.slug,
            "time": self.time,
            "way": self.way and self.way.value,
        }
        return {name: value for name, value in values.items() if value}

    @property
    def words(self) -> str:
        """Return the choices as a phrase: "about Unpaid carers, in Norfolk, by phone"."""
        parts = [
            f"of {self.series.title}" if self.series else "",
            f"about {self.topic.name}" if self.topic else "",
            f"in {self.area.name}" if self.area else "",
            _lower(TIMES_OF_DAY[self.time][0]) if self.time else "",
            _lower(str(self.way.label)) if self.way else "",
        ]
        return ", ".join(part for part in parts if part)

    def narrow(self, pages: QuerySet[SessionPage]) -> QuerySet[SessionPage]:
        """Return the sessions that match every choice."""
        if self.series:
            pages = pages.filter(session__series=self.series)
        if self.topic:
            pages = pages.filter(topic_links__topic=self.topic)
        if self.area:
            pages = pages.filter(in_area(self.area))
        if self.time:
            _, first, end = TIMES_OF_DAY[self.time]
            hour = ExtractHour("session__starts_at", tzinfo=LONDON)
            pages = pages.alias(local_hour=hour).filter(local_hour__gte=first, local_hour__lt=end)
        if self.way:
            pages = pages.filter(**{f"session__{WAY_FIELDS[self.way]}": True})
        return pages

    @property
    def tell_me_link(self) -> str:
        """Return the URL of the subscription form, if any, with topic and area ticked."""
        form = feature_url("tell_me")
        return form and form + self.link(series="", time="", way="")

    def link(self, **change: str) -> str:
        """Return the query string with some choices changed and the others kept."""
        wanted = self.query | change
        query = {name: wanted[name] for name in ORDER if wanted.get(name)}
        return f"?{urlencode(query)}" if query else ""


def in_area(area: Area | OuterRef) -> Q:
    """Return a filter by a session's own area, or else its series'."""
    return Q(area=area) | Q(area=None, session__series__area=area)


def filters_for(
    chosen: Filters,
    *,
    labels: LabelFilter,
    path: str,
    names: tuple[str, ...] = ("topic", "area", "time", "way"),
    keep: dict[str, str] | None = None,
    land_on: str = "",
) -> list[Filter]:
    """Return the filters above a list. Unused topics and areas are left out unless chosen.

    `keep` holds further query parameters, such as {"past": "1"}. `land_on` is the fragment of the
    links: the part of the page below the filters.
    """
    topics = [each for each in labels.topics if each.is_used or each == chosen.topic]
    areas = [each for each in labels.areas if each.is_used or each == chosen.area]
    offered: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
        "series": ("Sessions", "All sessions", [(each.slug, each.title) for each in labels.series]),
        "topic": ("Topic", "All topics", [(each.slug, each.name) for each in topics]),
        "area": ("Area", "All areas", [(each.slug, each.name) for each in areas]),
        "time": ("Time of day", "Any time", [(key, it[0]) for key, it in TIMES_OF_DAY.items()]),
        "way": ("How to join", "Any way", [(way.value, str(way.label)) for way in AttendanceMode]),
    }

    def choice(name: str, value: str, words: str) -> FilterOption:
        url = path + chosen.link(**{name: value}, **(keep or {})) + land_on
        return FilterOption(words, url, chosen.query.get(name, "") == value)

    return [
        Filter(title, [choice(name, "", anything), *(choice(name, *each) for each in values)])
        for name, (title, anything, values) in ((name, offered[name]) for name in names)
        if values
    ]


Label = TypeVar("Label", Topic, Area)


def _series(slug: str) -> SeriesPage | None:
    if not _is_slug(slug):
        return None
    found = publicly_visible(SeriesPage.objects.filter(slug=slug)).only("title", "slug").first()
    return found or series_at(slug)


def _label(kind: type[Label], slug: str, known: list[Label] | None) -> Label | None:
    if not _is_slug(slug):
        return None
    if known is not None:
        return next((label for label in known if label.slug == slug), None)
    return kind.objects.filter(slug=slug).first()


def _is_slug(text: str) -> bool:
    # PostgreSQL refuses null bytes; no slug is longer than 255 characters.
    return bool(text) and len(text) <= 255 and "\x00" not in text


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
