"""Rate limits by client IP. The address is never stored.

The cache counts an irreversible keyed digest of it, which expires with the window.
"""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from hub.client_ip import client_ip


def is_rate_limited(
    request: HttpRequest, *, what: str, most: int, within: timedelta, now: datetime
) -> bool:
    """Count one more of `what` for this client. Return whether the window has more than `most`.

    With a local-memory cache each process counts separately, so the effective limit is higher. What
    it guards has a limit for all clients together as well.
    """
    seconds = int(within.total_seconds())
    window = int(now.timestamp()) // seconds
    digest = salted_hmac("hub.too_often", f"{what} {window} {client_ip(request)}").hexdigest()
    key = f"often-{digest}"
    if cache.add(key, 1, timeout=seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:  # the window ended between `add` and `incr`
        return False
