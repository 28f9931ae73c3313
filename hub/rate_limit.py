"""Rate limits by the hour. Each client counts alone: nobody can close a form for others."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from hub.client_ip import client_ip

WINDOW = timedelta(hours=1)
SECONDS = int(WINDOW.total_seconds())


def is_rate_limited(request: HttpRequest, *, what: str, most: int, now: datetime) -> bool:
    """Count one more of `what` for this client. Return whether the hour has more than `most`."""
    return count(what, client_ip(request), now=now) > most


def count(what: str, who: str, *, now: datetime) -> int:
    """Count one more of `what` for an address or account. Return the number of this hour.

    `who` is never stored: the cache counts an irreversible keyed digest of it, which expires with
    the hour. With a local-memory cache each process counts separately, so the effective limit is
    higher.
    """
    key = _key(what, who, now)
    if cache.add(key, 1, timeout=SECONDS):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # the window ended between `add` and `incr`
        return 1


def counted(what: str, who: str, *, now: datetime) -> int:
    """Return the number of this hour without counting one more."""
    return cache.get(_key(what, who, now), 0)


def too_many_requests(request: HttpRequest, *, wait: str = "an hour") -> HttpResponse:
    """Render the page that says how long to wait."""
    context = {"wait": wait, "crumbs": []}
    return render(request, "too_many_requests.html", context, status=429)


def _key(what: str, who: str, now: datetime) -> str:
    window = int(now.timestamp()) // SECONDS
    return f"often-{salted_hmac('hub.too_often', f'{what} {window} {who}').hexdigest()}"
