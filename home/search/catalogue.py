"""Everything that the search can find, by name: public pages, topics, and words that we explain."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from wagtail.models import Page

from events.models import SeriesPage, Session, SessionPage, SessionPageTopic
from home.models import CommitmentsPage, GlossaryPage, GlossaryTerm, InformationPage
from home.search.words import root_sequence, root_set
from hub.dates import london_date
from hub.models import Topic
from hub.public_pages import publicly_visible
from stories.models import Piece

SEARCHED_MODELS = (SessionPage, SeriesPage, Piece, InformationPage, CommitmentsPage, GlossaryPage)


class Rank(IntEnum):
    """The order of entries that fit equally well."""

    SERIES = 1
    COMING = 2
    TOPIC = 3
    WORD = 4
    PAGE = 5
    OVER = 6


class PageRow(NamedTuple):
    """What is read of each public page."""

    pk: int
    title: str
    slug: str
    last_published_at: datetime | None
    series: int | None
    published_on: date | None
    starts_at: datetime | None
    ends_at: datetime | None
    status: str | None
    summarised: datetime | None  # when the session of a summary was


@dataclass(frozen=True)
class Entry:
    """Something that can be found by its name, its topics or its date. Pages also by their texts."""

    title: str
    rank: Rank
    page_pk: int | None = None
    other_names: tuple[str, ...] = ()
    day: date | None = None
    topics: tuple[str, ...] = ()
    topic: Topic | None = None
    term: GlossaryTerm | None = None

    @cached_property
    def roots(self) -> frozenset[str]:
        return root_set(" ".join((self.title, *self.other_names)))

    @cached_property
    def all_roots(self) -> frozenset[str]:
        return self.roots | self.topic_roots | root_set(self.text)

    @property
    def text(self) -> str:
        """Return the text, but that of a page is in the search index."""
        return self.term.meaning if self.term else ""

    @cached_property
    def topic_roots(self) -> frozenset[str]:
        return root_set(" / ".join(self.topics))

    @cached_property
    def names(self) -> set[str]:
        """Return each name as one word of roots."""
        return {"".join(root_sequence(name)) for name in (self.title, *self.other_names)}


class Catalogue:
    """The public entries at one moment. Five queries."""

    def __init__(self, *, now: datetime) -> None:
        self.now = now
        self.pages = tuple(map(PageRow._make, _page_rows()))
        public = {page.pk for page in self.pages}
        topics = self._topics(public)
        names = {pk: tuple(topic.name for topic in topics[pk]) for pk in topics}
        self.by_pk = {
            page.pk: self._page_entry(page, names.get(page.pk, ())) for page in self.pages
        }
        self.entries = [
            *self.by_pk.values(),
            *(Entry(topic.name, Rank.TOPIC, topic=topic) for topic in self._listed_topics),
            *(
                Entry(term.word, Rank.WORD, other_names=_halves(term.word), term=term)
                for term in GlossaryTerm.objects.all()
                if term.page_id in public
            ),
        ]

    def _topics(self, public: set[int]) -> dict[int, list[Topic]]:
        """Return the topics of each public page, and remember those that have a page of their own."""
        by_pk = {topic.pk: topic for topic in Topic.objects.all()}
        of_pieces = Piece.topics.through.objects.values_list("piece_id", "topic_id")
        of_sessions = SessionPageTopic.objects.values_list("page_id", "topic_id")
        topics: dict[int, list[Topic]] = defaultdict(list)
        for page, topic in (*of_pieces, *of_sessions):
            if page in public and topic in by_pk:  # it may be newer than the list of topics
                topics[page].append(by_pk[topic])
        listed = {topic.pk for found in topics.values() for topic in found}
        self._listed_topics = [topic for pk, topic in by_pk.items() if pk in listed]
        return topics

    def _page_entry(self, page: PageRow, topics: tuple[str, ...]) -> Entry:
        rank, day = Rank.PAGE, page.published_on
        if page.series:
            rank = Rank.SERIES
        elif page.starts_at and page.ends_at:
            is_coming = page.ends_at > self.now and page.status == Session.Status.ON
            rank, day = Rank.COMING if is_coming else Rank.OVER, london_date(page.starts_at)
        elif page.summarised:
            day = london_date(page.summarised)
        # People ask for "privacy", whatever the title of that page is.
        other_names = () if day else (page.slug,)
        return Entry(page.title, rank, page.pk, other_names, day, topics)


def _halves(name: str) -> tuple[str, ...]:
    """Return both names in "Personal assistant (PA)"."""
    return tuple(name.rstrip(")").split(" (")) if name.endswith(")") else ()


def _page_rows() -> "list[tuple]":
    session = "sessionpage__session__"
    return publicly_visible(Page.objects.type(*SEARCHED_MODELS)).values_list(
        *("pk", "title", "slug", "last_published_at", "seriespage", "piece__published_on"),
        *(f"{session}starts_at", f"{session}ends_at", f"{session}status"),
        "piece__summarypage__session__session__starts_at",
    )
