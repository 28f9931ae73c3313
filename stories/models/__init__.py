"""The models of stories: pieces, their list page, contributions, and imports."""

from .contributions import Contribution
from .imports import ImportedPicture, SummaryImport
from .piece import Piece
from .poem import PoemPage
from .stories import StoriesPage
from .story import StoryPage
from .summary import SummaryPage
from .video import VideoPage

__all__ = [
    "Contribution",
    "ImportedPicture",
    "Piece",
    "PoemPage",
    "StoriesPage",
    "StoryPage",
    "SummaryImport",
    "SummaryPage",
    "VideoPage",
]
