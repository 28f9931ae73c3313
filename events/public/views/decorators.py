"""Decorators of personal pages."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from hub.views import stale_form

View = Callable[..., HttpResponseBase]

PRIVATE_HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}

# For a file that a program asks for again and again: it may keep its own copy, and asks each time.
REVALIDATED_HEADERS = PRIVATE_HEADERS | {"Cache-Control": "private, no-cache"}

ONE_CLICK = "List-Unsubscribe"  # sent by mail programs, some of which are other sites (RFC 8058)


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
    """Make a page private, keep its capability URL from other sites, and let its forms do without a cookie.

    The policy is "same-origin": under "no-referrer" browsers send forms with "Origin: null".
    No CSRF token: it is for what a cookie allows. Here nothing but the URL does, which no other
    site knows; and with cookies blocked the check would refuse every form.
    """
    headers = PRIVATE_HEADERS | {"Referrer-Policy": "same-origin"}

    @wraps(view)
    def capability_view(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        comes_from = request.headers.get("Sec-Fetch-Site", "none")
        is_ours = comes_from in ("same-origin", "none") or ONE_CLICK in request.POST
        if request.method == "POST" and not is_ours:
            return stale_form(request)
        return view(request, *args, **kwargs)

    return csrf_exempt(private(capability_view, headers))


def private_file(view: View) -> View:
    """Let one program keep a file at a capability URL, if it asks each time whether it is new."""
    return private(view, REVALIDATED_HEADERS | {"Referrer-Policy": "same-origin"})
