"""Pages that are for one person only."""

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
    """The same for a page whose address is a key: it must not travel as a Referer.

    A page with a form has `<meta name="referrer" content="same-origin">` as well. With no Referer at
    all a browser sends its forms with "Origin: null", which Django's CSRF check refuses.
    """

    @wraps(view)
    def secret_view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = private(view)(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return secret_view
