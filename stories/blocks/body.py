"""Stream blocks of page bodies."""

from django.core.exceptions import ValidationError
from wagtail import blocks

from events.blocks import PrivacyRegisterBlock, SessionLinkBlock
from hub.blocks.document import DocumentBlock
from hub.blocks.easy_read import EasyReadBlock
from hub.blocks.figures import FiguresBlock
from hub.blocks.heading import HeadingBlock
from hub.blocks.notice import NoticeBlock
from hub.blocks.paragraph import paragraph_block
from hub.blocks.picture import PictureBlock
from hub.blocks.poem import PoemBlock
from hub.blocks.questions import QuestionsBlock
from hub.blocks.quote import QuoteBlock
from hub.blocks.themes import ThemesBlock
from hub.blocks.transcript import TranscriptBlock
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

    heading = HeadingBlock()
    paragraph = paragraph_block()
    notice = NoticeBlock()
    figures = FiguresBlock()
    easy_read = EasyReadBlock()
    quote = QuoteBlock()
    poem = PoemBlock()
    questions = QuestionsBlock()
    themes = ThemesBlock()
    picture = PictureBlock()
    video = VideoBlock()
    transcript = TranscriptBlock()
    document = DocumentBlock()
    session = SessionLinkBlock()
    stories = StoryCardsBlock()
    kept = PrivacyRegisterBlock()  # stored pages name the block so


class WelcomeBlock(HeadingsInOrder):
    """A few blocks, to keep the home page short."""

    heading = HeadingBlock()
    paragraph = paragraph_block()
    notice = NoticeBlock()
    figures = FiguresBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    session = SessionLinkBlock()
    stories = StoryCardsBlock()
