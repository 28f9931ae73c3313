"""The organisers' lists: sessions to come, and those that have been."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from . import overview
from .gates import organisers_only
from .screens import screen


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
