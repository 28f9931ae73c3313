"""The page models of home."""

from home.models.glossary import GlossaryPage, GlossaryTerm

from .commitments import Commitment, CommitmentsPage
from .home import HomePage
from .information import InformationPage

__all__ = [
    "Commitment",
    "CommitmentsPage",
    "GlossaryPage",
    "GlossaryTerm",
    "HomePage",
    "InformationPage",
]
