"""Template contexts of the session pages. Imported once, in `EventsConfig.ready`."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from events.models import SeriesPage, SessionPage, SessionsPage
from events.public.lists import series_list, sessions_list
from events.public.session_context import session_page
from hub.models import SiteDetails
from hub.page_context import page_context


@page_context.register
def _sessions(page: SessionsPage, request: HttpRequest) -> dict[str, Any]:
    return sessions_list(path=page.get_url(request), query=request.GET, now=timezone.now())


@page_context.register
def _series(page: SeriesPage, request: HttpRequest) -> dict[str, Any]:
    return series_list(page, now=timezone.now())


@page_context.register
def _session(page: SessionPage, request: HttpRequest) -> dict[str, Any]:
    run_by = SiteDetails.load(request_or_site=request).run_by
    return session_page(page, run_by=run_by, now=timezone.now())
