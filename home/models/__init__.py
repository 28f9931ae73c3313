"""The pages of the front room."""

from .commitments import Commitment, CommitmentsPage
from .home import HomePage
from .information import InformationPage
from .words import Word, WordsPage

__all__ = ["Commitment", "CommitmentsPage", "HomePage", "InformationPage", "Word", "WordsPage"]
