"""Broadcasts: an organiser's message to the bookings of one session."""

from events.broadcasts.audience import (
    audience_size,
    copies_of,
    relevant_notices,
    still_addressed_to,
)
from events.broadcasts.create import (
    check,
    create_broadcast,
    may_write,
    normalise_line,
    normalise_text,
    writing_days,
)
from events.broadcasts.delivery_report import BroadcastReport, reports_of
from events.broadcasts.errors import BroadcastError
from events.broadcasts.link_guard import find_secret_link

__all__ = [
    "BroadcastError",
    "BroadcastReport",
    "audience_size",
    "check",
    "copies_of",
    "create_broadcast",
    "find_secret_link",
    "may_write",
    "normalise_line",
    "normalise_text",
    "relevant_notices",
    "reports_of",
    "still_addressed_to",
    "writing_days",
]
