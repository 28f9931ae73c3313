"""Models and pages of the events app."""

from events.models.broadcasts import Broadcast
from events.models.personal_feed import PersonalFeed
from events.models.removed_people import RemovedPerson
from events.models.rsvp import UnresolvedReply
from events.models.subscribers import SessionAlert, Subscriber
from events.models.tasks import OrganiserTask

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
    "Broadcast",
    "Feedback",
    "Invitation",
    "Notice",
    "OrganiserTask",
    "Person",
    "PersonalFeed",
    "Regular",
    "RemovedDate",
    "RemovedPerson",
    "SeriesDay",
    "SeriesPage",
    "Session",
    "SessionAlert",
    "SessionPage",
    "SessionPageTopic",
    "SessionsPage",
    "Subscriber",
    "UnresolvedReply",
]
