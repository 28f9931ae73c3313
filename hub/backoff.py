"""Retry delays for failed deliveries."""

from datetime import timedelta

GIVE_UP_AFTER = timedelta(days=2)
FIRST_DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
LATER_DELAY = timedelta(hours=6)


def retry_delay(attempts: int) -> timedelta | None:
    """Return the delay after this many failures, or None once the delays add up to two days."""
    delays: list[timedelta] = []
    while sum(delays, timedelta()) < GIVE_UP_AFTER:
        delays.append(FIRST_DELAYS[len(delays)] if len(delays) < len(FIRST_DELAYS) else LATER_DELAY)
    return delays[attempts - 1] if attempts <= len(delays) else None
