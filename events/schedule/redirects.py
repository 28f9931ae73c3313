"""Finding a session or a series by a former URL."""

from django.http import HttpRequest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from events.models import SeriesPage
from hub.public_pages import publicly_visible


def session_address(request: HttpRequest, series: str, date: str) -> str:
    """Return the current URL of the session formerly at this one, or an empty string."""
    old = Redirect.normalise_path(f"/sessions/{series}/{date}/")
    redirect = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path=old).first()
    return (redirect and redirect.link) or ""


def series_at(slug: str) -> SeriesPage | None:
    """Return the series that had this slug before it was renamed."""
    redirects = Redirect.objects.filter(old_path=Redirect.normalise_path(f"/sessions/{slug}/"))
    return publicly_visible(
        SeriesPage.objects.filter(pk__in=redirects.values("redirect_page"))
    ).first()
