"""Public views of a month and of the subscribe page."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.models import SessionPage, SessionsPage
from events.public.filter_links import Facets, filters_for
from events.public.filters import FEED_PARAMETERS, Filters, all_options
from events.public.ical_feeds import feed_name, feed_url, subscribe_links
from events.public.lists import month_table
from hub.models import SiteDetails
from hub.public_pages import publicly_visible

public_no_cache = cache_control(public=True, no_cache=True)  # as on pages: see BasePage.serve


@require_safe
@public_no_cache
def month(request: HttpRequest, first: date) -> HttpResponse:
    """Show a month as a table."""
    context = month_table(first)
    context |= {"social_title": context["page_heading"], "crumb_here": context["month_title"]}
    return _render(request, "events/month.html", context)


@require_safe
@public_no_cache
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show the feed URL of the chosen filters, and links for each calendar."""
    options = all_options()
    chosen = Filters.read(request.GET, options=options).only(*FEED_PARAMETERS)
    names = FEED_PARAMETERS if len(options["series"]) > 1 else FEED_PARAMETERS[1:]
    site_name = SiteDetails.load(request).site_name
    title = "Put our sessions in your calendar"
    context = {
        "social_title": title,
        "crumb_here": title,
        "social_description": "New dates then show in your own calendar, by themselves.",
        "chosen": chosen,
        "filters": filters_for(
            chosen,
            options=options,
            facets=Facets(SessionPage.objects.open_to_all().upcoming(timezone.now())),
            path=request.path,
            names=names,
            fragment="#chosen",
        ),
        **subscribe_links(feed_url(chosen), feed_name(chosen, site_name)),
    }
    return _render(request, "events/subscribe.html", context)


def _render(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render a page below that of all sessions. Without that one it is a 404."""
    page = get_object_or_404(publicly_visible(SessionsPage.objects))
    crumbs = [("Home", "/"), (page.title, page.get_url(request))]
    return render(request, template, context | {"crumbs": crumbs})
