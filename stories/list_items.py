"""The list of pieces, filtered by kind and topic, and paginated."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator

from hub.models import Topic
from stories.models import Piece
from stories.models.piece import Kind

PAGE_SIZE = 12


@dataclass
class FilterOption:
    """A filter link."""

    words: str
    url: str
    is_chosen: bool


@dataclass
class StoryList:
    pieces: PaginatorPage
    kind: Kind | None
    topic: Topic | None
    kinds: list[FilterOption]
    topics: list[FilterOption]

    @property
    def is_filtered(self) -> bool:
        return bool(self.kind or self.topic)

    @property
    def heading(self) -> str:
        """Return a heading, for example "Poems: Unpaid carers"."""
        label = self.kind.plural if self.kind else "Everything"
        return f"{label}: {self.topic.name}" if self.topic else label


def list_stories(*, kind: str = "", topic: str = "", page: str = "") -> StoryList:
    """Return the public pieces, newest first. Unknown filter values are ignored."""
    public = Piece.objects.open_to_all().order_by()
    topics = list(Topic.objects.filter(pk__in=public.values("topics")))
    chosen_kind = Kind(kind) if kind in Kind.values else None
    chosen_topic = next((each for each in topics if each.slug == topic), None)
    pieces = Piece.objects.open_to_all().for_cards().newest_first()
    if chosen_kind:
        pieces = pieces.of_kind(chosen_kind)
    if chosen_topic:
        pieces = pieces.about(chosen_topic)
    return StoryList(
        pieces=Paginator(pieces, PAGE_SIZE).get_page(page),
        kind=chosen_kind,
        topic=chosen_topic,
        kinds=[
            FilterOption("All kinds", _url("", topic), chosen_kind is None),
            *(FilterOption(k.plural, _url(k.value, topic), k is chosen_kind) for k in Kind),
        ],
        topics=[
            FilterOption("All topics", _url(kind, ""), chosen_topic is None),
            *(FilterOption(t.name, _url(kind, t.slug), t == chosen_topic) for t in topics),
        ],
    )


def _url(kind: str, topic: str) -> str:
    parameters = [(name, value) for name, value in (("kind", kind), ("topic", topic)) if value]
    return "?" + urlencode(parameters) if parameters else "."
