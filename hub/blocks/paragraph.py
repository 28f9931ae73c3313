"""The rich text block."""

from wagtail import blocks

from . import groups

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


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
