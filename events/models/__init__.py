"""The rows and pages of the meeting room."""

from .access import AccessNeed, AccessOption
from .answers import OddAnswer
from .bookings import Booking, Person
from .notices import Notice
from .own_feed import OwnFeed
from .pages import SeriesDay, SeriesPage, SessionPage, SessionPageTopic, SessionsPage
from .sessions import RemovedDate, Session

__all__ = [
    "AccessNeed",
    "AccessOption",
    "Booking",
    "Notice",
    "OddAnswer",
    "OwnFeed",
    "Person",
    "RemovedDate",
    "SeriesDay",
    "SeriesPage",
    "Session",
    "SessionPage",
    "SessionPageTopic",
    "SessionsPage",
]
