"""The poem page."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from hub.blocks.quotes import LANGUAGES
from hub.models.pages import BasePageForm, title_panel
from stories.blocks.body import BodyBlock
from stories.models.piece import Piece


class PoemPageForm(BasePageForm):
    """A form that keeps the spaces at the start of the first line."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in {"poem", "translation"} & self.fields.keys():
            self.fields[name].strip = False


class PoemPage(Piece):
    """A poem, with its line breaks and spaces preserved."""

    poem = models.TextField(
        help_text="Type it line by line. Leave an empty line between verses. Spaces at the start "
        "of a line move it in.",
    )
    language = models.CharField(
        max_length=5, choices=LANGUAGES, blank=True, help_text="If it is not English."
    )
    translation = models.TextField(
        "in English", blank=True, help_text="If the poem is not in English. Line by line too."
    )
    shape = models.CharField(
        "note on the shape",
        max_length=250,
        blank=True,
        help_text="If the shape of the poem means something, say so for people who cannot see it.",
    )
    introduction = models.TextField(
        max_length=600, blank=True, help_text="A sentence or two before the poem, if you wish."
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name="after the poem",
        help_text="For example a recording of the poet, or how the poem was made.",
    )

    base_form_class = PoemPageForm
    page_description = "A poem. Lines and verses stay as the poet wrote them."

    content_panels = [
        title_panel("The name of the poem. If it has none, take its first line."),
        Piece.wishes_panel,
        MultiFieldPanel(["poem", "language", "translation", "shape"], heading="The poem"),
        FieldPanel("author_name", heading="Who wrote it"),
        "introduction",
        "summary",
        Piece.picture_panel,
        Piece.label_panel,
        "body",
    ]
    search_fields = [
        *Piece.search_fields,
        *(index.SearchField(name) for name in ("poem", "translation", "introduction", "body")),
    ]

    class Meta:
        verbose_name = "poem"
