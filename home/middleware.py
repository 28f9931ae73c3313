"""Middleware that resolves pages with fewer queries than Wagtail."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from home.addresses import find_page


class FindPage:
    """Set the route that `Page.route_for_request` reads first, or leave routing to Wagtail.

    Also sets `request.pages_in_menu`, for the `menu` template tag.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> None:
        path = args[0] if args else kwargs.get("path", "")
        site = Site.find_for_request(request) if view is serve else None
        found = (
            find_page(site.root_page, [part for part in path.split("/") if part]) if site else None
        )
        if found:
            request.pages_in_menu = found.menu  # type: ignore[attr-defined]
            request._wagtail_route_for_request = RouteResult(found.page)  # type: ignore[attr-defined]
