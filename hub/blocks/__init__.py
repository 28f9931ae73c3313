"""What editors build pages from: one subject a file."""

from stories.blocks.body import BodyBlock, WelcomeBlock

from .figures import FigureBlock
from .poem import PoemBlock
from .quote import QuoteBlock
from .themes import ThemeBlock
from .video import VideoBlock

__all__ = [
    "BodyBlock",
    "FigureBlock",
    "PoemBlock",
    "QuoteBlock",
    "ThemeBlock",
    "VideoBlock",
    "WelcomeBlock",
]
