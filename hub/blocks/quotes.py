"""Blocks of what people said: quotes and poems with their language, questions and themes."""

from wagtail import blocks

from . import groups

# The value is the `lang` attribute (BCP 47). Empty: the language of the page, English.
LANGUAGES = [
    ("", "English"),
    ("ar", "Arabic"),
    ("bn", "Bengali"),
    ("zh", "Chinese"),
    ("fr", "French"),
    ("gu", "Gujarati"),
    ("lt", "Lithuanian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("pa", "Punjabi"),
    ("ro", "Romanian"),
    ("so", "Somali"),
    ("es", "Spanish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("cy", "Welsh"),
]


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(rows=3, help_text="What the person said. Leave out the quote marks.")
    who = blocks.CharBlock(
        max_length=120,
        required=False,
        label="Who said it",
        help_text="Use the name that the person chose. Leave it empty if they want no name.",
    )
    language = blocks.ChoiceBlock(
        choices=LANGUAGES[1:], required=False, help_text="If not English."
    )

    class Meta:
        icon = "openquote"
        label = "Quote"
        group = groups.PEOPLE
        description = "Something that a person said, in their own words."
        preview_value = {
            "words": "I came to listen. By the end I could not stop talking.",
            "who": "A carer from Norfolk",
        }
        template = "blocks/quote.html"


class PoemBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, required=False)
    words = blocks.TextBlock(
        rows=12,
        label="The poem",
        help_text="Type it line by line, with an empty line between verses. Spaces indent a line.",
    )
    words.field_options["strip"] = False  # the first line may begin with spaces
    author = blocks.CharBlock(max_length=120, help_text="The name that the poet chose.")
    language = blocks.ChoiceBlock(
        choices=LANGUAGES[1:], required=False, help_text="If not English."
    )
    translation = blocks.TextBlock(
        required=False, rows=8, label="In English", help_text="If the poem is not in English."
    )
    translation.field_options["strip"] = False
    note = blocks.CharBlock(
        max_length=250,
        required=False,
        help_text="If the shape of the poem means something, say so for people who cannot see it.",
    )

    class Meta:
        icon = "pilcrow"
        label = "Poem"
        group = groups.PEOPLE
        description = "A poem. Its lines and verses stay as the poet wrote them."
        preview_value = {
            "title": "Steam",
            "words": "The kettle hums,\n  the cups come out.\n\nSit down, it says.\n  No need to shout.",
            "author": "Someone at the table",
        }
        template = "blocks/poem.html"


class QuestionsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, default="What we asked")
    questions = blocks.ListBlock(blocks.TextBlock(rows=2, label="Question"))

    class Meta:
        icon = "help"
        label = "Questions"
        group = groups.PEOPLE
        description = "The questions that people talked about."
        preview_value = {
            "heading": "What we asked",
            "questions": ["What helps you join in?", "What gets in the way?"],
        }
        template = "blocks/questions.html"


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
