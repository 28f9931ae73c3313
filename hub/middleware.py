"""Rules for responses that every room shares."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone

HOUR = 60 * 60  # seconds


class AdminContentSecurityPolicyMiddleware:
    """Loosen the content security policy for the admin only: Wagtail still has inline scripts.

    The preview beside an editing form belongs to it. Wagtail draws it by asking for the page's own
    address with a made-up request (`is_dummy`), which no visitor can make.

    Stands after `CSPMiddleware` in the list, so that it runs on the response first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/") or getattr(request, "is_dummy", False):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response


class SlidingAdminSessionMiddleware:
    """Whoever works in the admin stays logged in: a login ends a day after the last press, not the first.

    Else it would end in the middle of a sentence, a day after somebody logged in. The session is written once an
    hour at most.
    """

    KEY = "at_work"  # when the session was last written for this, in seconds since 1970

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/admin/") and request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if now - request.session.get(self.KEY, 0) >= HOUR:
                request.session[self.KEY] = now
        return self.get_response(request)


class TextGZipMiddleware(GZipMiddleware):
    """Compress words only, and only whole files.

    Pictures and films are small already. A part (206) is counted in bytes of the file as it is on disk.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        kind = response.get("Content-Type", "")
        is_words = kind.startswith("text/") or "json" in kind or "xml" in kind
        if is_words and response.status_code != HTTPStatus.PARTIAL_CONTENT:
            return super().process_response(request, response)
        return response
