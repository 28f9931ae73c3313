from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from hub.blocks import BodyBlock, PoemBlock, QuoteBlock, ThemeBlock, VideoBlock
from hub.blocks.paragraph import FEATURES
from hub.open_pages import open_to_all
from stories.models.piece import Piece


class SummaryPage(Piece):
    """What we heard at a session: the page that replaces the slides."""

    session = models.ForeignKey(
        "events.SessionPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="summaries",
        help_text="The session that this is about. Its date is shown, and it links to this page.",
    )
    people_came = models.PositiveSmallIntegerField("how many people came", null=True, blank=True)
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

    page_description = "What we heard at a session, for everyone to read."

    content_panels = [
        *Piece.content_panels,
        MultiFieldPanel([FieldPanel("session"), FieldPanel("people_came")], heading="The session"),
        Piece.label_panel,
        FieldPanel("introduction"),
        FieldPanel("in_short"),
        FieldPanel("questions"),
        FieldPanel("themes"),
        FieldPanel("quotes"),
        FieldPanel("poem"),
        FieldPanel("video"),
        FieldPanel("reflections"),
        FieldPanel("feedback"),
        FieldPanel("what_next"),
        FieldPanel("more"),
    ]
    search_fields = [
        *Piece.search_fields,
        *(
            index.SearchField(name)
            for name in (
                *("introduction", "in_short", "questions", "themes", "quotes", "poem", "video"),
                *("reflections", "feedback", "what_next", "more"),
            )
        ),
    ]

    @classmethod
    def for_visit(cls) -> models.QuerySet:
        return super().for_visit().select_related("session__session")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        from events.models import SessionPage

        context = super().get_context(request, *args, **kwargs)
        coming = open_to_all(SessionPage.objects.select_related("session"))
        context["next_session"] = coming.bookable(timezone.now()).first()
        return context
