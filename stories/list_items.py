"""The list of pieces, filtered by kind and topic, and paginated."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator

from hub.models import Topic
from stories.kinds import Kind
from stories.models import Piece

ON_A_PAGE = 12


@dataclass
class FilterOption:
    """A filter link."""

    words: str
    url: str
    is_chosen: bool


@dataclass
class StoryList:
    pieces: PageOfList
    kind: Kind | None
    topic: Topic | None
    kinds: list[FilterOption]
    topics: list[FilterOption]

    @property
    def is_filtered(self) -> bool:
        return bool(self.kind or self.topic)

    @property
    def words(self) -> str:
        """Return a heading, for example "Poems: Unpaid carers"."""
        things = self.kind.plural if self.kind else "Everything"
        return f"{things}: {self.topic.name}" if self.topic else things


def list_stories(*, kind: str = "", topic: str = "", page: str = "") -> StoryList:
    """Return the public pieces, newest first. Unknown filter values are ignored."""
    shown = Piece.objects.open_to_all().order_by()
    topics = list(Topic.objects.filter(pk__in=shown.values("topics")))
    chosen_kind = Kind.named(kind)
    chosen_topic = next((each for each in topics if each.slug == topic), None)
    pieces = Piece.objects.open_to_all().for_cards().newest_first()
    if chosen_kind:
        pieces = pieces.of_kind(chosen_kind)
    if chosen_topic:
        pieces = pieces.about(chosen_topic)
    return StoryList(
        pieces=Paginator(pieces, ON_A_PAGE).get_page(page),
        kind=chosen_kind,
        topic=chosen_topic,
        kinds=[
            FilterOption("All kinds", _address("", topic), chosen_kind is None),
            *(FilterOption(k.plural, _address(k.value, topic), k is chosen_kind) for k in Kind),
        ],
        topics=[
            FilterOption("All topics", _address(kind, ""), chosen_topic is None),
            *(FilterOption(t.name, _address(kind, t.slug), t == chosen_topic) for t in topics),
        ],
    )


def _address(kind: str, topic: str) -> str:
    wanted = [(name, value) for name, value in (("kind", kind), ("topic", topic)) if value]
    return "?" + urlencode(wanted) if wanted else "."
