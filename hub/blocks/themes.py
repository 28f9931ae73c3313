"""The themes block."""

from wagtail import blocks

from . import groups


class ThemeBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, help_text="The theme in a few plain words.")
    points = blocks.ListBlock(
        blocks.TextBlock(rows=2), help_text="What people said about it. One idea each."
    )

    class Meta:
        icon = "list-ul"
        label = "Theme"


class ThemesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, default="What people said")
    themes = blocks.ListBlock(ThemeBlock())

    class Meta:
        icon = "list-ol"
        label = "Themes"
        group = groups.PEOPLE
        description = "What people talked about: each theme with its points."
        preview_value = {
            "heading": "What people said",
            "themes": [
                {
                    "heading": "Give people time",
                    "points": ["Send the questions a week before.", "Do not rush the answer."],
                }
            ],
        }
        template = "blocks/themes.html"
