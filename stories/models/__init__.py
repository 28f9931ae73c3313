"""The models of stories: pieces, their list page, and contributions."""

from .contributions import Contribution
from .piece import Piece
from .poem import PoemPage
from .stories import StoriesPage
from .story import StoryPage
from .summary import SummaryPage
from .video import VideoPage

__all__ = [
    "Contribution",
    "Piece",
    "PoemPage",
    "StoriesPage",
    "StoryPage",
    "SummaryPage",
    "VideoPage",
]
