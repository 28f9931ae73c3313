"""The quote block."""

from wagtail import blocks

from . import groups
from .languages import LANGUAGES


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(rows=3, help_text="What the person said. Leave out the quote marks.")
    who = blocks.CharBlock(
        max_length=120,
        required=False,
        label="Who said it",
        help_text="Use the name that the person chose. Leave it empty if they want no name.",
    )
    language = blocks.ChoiceBlock(
        choices=LANGUAGES[1:], required=False, help_text="If not English."
    )

    class Meta:
        icon = "openquote"
        label = "Quote"
        group = groups.PEOPLE
        description = "Something that a person said, in their own words."
        preview_value = {
            "words": "I came to listen. By the end I could not stop talking.",
            "who": "A carer from Norfolk",
        }
        template = "blocks/quote.html"
