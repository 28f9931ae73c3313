"""StreamField blocks, one subject per module."""

from .figures import FigureBlock
from .poem import PoemBlock
from .quote import QuoteBlock
from .themes import ThemeBlock
from .video import VideoBlock

__all__ = [
    "FigureBlock",
    "PoemBlock",
    "QuoteBlock",
    "ThemeBlock",
    "VideoBlock",
]
