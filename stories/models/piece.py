"""The base model of pieces."""

from django.db import models
from django.db.models import Count, Q
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index

from hub.forms.dates import DateInput
from hub.models import BasePage, Topic
from hub.public_pages import publicly_visible
from hub.renditions import CARD_SIZES, ready_renditions
from stories.models.panels import AgreementPanel, WishesPanel

MAX_RELATED = 3  # pieces to read next


class Kind(models.TextChoices):
    """A kind of piece. The value is the query parameter: /stories/?kind=poem."""

    STORY = "story", "Story"
    POEM = "poem", "Poem"
    VIDEO = "video", "Video"
    SUMMARY = "summary", "What we heard"

    @property
    def plural(self) -> str:
        return _PLURALS.get(self, self.label)


_PLURALS = {Kind.STORY: "Stories", Kind.POEM: "Poems", Kind.VIDEO: "Videos"}


class PieceQuerySet(PageQuerySet):
    def open_to_all(self) -> "PieceQuerySet":
        """Return live pieces without view restrictions."""
        return publicly_visible(self)

    def for_cards(self) -> "PieceQuerySet":
        """Fetch pictures and renditions for cards: two queries in total."""
        return self.select_related("picture").prefetch_related(ready_renditions(*CARD_SIZES))

    def newest_first(self) -> "PieceQuerySet":
        return self.order_by("-published_on", "-pk")

    def of_kind(self, kind: Kind) -> "PieceQuerySet":
        return self.filter(content_type__app_label="stories", content_type__model=f"{kind}page")

    def about(self, topic: Topic) -> "PieceQuerySet":
        return self.filter(topics=topic)

    def like(self, piece: "Piece") -> "PieceQuerySet":
        """Return other pieces, ordered by number of shared topics, then newest first."""
        shared = Count("topics", filter=Q(topics__in=[topic.pk for topic in piece.topic_list]))
        others = self.exclude(pk=piece.pk) if piece.pk else self
        return others.annotate(shared=shared).order_by("-shared", "-published_on", "-pk")


class Piece(BasePage):
    """The common base of stories, poems, videos and summaries, in one table.

    A list of all kinds is one query and never reads a body.
    """

    published_on = models.DateField(
        "date",
        default=timezone.localdate,
        help_text="The date that people see. The newest comes first in lists.",
    )
    author_name = models.CharField(
        "who made it",
        max_length=120,
        blank=True,
        help_text="The name that the person chose. Leave it empty if they want no name.",
    )
    topics = ParentalManyToManyField("hub.Topic", blank=True, related_name="pieces")
    must_agree = models.BooleanField(
        "the person wants to see it first", default=False, editable=False
    )
    agreed_on = models.DateField(
        "they agreed to this version on",
        null=True,
        blank=True,
        help_text="The day on which the person said yes to it.",
    )

    objects = PageManager.from_queryset(PieceQuerySet)()

    is_creatable = False
    parent_page_types = ["stories.StoriesPage"]
    subpage_types: list[str] = []

    wishes_panel = MultiFieldPanel(
        [WishesPanel(), AgreementPanel("agreed_on", widget=DateInput())],
        heading="What the person wished",
    )
    label_panel = MultiFieldPanel(
        [
            FieldPanel("published_on", widget=DateInput()),
            FieldPanel(
                "topics", widget=CheckboxSelectMultiple(), help_text="Tick all that fit, or none."
            ),
        ],
        heading="Date and topics",
    )
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("author_name"),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.FilterField("published_on"),
    ]

    def publication_errors(self) -> dict[str, str]:
        errors = super().publication_errors()
        if not self.must_agree:
            return errors
        if self.agreed_on is None:
            errors["agreed_on"] = (
                "The person asked us to talk to them first. Write the day on which they agreed."
            )
        elif self.agreed_on > timezone.localdate():
            errors["agreed_on"] = "This day is still to come. Write the day on which they agreed."
        return errors

    @cached_property
    def topic_list(self) -> list[Topic]:
        return list(self.topics.all())

    @property
    def kind(self) -> Kind:
        return Kind(self.cached_content_type.model.removesuffix("page"))

    @property
    def kind_words(self) -> str:
        return self.kind.label

    def related(self) -> PieceQuerySet:
        """Return pieces to read next. Their renditions are cached, so no prefetch."""
        return Piece.objects.open_to_all().select_related("picture").like(self)[:MAX_RELATED]
