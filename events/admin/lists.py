"""The organisers' lists: sessions to come, and those that have been."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from events.admin import overview
from events.admin.permissions import organisers_only
from events.admin.views import screen


@organisers_only
def coming(request: HttpRequest) -> HttpResponse:
    return screen(
        request,
        "events/desk/coming.html",
        title="Sessions",
        crumbs=[],
        lines=overview.coming(timezone.now()),
    )


@organisers_only
def past(request: HttpRequest) -> HttpResponse:
    return screen(
        request,
        "events/desk/past.html",
        title="Past sessions",
        crumbs=[],
        lines=overview.past(timezone.now()),
    )
