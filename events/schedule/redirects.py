"""Where a session or a series is now, for someone who comes by an old address."""

from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from events.models import SeriesPage
from hub.public_pages import publicly_visible


def session_address(request: HttpRequest, series: str, date: str) -> str:
    """The address of the session that was at this one. Empty when there was none."""
    old = Redirect.normalise_path(f"/sessions/{series}/{date}/")
    found = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path=old).first()
    return (found and found.link) or ""


def series_at(slug: str) -> SeriesPage | None:
    """The series that had this slug before it was renamed."""
    old = Redirect.objects.filter(old_path=Redirect.normalise_path(f"/sessions/{slug}/"))
    return publicly_visible(SeriesPage.objects.filter(pk__in=old.values("redirect_page"))).first()
