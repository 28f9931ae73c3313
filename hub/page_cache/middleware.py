"""Which answers are given again to the next visitor. For how long they are right: home/shelf.py.

An answer opts in by saying `Cache-Control: public`: pages that everybody may see do (`hub.models.BasePage`), and
the atom feeds. So form steps, manage pages, the search, the admin and mistakes are never kept, nor is any page
that somebody adds and says nothing about. An answer with a cookie, or one that depends on a cookie, is not kept
either: a form's token always brings both (`django.middleware.csrf.get_token`).

Stands outside of `TextGZipMiddleware` and `ConditionalGetMiddleware`, so that what is kept is compressed and has its
ETag, and outside of the sessions, so that nothing about a visitor is looked up. The headers of the security
policy are the same for every visitor (we use no nonce) and are kept with the page.
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
    """Answers from the shelf when the same was asked since the last change, and puts answers there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.conditional = ConditionalGetMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_anonymous(request):
            return self.get_response(request)
        began, here, key = timezone.now(), page_cache(), cache_key(request)
        if found := here.find(key, began):
            return self.conditional.process_response(request, found.answer())
        response = self.get_response(request)
        if is_cacheable(response):
            here.put(key, CachedResponse.of(response), began=began, ended=timezone.now())
        return response


def is_anonymous(request: HttpRequest) -> bool:
    """A page is asked for, and by nobody whom we know: not logged in, not booking, no message waiting.

    Wagtail's previews come by here with the address of the live page. They are marked `is_dummy`.
    """
    return (
        request.method in ("GET", "HEAD")
        and request.path.endswith("/")  # files have their own ways
        and not getattr(request, "is_dummy", False)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and CookieStorage.cookie_name not in request.COOKIES
    )


def cache_key(request: HttpRequest) -> Hashable:
    """All of a request that an answer depends on. Raises DisallowedHost."""
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
    """Whether the answer is a whole one and says that everybody may have it."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "public" in _header_values(response, "Cache-Control")
        and _header_values(response, "Vary") <= {"accept-encoding"}
    )


def _header_values(response: HttpResponse, header: str) -> set[str]:
    return {word.strip() for word in response.get(header, "").lower().split(",")} - {""}
