"""The notice block."""

from wagtail import blocks

from . import groups
from .paragraph import FEATURES


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
