"""Site-wide views: health check, robots.txt, reading preferences and error pages."""

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from hub.rate_limit import too_many_requests

# Prefix of Django's reasons for an invalid CSRF token. Other reasons indicate another site.
CSRF_REASON_PREFIX = "CSRF "


def health(request: HttpRequest) -> HttpResponse:
    """Return "ok" if the database is reachable, and say when only the cache is not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    cache.get("health")  # ask Redis, if there is one
    is_away = getattr(cache, "is_away", False)
    words = "ok, but the cache is away: pages go on without it" if is_away else "ok"
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """Exclude personal pages; calendar files stay allowed, as Google obeys robots.txt for them."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /bookings/",
        "",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


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


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def locked_out(request: HttpRequest, *about: object) -> HttpResponse:
    """Render the page after too many failed logins: see AXES_COOLOFF_TIME."""
    return too_many_requests(request, wait="15 minutes")


@never_cache
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Render the submitted values of an expired form again, so that nothing is lost.

    One button resubmits them with a fresh CSRF token. Never for submissions from other sites, which
    must not become a form of this site, nor for the admin, whose values include passwords.
    """
    if request.path.startswith("/admin/"):
        context = {"way_on": "/admin/", "way_on_words": "Go to the first page for editors"}
        return render(request, "stale_page.html", context, status=403)
    # A browser that hides the referrer may still send Sec-Fetch-Site, which no page can forge.
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if not (is_ours or reason.startswith(CSRF_REASON_PREFIX)):
        return render(request, "stale_page.html", status=403)
    answers = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    why = {
        "has_no_cookie": reason == REASON_NO_CSRF_COOKIE,
        "is_old": reason.startswith(CSRF_REASON_PREFIX),
    }
    return render(request, "stale_form.html", {"answers": answers, **why}, status=403)
