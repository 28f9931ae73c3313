"""Decorators of personal pages."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]

PRIVATE_HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}


def private(view: View, headers: dict[str, str] = PRIVATE_HEADERS) -> View:
    """Keep the page out of caches and search engines."""

    @wraps(view)
    def private_view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        for name, value in headers.items():
            response[name] = value
        return response

    return private_view


def capability_url(view: View) -> View:
    """Make a page private and never send its capability URL as a Referer.

    A page with a form also has `<meta name="referrer" content="same-origin">`: without any Referer
    browsers send forms with "Origin: null", which Django's CSRF check refuses.
    """
    return private(view, PRIVATE_HEADERS | {"Referrer-Policy": "no-referrer"})
