"""List views of coming and past sessions."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from events.admin import overview
from events.admin.permissions import require_organiser
from events.admin.views import screen


@require_organiser
def coming(request: HttpRequest) -> HttpResponse:
    return screen(
        request,
        "events/desk/coming.html",
        title="Sessions",
        crumbs=[],
        lines=overview.coming(timezone.now()),
    )


@require_organiser
def past(request: HttpRequest) -> HttpResponse:
    return screen(
        request,
        "events/desk/past.html",
        title="Past sessions",
        crumbs=[],
        lines=overview.past(timezone.now()),
    )
