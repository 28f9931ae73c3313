"""The numbers block."""

from wagtail import blocks

from . import groups


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
