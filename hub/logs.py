"""What must not get into the logs. A link that is a key opens what somebody told us about their health."""

import logging
import re

_KEY = re.compile(
    r"/(bookings|every-month|tell-me|my-calendar|admin/password_reset/confirm/[^/\s]+)/[^/\s?]{16,}"
)


class HideKeys(logging.Filter):
    """Leaves the secret part out of every address in a line, such as that of a page that was refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        hidden = _KEY.sub(r"/\1/...", said)
        if hidden != said:
            record.msg, record.args = hidden, ()
        return True
