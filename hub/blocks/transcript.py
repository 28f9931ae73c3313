"""The transcript block."""

from wagtail import blocks

from . import groups
from .paragraph import FEATURES


class TranscriptBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, help_text="The name of the recording.")
    words = blocks.RichTextBlock(features=FEATURES, help_text="Every word that is said.")

    class Meta:
        icon = "doc-full"
        label = "Words of a recording"
        group = groups.MEDIA
        description = "All that is said in a recording, folded up until someone opens it."
        preview_value = {
            "title": "How we make tea",
            "words": "<p>First, we ask everyone what they would like.</p>",
        }
        template = "blocks/transcript.html"
