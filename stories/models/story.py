"""The story page."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from hub.models.pages import title_panel
from stories.blocks.body import BodyBlock
from stories.models.piece import Piece


class StoryPage(Piece):
    """A story in the author's own words."""

    in_short = models.TextField(
        blank=True,
        help_text="For a long story: what it says, in a few short sentences. One on each line.",
    )
    body = StreamField(BodyBlock(), blank=True)
    about_author = models.TextField(
        "about the person",
        max_length=400,
        blank=True,
        help_text="A sentence or two, in words that they agreed to.",
    )

    page_description = "A story that a person tells in their own words."

    content_panels = [
        title_panel("The name of the story, as people see it."),
        Piece.wishes_panel,
        FieldPanel(
            "body",
            heading="The story",
            help_text="Press the plus sign and choose “Text”. Write the story there, or paste it. "
            "Press the next plus sign for a heading, a picture or a quote.",
        ),
        "summary",
        Piece.picture_panel,
        "in_short",
        MultiFieldPanel(["author_name", "about_author"], heading="Who tells it"),
        Piece.label_panel,
    ]
    search_fields = [
        *Piece.search_fields,
        *(index.SearchField(name) for name in ("in_short", "body", "about_author")),
    ]

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"
