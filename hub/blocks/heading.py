"""The heading block and its anchors."""

from collections import Counter

from django.utils.text import slugify
from wagtail import blocks

from . import groups


class HeadingValue(blocks.StructValue):
    number = 1  # position among headings with the same text: see `set_unique_anchors`

    @property
    def anchor(self) -> str:
        """Return the URL fragment of this heading, empty when the text has no letters or digits."""
        words = slugify(self["text"]) or slugify(self["text"], allow_unicode=True)
        return f"{words}-{self.number}" if words and self.number > 1 else words


def set_unique_anchors(stream: blocks.StreamValue) -> list[HeadingValue]:
    """Number headings that share an anchor, and return all headings in page order."""
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
