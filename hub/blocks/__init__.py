"""What editors build pages from: one subject a file."""

from .body import BodyBlock, WelcomeBlock
from .poem import PoemBlock
from .quote import QuoteBlock
from .themes import ThemeBlock
from .video import VideoBlock

__all__ = ["BodyBlock", "PoemBlock", "QuoteBlock", "ThemeBlock", "VideoBlock", "WelcomeBlock"]
