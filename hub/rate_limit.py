"""Rate limits by the hour: views ask per client, services raise for the whole site."""

from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from hub.client_ip import client_ip

WINDOW = timedelta(hours=1)


class RateLimited(Exception):
    """More came from all clients together within an hour than people would send."""


def check_site_limit(rows: QuerySet[Any], *, at: str, most: int, now: datetime) -> None:
    """Raise RateLimited if `most` of these rows have a time in the field `at` of the last hour."""
    if rows.filter(**{f"{at}__gt": now - WINDOW}).count() >= most:
        raise RateLimited


def is_rate_limited(request: HttpRequest, *, what: str, most: int, now: datetime) -> bool:
    """Count one more of `what` for this client. Return whether the hour has more than `most`.

    The address is never stored: the cache counts an irreversible keyed digest of it, which expires
    with the hour. With a local-memory cache each process counts separately, so the effective limit
    is higher. What it guards has a limit for the whole site as well.
    """
    seconds = int(WINDOW.total_seconds())
    window = int(now.timestamp()) // seconds
    digest = salted_hmac("hub.too_often", f"{what} {window} {client_ip(request)}").hexdigest()
    key = f"often-{digest}"
    if cache.add(key, 1, timeout=seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:  # the window ended between `add` and `incr`
        return False
