"""Models and pages of the events app."""

from .access import AccessNeed, AccessOption
from .bookings import Booking, ErasedInvite, Person, PersonalFeed, RemovedPerson
from .broadcasts import Broadcast
from .feedback import Feedback, Quote
from .form_attempts import FormAttempt
from .insights import SessionCount
from .needs_access import NeedsAccess
from .notices import Notice
from .pages import SeriesDay, SeriesPage, SessionPage, SessionPageTopic, SessionsPage
from .regulars import Invitation, Regular
from .rsvp import UnresolvedReply
from .sessions import RemovedDate, Session
from .subscribers import SessionAlert, Subscriber
from .tasks import OrganiserTask

__all__ = [
    "AccessNeed",
    "AccessOption",
    "Booking",
    "Broadcast",
    "ErasedInvite",
    "Feedback",
    "FormAttempt",
    "Invitation",
    "NeedsAccess",
    "Notice",
    "OrganiserTask",
    "Person",
    "PersonalFeed",
    "Quote",
    "Regular",
    "RemovedDate",
    "RemovedPerson",
    "SeriesDay",
    "SeriesPage",
    "Session",
    "SessionAlert",
    "SessionCount",
    "SessionPage",
    "SessionPageTopic",
    "SessionsPage",
    "Subscriber",
    "UnresolvedReply",
]
