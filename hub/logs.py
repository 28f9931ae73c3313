"""Log formatting that redacts tokens and database rows."""

import logging
import re

URL_TOKENS = re.compile(
    r"(/(?:bookings|every-month|tell-me|my-calendar)/)[^/\s?]{16,}"
    r"|(/admin/password_reset/confirm/)\S+"
    r"|(/(?:book|change)/)[0-9a-f-]{36}(?=/)"  # attempts at a form
)
# PostgreSQL repeats the whole rejected row, with names and addresses, over several lines.
DATABASE_ROWS = re.compile(
    r"^DETAIL:.*?(?=^The above exception|^During handling|\Z)", re.MULTILINE | re.DOTALL
)


class RedactingFormatter(logging.Formatter):
    """A formatter that redacts tokens and database rows, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        line = URL_TOKENS.sub(r"\1\2\3...", super().format(record))
        return DATABASE_ROWS.sub("\n", line).rstrip()
