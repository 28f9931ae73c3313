"""Models and pages of the events app."""

from .access import AccessNeed, AccessOption
from .bookings import Booking, Person, PersonalFeed, RemovedPerson
from .form_attempts import FormAttempt
from .notices import Notice
from .optional_features import (
    Broadcast,
    Feedback,
    Invitation,
    Regular,
    SessionAlert,
    Subscriber,
    UnresolvedReply,
)
from .pages import SeriesDay, SeriesPage, SessionPage, SessionPageTopic, SessionsPage
from .sessions import RemovedDate, Session
from .tasks import OrganiserTask

__all__ = [
    "AccessNeed",
    "AccessOption",
    "Booking",
    "Broadcast",
    "Feedback",
    "FormAttempt",
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
