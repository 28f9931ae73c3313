"""The poem block."""

from wagtail import blocks

from . import groups
from .languages import LANGUAGES


class PoemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, required=False)
    words = blocks.TextBlock(
        rows=12,
        label="The poem",
        help_text="Type it line by line, with an empty line between verses. Spaces indent a line.",
    )
    author = blocks.CharBlock(max_length=120, help_text="The name that the poet chose.")
    language = blocks.ChoiceBlock(
        choices=LANGUAGES[1:], required=False, help_text="If not English."
    )
    translation = blocks.TextBlock(
        required=False, rows=8, label="In English", help_text="If the poem is not in English."
    )
    note = blocks.CharBlock(
        max_length=250,
        required=False,
        help_text="If the shape of the poem means something, say so for people who cannot see it.",
    )

    class Meta:
        icon = "pilcrow"
        label = "Poem"
        group = groups.PEOPLE
        description = "A poem. Its lines and verses stay as the poet wrote them."
        preview_value = {
            "title": "Steam",
            "words": "The kettle hums,\n  the cups come out.\n\nSit down, it says.\n  No need to shout.",
            "author": "Someone at the table",
        }
        template = "blocks/poem.html"
