"""Middleware shared by all apps."""

from collections.abc import Callable
from http import HTTPStatus

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone

HOUR = 60 * 60  # seconds


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The content security policy, and a looser one for the admin: Wagtail uses inline scripts.

    The admin includes the preview panel, which Wagtail renders by a dummy request (`is_dummy`) to
    the page's own URL. Visitors cannot make such a request.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/") or getattr(request, "is_dummy", False):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class SlidingAdminSessionMiddleware:
    """Admin sessions that expire a day after the last request, not a day after login.

    Otherwise they would expire in the middle of editing. A session is written at most once an hour.
    """

    KEY = "at_work"  # last write by this middleware, in seconds since 1970

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/admin/") and request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            if now - request.session.get(self.KEY, 0) >= HOUR:
                request.session[self.KEY] = now
        return self.get_response(request)


class TextGZipMiddleware(GZipMiddleware):
    """Compression of text responses only, and never of partial content.

    Pictures and videos are compressed already. Byte ranges (206) refer to the file on disk.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        content_type = response.get("Content-Type", "")
        is_text = (
            content_type.startswith("text/") or "json" in content_type or "xml" in content_type
        )
        if is_text and response.status_code != HTTPStatus.PARTIAL_CONTENT:
            return super().process_response(request, response)
        return response
