"""What the log may hold: which page it was, but neither the key to it nor a person's row."""

import logging
import re

# Parts of an address that open something for whoever has them.
KEYS = re.compile(
    r"(/(?:bookings|every-month|tell-me|my-calendar)/)[^/\s?]{16,}|(/admin/password_reset/confirm/)\S+"
)
# PostgreSQL repeats the whole row that it did not take, with names and addresses, over several lines.
ROWS = re.compile(
    r"^DETAIL:.*?(?=^The above exception|^During handling|\Z)", re.MULTILINE | re.DOTALL
)


class RedactingFormatter(logging.Formatter):
    """A line of the log, and where an error came from, without what is nobody else's business."""

    def format(self, record: logging.LogRecord) -> str:
        line = KEYS.sub(r"\1\2...", super().format(record))
        return ROWS.sub("\n", line).rstrip()
