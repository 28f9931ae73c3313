"""The Easy Read block."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from . import groups


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
