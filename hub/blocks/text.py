"""Blocks of words: the group "Words" of the block chooser."""

from collections import Counter

from django.utils.text import slugify
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from . import groups

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


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


def paragraph_block() -> blocks.RichTextBlock:
    """Return a rich text block, used directly in streams so that editors can split it."""
    return blocks.RichTextBlock(
        features=FEATURES,
        icon="pilcrow",
        label="Text",
        group=groups.WORDS,
        description="One or more paragraphs, with lists and links.",
        preview_value="<p>We meet once a month. <b>Come as you are.</b> You can just listen.</p>",
        template="blocks/paragraph.html",
    )


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    words = blocks.RichTextBlock(features=FEATURES)
    kind = blocks.ChoiceBlock(
        choices=[("info", "Good to know"), ("good", "Good news"), ("care", "Take care")],
        default="info",
    )

    class Meta:
        icon = "info-circle"
        label = "Notice"
        group = groups.WORDS
        description = "A panel that stands out. Use one on a page at most."
        preview_value = {
            "title": "You can come late",
            "words": "<p>Come when you can. Leave when you need to.</p>",
            "kind": "info",
        }
        template = "blocks/notice.html"


class FigureBlock(blocks.StructBlock):
    number = blocks.CharBlock(max_length=12)
    words = blocks.CharBlock(max_length=60, help_text='What the number counts: "people came".')

    class Meta:
        icon = "order"
        label = "Number"


class FiguresBlock(blocks.StructBlock):
    figures = blocks.ListBlock(FigureBlock(), max_num=6)

    class Meta:
        icon = "order"
        label = "Numbers"
        group = groups.WORDS
        description = 'Big numbers that say something: "29 people came".'
        preview_value = {
            "figures": [
                {"number": "29", "words": "people came"},
                {"number": "3", "words": "questions"},
            ]
        }
        template = "blocks/figures.html"


class EasyReadRowBlock(blocks.StructBlock):
    # The lines carry the whole meaning, so the picture is always decorative (ACCESSIBILITY 6).
    picture = ImageChooserBlock(required=False)
    lines = blocks.ListBlock(
        blocks.CharBlock(max_length=90, help_text="One idea. 15 words or fewer."),
        max_num=3,
    )

    class Meta:
        icon = "image"
        label = "Row"


class EasyReadBlock(blocks.StructBlock):
    rows = blocks.ListBlock(EasyReadRowBlock())

    class Meta:
        icon = "view"
        label = "Easy Read"
        group = groups.WORDS
        description = "Pictures on the left, short lines on the right. One idea in each row."
        preview_value = {
            "rows": [
                {"picture": None, "lines": ["We meet once a month.", "You can come too."]},
                {"picture": None, "lines": ["You can talk.", "You can type.", "You can listen."]},
            ]
        }
        template = "blocks/easy_read.html"
