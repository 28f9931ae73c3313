"""Public views of a month and of the subscribe page."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.models import SessionsPage
from events.public.lists import month_table
from events.public.subscribe import subscribe_page
from hub.models import SiteDetails
from hub.public_pages import publicly_visible

public_no_cache = cache_control(public=True, no_cache=True)  # as on pages: see BasePage.serve


@require_safe
@public_no_cache
def month(request: HttpRequest, first: date) -> HttpResponse:
    """Show a month as a table."""
    page = get_object_or_404(publicly_visible(SessionsPage.objects))
    context = month_table(first, now=timezone.now())
    context["crumbs"] = [("Home", "/"), (page.title, page.get_url(request))]
    context["crumb_here"] = context["month_title"]
    context["social_title"] = context["page_heading"]
    return render(request, "events/month.html", context)


@require_safe
@public_no_cache
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show how to subscribe to the sessions."""
    page = get_object_or_404(publicly_visible(SessionsPage.objects))
    site_name = SiteDetails.load(request_or_site=request).site_name
    context = subscribe_page(
        path=request.path, query=request.GET, site_name=site_name, now=timezone.now()
    )
    context["crumbs"] = [("Home", "/"), (page.title, page.get_url(request))]
    context["crumb_here"] = context["social_title"]
    return render(request, "events/subscribe.html", context)
