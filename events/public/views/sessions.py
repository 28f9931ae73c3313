"""Public views of the sessions list, a series, a session, a month and the subscribe page.

The first three are Wagtail pages, routed here as walking the tree costs two queries per level.
"""

from datetime import date

from django.db.models import QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from events.models import SeriesPage, SessionPage, SessionsPage
from events.models.page_mixins import DOOR_SLUG
from events.public.lists import month_table
from events.public.subscribe import subscribe_page
from hub.models import BasePage, SiteDetails
from hub.public_pages import publicly_visible

for_anyone = cache_control(public=True, no_cache=True)  # as on pages: see BasePage.serve


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    return _serve(request, _door().first())


@require_safe
def series(request: HttpRequest, series: str) -> HttpResponse:
    pages = publicly_visible(SeriesPage.for_visit()).select_related("picture", "area")
    return _serve(request, _with_door(pages.filter(slug=series)).first())


@require_safe
def session(request: HttpRequest, series: str, date: str) -> HttpResponse:
    pages = SessionPage.for_visit().open_to_all().at(series, date)
    return _serve(request, _with_door(pages).first())


@require_safe
@for_anyone
def month(request: HttpRequest, first: date) -> HttpResponse:
    """Show a month as a table."""
    page = _found(_door())
    context = month_table(first, now=timezone.now())
    context["crumbs"] = [("Home", "/"), (page.title, page.get_url(request))]
    context["crumb_here"] = context["month_title"]
    context["social_title"] = context["page_heading"]
    return render(request, "events/month.html", context)


@require_safe
@for_anyone
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show how to subscribe to the sessions."""
    page = _found(_door())
    site_name = SiteDetails.load(request_or_site=request).site_name
    context = subscribe_page(
        path=request.path, query=request.GET, site_name=site_name, now=timezone.now()
    )
    context["crumbs"] = [("Home", "/"), (page.title, page.get_url(request))]
    context["crumb_here"] = context["social_title"]
    return render(request, "events/subscribe.html", context)


def _door() -> QuerySet[SessionsPage]:
    return publicly_visible(SessionsPage.for_visit()).filter(slug=DOOR_SLUG)


def _with_door(pages: QuerySet) -> QuerySet:
    """Annotate pages with the title of the sessions page, for breadcrumbs."""
    return pages.annotate(door_title=Subquery(SessionsPage.objects.values("title")[:1]))


def _found(pages: QuerySet[SessionsPage]) -> SessionsPage:
    page = pages.first()
    if page is None:
        raise Http404
    return page


def _serve(request: HttpRequest, page: BasePage | None) -> HttpResponse:
    """Serve a known page; leave drafts, private pages and old URLs to Wagtail."""
    if page is not None:
        page.is_known_open = True
        request._wagtail_route_for_request = RouteResult(page)
    return serve(request, request.path)
