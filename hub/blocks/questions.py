"""The questions block."""

from wagtail import blocks

from . import groups


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
