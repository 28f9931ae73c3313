"""The rows and pages of the meeting room."""

from .access import AccessNeed, AccessOption
from .answers import OddAnswer
from .bookings import Booking, Person
from .feedback import Feedback
from .followers import Follower, Told
from .letters import Letter
from .notices import Notice
from .own_feed import OwnFeed
from .pages import SeriesDay, SeriesPage, SessionPage, SessionPageTopic, SessionsPage
from .regulars import Invitation, Regular
from .sessions import RemovedDate, Session
from .taken_off import TakenOff

__all__ = [
    "AccessNeed",
    "AccessOption",
    "Booking",
    "Feedback",
    "Follower",
    "Invitation",
    "Letter",
    "Notice",
    "OddAnswer",
    "OwnFeed",
    "Person",
    "Regular",
    "RemovedDate",
    "SeriesDay",
    "SeriesPage",
    "Session",
    "SessionPage",
    "SessionPageTopic",
    "SessionsPage",
    "TakenOff",
    "Told",
]
