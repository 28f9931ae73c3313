"""Slowing down a visitor who sends the same form again and again, without keeping who it was.

The address of their computer is never written down. A keyed digest of it counts for one window of time in
the cache, where nobody can turn it back, and is gone when the window is over.
"""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from hub.client_ip import client_ip


def is_rate_limited(
    request: HttpRequest, *, what: str, most: int, within: timedelta, now: datetime
) -> bool:
    """Count one more of `what` for this visitor. True when it is more than `most` in this window.

    With a cache in memory each process counts on its own: a visitor can then do it some times as often. What
    this guards has a limit for everybody together as well.
    """
    seconds = int(within.total_seconds())
    window = int(now.timestamp()) // seconds
    digest = salted_hmac("hub.too_often", f"{what} {window} {client_ip(request)}").hexdigest()
    key = f"often-{digest}"
    if cache.add(key, 1, timeout=seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:  # the window ended between the two lines
        return False
