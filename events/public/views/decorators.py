"""Decorators of personal pages."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """Keep the page out of caches and search engines."""

    @wraps(view)
    def private_view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return private_view


def capability_url(view: View) -> View:
    """Make a page private and never send its capability URL as a Referer.

    A page with a form also has `<meta name="referrer" content="same-origin">`: without any Referer
    browsers send forms with "Origin: null", which Django's CSRF check refuses.
    """

    @wraps(view)
    def capability_view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = private(view)(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return capability_view
