"""Selection of the responses that the page cache stores. Their lifetime: `hub.page_cache.store`.

Responses opt in with `Cache-Control: public`. Forms, search, the admin and errors never do.
"""

from collections.abc import Callable, Hashable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.middleware.http import ConditionalGetMiddleware
from django.utils import timezone

from hub.page_cache.store import CachedResponse, page_cache


class PageCacheMiddleware:
    """The middleware that serves and stores cacheable responses.

    List it before `TextGZipMiddleware` and `ConditionalGetMiddleware`, so that stored responses are
    compressed and have an ETag, and before the session middleware, so that no visitor is looked up.
    CSP headers are stored too: without a nonce they are the same for every visitor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.conditional = ConditionalGetMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_anonymous(request):
            return self.get_response(request)
        began, cache, key = timezone.now(), page_cache(), cache_key(request)
        if cached := cache.get(key, began):
            return self.conditional.process_response(request, cached.to_response())
        response = self.get_response(request)
        if is_cacheable(response):
            cache.set(
                key, CachedResponse.from_response(response), began=began, ended=timezone.now()
            )
        return response


def is_anonymous(request: HttpRequest) -> bool:
    """Return whether this is a page request without a session or pending message.

    Wagtail's previews use the URL of the live page and are marked `is_dummy`.
    """
    return (
        request.method in ("GET", "HEAD")
        and request.path.endswith("/")  # files are served elsewhere
        and not getattr(request, "is_dummy", False)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and CookieStorage.cookie_name not in request.COOKIES
    )


def cache_key(request: HttpRequest) -> Hashable:
    """Return all parts of a request that a response depends on. Raise DisallowedHost."""
    return (
        request.method,
        request.scheme,
        request.get_host(),
        request.get_port(),
        request.path,
        request.META.get("QUERY_STRING", ""),
        bool(re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))),
    )


def is_cacheable(response: HttpResponse) -> bool:
    """Return whether the response is complete, public and independent of cookies.

    Public pages (`hub.models.BasePage`) and Atom feeds opt in. Pages with a form never qualify:
    `django.middleware.csrf.get_token` sets a cookie and varies on it.
    """
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "public" in _header_values(response, "Cache-Control")
        and _header_values(response, "Vary") <= {"accept-encoding"}
    )


def _header_values(response: HttpResponse, header: str) -> set[str]:
    return {word.strip() for word in response.get(header, "").lower().split(",")} - {""}
