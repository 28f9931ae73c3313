"""Stream blocks of page bodies."""

from django.core.exceptions import ValidationError
from wagtail import blocks

from events.blocks import PrivacyRegisterBlock, SessionLinkBlock, YouAskedBlock
from hub.blocks import media, quotes, text
from hub.blocks.video import VideoBlock
from stories.blocks.story_cards import StoryCardsBlock


class HeadingsInOrder(blocks.StreamBlock):
    """A stream whose first heading must be an h2 (WCAG 1.3.1: no level is skipped)."""

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        value = super().clean(value)
        levels = [
            (number, child.value["level"])
            for number, child in enumerate(value)
            if child.block_type == "heading"
        ]
        if levels and levels[0][1] != "h2" and not self.is_deferred_validation:
            message = "Begin with a heading. A smaller one can come after it."
            error = blocks.StructBlockValidationError({"level": ValidationError(message)})
            raise blocks.StreamBlockValidationError({levels[0][0]: error})
        return value


class BodyBlock(HeadingsInOrder):
    """All blocks, for stories and plain pages."""

    heading = text.HeadingBlock()
    paragraph = text.paragraph_block()
    notice = text.NoticeBlock()
    figures = text.FiguresBlock()
    easy_read = text.EasyReadBlock()
    quote = quotes.QuoteBlock()
    poem = quotes.PoemBlock()
    questions = quotes.QuestionsBlock()
    themes = quotes.ThemesBlock()
    picture = media.PictureBlock()
    video = VideoBlock()
    transcript = media.TranscriptBlock()
    document = media.DocumentBlock()
    session = SessionLinkBlock()
    stories = StoryCardsBlock()
    you_asked = YouAskedBlock()
    kept = PrivacyRegisterBlock()  # stored pages name the block so


class WelcomeBlock(HeadingsInOrder):
    """A few blocks, to keep the home page short."""

    heading = text.HeadingBlock()
    paragraph = text.paragraph_block()
    notice = text.NoticeBlock()
    figures = text.FiguresBlock()
    quote = quotes.QuoteBlock()
    picture = media.PictureBlock()
    session = SessionLinkBlock()
    stories = StoryCardsBlock()
