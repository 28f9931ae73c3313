"""The picture of a session, at an address that calendars can keep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.models import SessionPage
from events.schedule.redirects import session_address

SIZE = "fill-1200x630|format-jpeg"  # as for shared links: see `hub.templatetags.site_tags.social`


@require_safe
@cache_control(public=True, max_age=3600)
def session_picture(request: HttpRequest, series: str, date: str, number: int) -> HttpResponse:
    """Redirect to the picture with this key, while the page has it."""
    pages = SessionPage.objects.open_to_all().at(series, date).select_related("picture")
    page = pages.first()
    if page is None and (moved := session_address(request, series, date)):
        return redirect(f"{moved}picture-{number}.jpg")
    if page is None or page.picture is None or page.picture.pk != number:
        raise Http404
    return redirect(page.picture.get_rendition(SIZE).url)
