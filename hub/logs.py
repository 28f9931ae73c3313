"""Log formatting that redacts tokens and database rows, and short lines for refused requests."""

import logging
import re
from http import HTTPStatus

URL_TOKENS = re.compile(
    r"(/(?:bookings(?:/form)?|every-month|tell-me|my-calendar|suppliers)/)[^/\s?]{16,}"
    r"|(/twice/)[^/\s?]{16,}"  # the other booking of two
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
        line = URL_TOKENS.sub(r"\1\2\3\4...", super().format(record))
        return DATABASE_ROWS.sub("\n", line).rstrip()


class RefusedRequestFilter(logging.Filter):
    """A filter that leaves one line for a request that Django refuses, without a traceback.

    Anybody can send a wrong Host as often as they like. List it on handlers: loggers above the one
    that logs do not filter.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if record.name.startswith("django.security."):
            record.exc_info = record.exc_text = None
            if request is not None:
                request.is_refusal_logged = True
            return True
        # The same once more: "Bad Request: /".
        is_logged = getattr(request, "is_refusal_logged", False)
        return not (is_logged and getattr(record, "status_code", None) == HTTPStatus.BAD_REQUEST)
