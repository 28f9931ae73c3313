"""What organisers write to many people of one session: who reads it, what it may not hold, what came of it."""

from .audience import copies_of, reach_of, still_wanted, wants_copy
from .keys import key_in
from .outcome import Written, letters_of
from .refusals import NotWritten
from .writing import check, days_open, may_write, tidy, tidy_line, write

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
