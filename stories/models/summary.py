"""The session summary page."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StructValue
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from events.bookings.check_in import count_came
from events.models import Quote, SessionPage
from hub.blocks.quotes import PoemBlock, QuoteBlock, ThemeBlock
from hub.blocks.text import FEATURES, FigureBlock
from hub.blocks.video import VideoBlock
from hub.models.pages import BasePageForm, title_panel
from hub.words import people_count
from stories.blocks.body import BodyBlock
from stories.models.panels import GivenQuotesPanel, LeftOverPanel
from stories.models.piece import Piece, PieceQuerySet


class SummaryPageForm(BasePageForm):
    """A form that rejects future sessions: sessions of one series are easily confused.

    It suggests how many came, if they were ticked on the day. The first draft with a session takes
    that number over, as its editor sees it before anybody else.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance.session if self.instance.session_id else None
        if "people_came" in self.fields and (came := _count_ticked(page)):
            verb = "was" if came == 1 else "were"
            words = f"On the day {people_count(came)} {verb} ticked."
            self.fields["people_came"].help_text = words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        page = cleaned.get("session")
        if self.is_deferred_validation and "session" in self.changed_data:
            cleaned["people_came"] = cleaned.get("people_came") or _count_ticked(page) or None
        session = getattr(page, "session", None)
        if session and not self.is_deferred_validation and not session.has_started(timezone.now()):
            message = f"This session is still to come: {session.when_words}. Choose another."
            self.add_error("session", message)
        return cleaned


def _count_ticked(page: SessionPage | None) -> int:
    session = getattr(page, "session", None)
    return count_came(session.pk) if session else 0


class SummaryPage(Piece):
    """The summary of a session. It replaces the slides."""

    session = models.ForeignKey(
        "events.SessionPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="summaries",
        help_text="The session that this is about. Its date is shown, and it links to this page.",
    )
    where = models.CharField(
        "which areas",
        max_length=200,
        blank=True,
        help_text="If it was about some areas only, for example: Norfolk, Essex.",
    )
    people_came = models.PositiveSmallIntegerField("how many people came", null=True, blank=True)
    numbers = StreamField(
        [("number", FigureBlock())],
        blank=True,
        max_num=5,
        verbose_name="other numbers",
        help_text='Such as "6" and "places". The number of people is added for you.',
    )
    introduction = RichTextField(
        blank=True, features=FEATURES, help_text="A short paragraph: what the session was about."
    )
    in_short = models.TextField(
        blank=True, help_text="The most important things. One short sentence on each line."
    )
    questions = models.TextField(
        "questions we asked", blank=True, help_text="One question on each line."
    )
    themes = StreamField([("theme", ThemeBlock())], blank=True)
    quotes = StreamField([("quote", QuoteBlock())], blank=True)
    poem = StreamField([("poem", PoemBlock())], blank=True, max_num=1)
    video = StreamField([("video", VideoBlock())], blank=True, max_num=1)
    reflections = RichTextField("final reflections", blank=True, features=FEATURES)
    feedback = RichTextField(
        "feedback on the session",
        blank=True,
        features=FEATURES,
        help_text="What people said about the session, and what we will change.",
    )
    what_next = RichTextField(
        "what happens next",
        blank=True,
        features=FEATURES,
        help_text="A link to book the next session is added for you.",
    )
    more = StreamField(BodyBlock(), blank=True, verbose_name="anything else")

    base_form_class = SummaryPageForm
    page_description = "What we heard at a session, for everyone to read."

    content_panels = [
        title_panel("What the session was about, for example: Our principles."),
        LeftOverPanel(heading="What has no place yet"),
        MultiFieldPanel(["session", "where", "people_came", "numbers"], heading="The session"),
        "introduction",
        "in_short",
        "questions",
        FieldPanel(
            "themes",
            heading="What people said",
            help_text="Press the plus sign for each theme: a short heading, and under it one idea in "
            "each box.",
        ),
        FieldPanel("quotes", help_text="Press the plus sign for each quote. Ask the person first."),
        GivenQuotesPanel(heading="Words that people let us use"),
        FieldPanel("poem", help_text="If one was read. Press the plus sign."),
        FieldPanel("video", help_text="If one was shown. Press the plus sign."),
        FieldPanel("reflections", help_text="What people took away at the end."),
        "feedback",
        "what_next",
        FieldPanel("more", help_text="Press the plus sign to add words, pictures or a file."),
        "summary",
        Piece.picture_panel,
        Piece.label_panel,
    ]
    search_fields = [
        *Piece.search_fields,
        *(
            index.SearchField(name)
            for name in (
                *("where", "introduction", "in_short", "questions", "themes", "quotes"),
                *("poem", "video", "reflections", "feedback", "what_next", "more"),
            )
        ),
    ]

    class Meta:
        verbose_name = "session summary"
        verbose_name_plural = "session summaries"

    @property
    def figures(self) -> list[dict[str, str]]:
        """Return the figures to highlight, attendance first."""
        figures = [dict(block.value) for block in self.numbers]
        if self.people_came:
            words = "person came" if self.people_came == 1 else "people came"
            figures.insert(0, {"number": str(self.people_came), "words": words})
        return figures

    @property
    def theme_list(self) -> list[StructValue]:
        return [block.value for block in self.themes]

    @property
    def given_quotes(self) -> list[Quote]:
        """Return what people of the session let us use: the rows, so that it goes when taken back."""
        session = getattr(self.session, "session", None)
        return list(session.quotes.shown()) if session else []

    def related(self) -> PieceQuerySet:
        """Return no pieces: a summary links to the next session instead."""
        return Piece.objects.none()

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        sessions = SessionPage.objects.open_to_all().select_related("session")
        context["next_session"] = sessions.bookable(timezone.now()).first()
        return context
