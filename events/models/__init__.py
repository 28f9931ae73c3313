"""The rows and pages of the meeting room."""

from events.models.broadcasts import Letter
from events.models.personal_feed import OwnFeed
from events.models.removed_people import TakenOff
from events.models.rsvp import OddAnswer
from events.models.subscribers import Follower, Told

from .access import AccessNeed, AccessOption
from .bookings import Booking, Person
from .feedback import Feedback
from .notices import Notice
from .pages import SeriesDay, SeriesPage, SessionPage, SessionPageTopic, SessionsPage
from .regulars import Invitation, Regular
from .sessions import RemovedDate, Session

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
