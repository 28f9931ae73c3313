from collections import Counter

from django.utils.text import slugify
from wagtail import blocks

from . import groups


class HeadingValue(blocks.StructValue):
    number = 1  # which one of several with the same words it is: see `tell_apart`

    @property
    def anchor(self) -> str:
        """The part after # in a link to this heading. Empty when it has no letters at all."""
        words = slugify(self["text"]) or slugify(self["text"], allow_unicode=True)
        return f"{words}-{self.number}" if words and self.number > 1 else words


def set_unique_anchors(stream: blocks.StreamValue) -> list[HeadingValue]:
    """The headings of a page in order, numbered where several say the same: "You said", "You said"."""
    headings = [block.value for block in stream if block.block_type == "heading"]
    seen: Counter[str] = Counter()
    for heading in headings:
        heading.number = 1
        seen[heading.anchor] += 1
        heading.number = seen[heading.anchor]
    return headings


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
