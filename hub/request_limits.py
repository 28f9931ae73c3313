"""Middleware for requests that would fail in the middle of a view, or fill the disk."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hub.views import not_found

GetResponse = Callable[[HttpRequest], HttpResponse]


class NullCharacterMiddleware:
    """Addresses and cookies without NUL, which means nothing and which PostgreSQL refuses.

    List it before anything that reads the query or a cookie.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            return not_found(request)
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return self.get_response(request)


class BodyLimitMiddleware:
    """A limit for the body of a request: only staff who have logged in send large files.

    Django limits other fields, but would store files of any size before a view could refuse them.
    List it after the authentication middleware; it runs before anything reads the body.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = _content_length(request)
        if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and size > _limit(request):
            # A login that has ended makes a film too large, too.
            context = {"crumbs": [], "ask_to_log_in": request.path.startswith("/admin/")}
            return render(request, "too_large.html", context, status=413)
        return self.get_response(request)


def _limit(request: HttpRequest) -> int:
    """Return the limit in bytes. It looks the user up: ask for large bodies only."""
    if request.path.startswith("/admin/") and request.user.is_authenticated:
        return settings.MAX_STAFF_UPLOAD
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def _content_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # Django reads nothing then
