"""Views that export a session's attendee list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.log_actions import log

from events.admin import export
from events.admin.attendees import attendees_of
from events.admin.permissions import require_organiser
from events.admin.views import breadcrumbs, screen
from events.models import Session

KINDS = {
    "csv": ("text/csv; charset=utf-8", export.as_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        export.as_spreadsheet,
    ),
}


@require_organiser
def choose_export(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(Session.objects.select_related("page"), pk=pk)
    comers = attendees_of(session)
    return screen(
        request,
        "events/desk/export.html",
        title="Take the list with you",
        crumbs=breadcrumbs(session),
        icon="download",
        session=session,
        people=sum(len(booking.people.all()) for booking in comers.bookings),
        asked=len(comers.asked),
    )


@require_organiser
def download(request: HttpRequest, pk: int, kind: str, needs: str) -> HttpResponse:
    session = get_object_or_404(Session.objects.select_related("page"), pk=pk)
    if kind not in KINDS or needs not in ("plain", "with-needs"):
        raise Http404
    content_type, write = KINDS[kind]
    with_needs = needs == "with-needs"
    response = HttpResponse(
        write(attendees_of(session), with_needs=with_needs), content_type=content_type
    )
    name = f"who-is-coming-{session.page.slug}{'-with-needs' if with_needs else ''}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    log(
        instance=session.page,
        action="events.export_with_needs" if with_needs else "events.export",
        user=request.user,
    )
    return response
