from django.utils.text import slugify
from wagtail import blocks

from . import groups


class HeadingValue(blocks.StructValue):
    @property
    def anchor(self) -> str:
        """The part after # in a link to this heading."""
        return slugify(self["text"])


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=120)
    level = blocks.ChoiceBlock(
        choices=[("h2", "Heading"), ("h3", "Smaller heading")], default="h2", label="Size"
    )

    class Meta:
        icon = "title"
        label = "Heading"
        group = groups.WORDS
        description = "Tells people what comes next."
        preview_value = {"text": "What happens on the day", "level": "h2"}
        template = "blocks/heading.html"
        value_class = HeadingValue
