"""Retry delays for failed deliveries."""

from datetime import timedelta

FIRST_DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180)]
LATER_DELAY = timedelta(hours=6)
DELAYS = [*FIRST_DELAYS, *[LATER_DELAY] * 8]  # together a little over two days


def retry_delay(attempts: int) -> timedelta | None:
    """Return the delay after this many failures, or None when to give up."""
    return DELAYS[attempts - 1] if attempts <= len(DELAYS) else None
