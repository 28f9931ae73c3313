"""The streams that pages are made of."""

from wagtail import blocks

from .document import DocumentBlock
from .easy_read import EasyReadBlock
from .figures import FiguresBlock
from .heading import HeadingBlock
from .kept import KeptBlock
from .notice import NoticeBlock
from .paragraph import paragraph_block
from .picture import PictureBlock
from .poem import PoemBlock
from .questions import QuestionsBlock
from .quote import QuoteBlock
from .session_link import SessionLinkBlock
from .story_cards import StoryCardsBlock
from .themes import ThemesBlock
from .transcript import TranscriptBlock
from .video import VideoBlock


class BodyBlock(blocks.StreamBlock):
    """Everything: for stories and plain information pages."""

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
    kept = KeptBlock()


class WelcomeBlock(blocks.StreamBlock):
    """A few: the home page stays short."""

    heading = HeadingBlock()
    paragraph = paragraph_block()
    notice = NoticeBlock()
    figures = FiguresBlock()
    quote = QuoteBlock()
    picture = PictureBlock()
    session = SessionLinkBlock()
    stories = StoryCardsBlock()
