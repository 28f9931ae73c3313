"""The reading preferences page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(public=True, no_cache=True)
def easier_to_read(request: HttpRequest) -> HttpResponse:
    """Render the page. Choices stay in the browser: nothing is sent to or stored on the server."""
    context = {
        "social_title": "Make this page easier to read",
        "social_description": "Larger words, more space, a plain page, or listen to it.",
        "crumbs": [("Home", "/")],
        "crumb_here": "Make this page easier to read",
    }
    return render(request, "hub/easier_to_read.html", context)
