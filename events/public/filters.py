"""Filters of the lists of sessions, as ordinary links that keep the other choices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractHour

from events.models import SeriesPage, SessionPage
from events.models.attendance import MODE_FIELDS, AttendanceMode
from events.optional_features import feature_url
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
PARAMETERS = ("series", "topic", "area", "time", "way", "past")  # in their order in every link


class FilterOption(NamedTuple):
    words: str
    url: str
    is_chosen: bool


class Filter(NamedTuple):
    title: str
    choices: list[FilterOption]


class LabelFilter(NamedTuple):
    """All topics and areas, annotated with `is_used` when a given session has them."""

    topics: list[Topic]
    areas: list[Area]
    series: Iterable[SeriesPage]

    @classmethod
    def used_by(
        cls, pages: QuerySet[SessionPage], series: Iterable[SeriesPage] = ()
    ) -> "LabelFilter":
        """Return the labels of `pages`. Two queries."""
        of_topic = pages.order_by().filter(topic_links__topic=OuterRef("pk"))
        of_area = pages.order_by().filter(in_area(OuterRef("pk")))
        return cls(
            topics=list(Topic.objects.annotate(is_used=Exists(of_topic))),
            areas=list(Area.objects.annotate(is_used=Exists(of_area))),
            series=series,
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
        values = {
            "series": _series(query.get("series", "")),
            "topic": _label(Topic, query.get("topic", ""), labels and labels.topics),
            "area": _label(Area, query.get("area", ""), labels and labels.areas),
            "time": time if time in TIMES_OF_DAY else "",
            "way": AttendanceMode(way) if way in AttendanceMode.values else None,
        }
        has_unknown = any(query.get(name) and not value for name, value in values.items())
        return cls(**values, has_unknown=has_unknown)

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
            TIMES_OF_DAY[self.time][0].lower() if self.time else "",
            str(self.way.label).lower() if self.way else "",
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
            pages = pages.filter(**{f"session__{MODE_FIELDS[self.way]}": True})
        return pages

    @property
    def alerts_url(self) -> str:
        """Return the URL of the subscription form, if any, with topic and area ticked."""
        url = feature_url("tell_me")
        return url and url + self.link(series="", time="", way="")

    def link(self, **changes: str) -> str:
        """Return the query string with some choices changed."""
        values = self.query | changes
        query = {name: values[name] for name in PARAMETERS if values.get(name)}
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
    extra_query: dict[str, str] | None = None,
    fragment: str = "",
) -> list[Filter]:
    """Return the filters above a list. Unused topics and areas are left out unless chosen.

    `extra_query` holds further parameters, such as {"past": "1"}. `fragment` is that of the links.
    """
    topics = [each for each in labels.topics if each.is_used or each == chosen.topic]
    areas = [each for each in labels.areas if each.is_used or each == chosen.area]
    options: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
        "series": ("Sessions", "All sessions", [(each.slug, each.title) for each in labels.series]),
        "topic": ("Topic", "All topics", [(each.slug, each.name) for each in topics]),
        "area": ("Area", "All areas", [(each.slug, each.name) for each in areas]),
        "time": ("Time of day", "Any time", [(key, time[0]) for key, time in TIMES_OF_DAY.items()]),
        "way": ("How to join", "Any way", [(way.value, str(way.label)) for way in AttendanceMode]),
    }

    def option(name: str, value: str, words: str) -> FilterOption:
        url = path + chosen.link(**{name: value}, **(extra_query or {})) + fragment
        return FilterOption(words, url, chosen.query.get(name, "") == value)

    return [
        Filter(title, [option(name, "", any_value), *(option(name, *each) for each in values)])
        for name, (title, any_value, values) in ((name, options[name]) for name in names)
        if values
    ]


Label = TypeVar("Label", Topic, Area)


def _series(slug: str) -> SeriesPage | None:
    if not _is_slug(slug):
        return None
    series = publicly_visible(SeriesPage.objects.filter(slug=slug)).only("title", "slug")
    return series.first() or series_at(slug)


def _label(model: type[Label], slug: str, known: list[Label] | None) -> Label | None:
    if not _is_slug(slug):
        return None
    if known is not None:
        return next((label for label in known if label.slug == slug), None)
    return model.objects.filter(slug=slug).first()


def _is_slug(text: str) -> bool:
    # PostgreSQL refuses null bytes; no slug is longer than 255 characters.
    return bool(text) and len(text) <= 255 and "\x00" not in text
