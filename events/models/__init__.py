"""Models and pages of the events app."""

from .access import AccessNeed, AccessOption, AccessOptionVersion
from .availability import AvailabilityCount
from .bookings import Booking, ErasedInvite, Person, PersonalFeed, RemovedPerson
from .broadcasts import Broadcast
from .feedback import Feedback, Quote
from .form_attempts import FormAttempt
from .insights import SessionCount
from .link_requests import LinkRequest
from .need_steps import AccessNeedStep
from .needs_access import NeedsAccess
from .notices import Notice
from .pages import SeriesDay, SeriesPage, SessionPage, SessionPageTopic, SessionsPage
from .regulars import Invitation, Regular
from .retention_settings import RetentionSettings, bookings_whole_since, current_periods
from .rsvp import UnresolvedReply
from .sessions import RemovedDate, Session
from .subscribers import SessionAlert, Subscriber
from .suppliers import Supplier, SupplierRequest, SupplierRequestNeed
from .tasks import OrganiserTask

__all__ = [
    "AccessNeed",
    "AccessNeedStep",
    "AccessOption",
    "AccessOptionVersion",
    "AvailabilityCount",
    "Booking",
    "Broadcast",
    "ErasedInvite",
    "Feedback",
    "FormAttempt",
    "Invitation",
    "LinkRequest",
    "NeedsAccess",
    "Notice",
    "OrganiserTask",
    "Person",
    "PersonalFeed",
    "Quote",
    "Regular",
    "RemovedDate",
    "RemovedPerson",
    "RetentionSettings",
    "SeriesDay",
    "SeriesPage",
    "Session",
    "SessionAlert",
    "SessionCount",
    "SessionPage",
    "SessionPageTopic",
    "SessionsPage",
    "Subscriber",
    "Supplier",
    "SupplierRequest",
    "SupplierRequestNeed",
    "UnresolvedReply",
    "bookings_whole_since",
    "current_periods",
]
