"""What organisers write to many people of one session: who reads it, what it may not hold, what came of it."""

from events.broadcasts.audience import copies_of, reach_of, still_wanted, wants_copy
from events.broadcasts.create import check, days_open, may_write, tidy, tidy_line, write
from events.broadcasts.delivery_report import Written, letters_of
from events.broadcasts.errors import NotWritten
from events.broadcasts.link_guard import key_in

__all__ = [
    "NotWritten",
    "Written",
    "check",
    "copies_of",
    "days_open",
    "key_in",
    "letters_of",
    "may_write",
    "reach_of",
    "still_wanted",
    "tidy",
    "tidy_line",
    "wants_copy",
    "write",
]
