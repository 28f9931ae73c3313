"""Answers that belong to the whole house."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

# How Django begins to say that a form has no good token. Its other reasons tell of another site.
FORM_IS_OLD = "CSRF "


def health(request: HttpRequest) -> HttpResponse:
    """Say "ok" when the site can reach its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """Keep search engines out of what is personal; calendars stay open (Google obeys this file)."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /bookings/",
        "",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def locked_out(request: HttpRequest, *about: object) -> HttpResponse:
    """Somebody has tried too many wrong passwords: see AXES_COOLOFF_TIME."""
    context = {"wait": "15 minutes", "crumbs": []}
    return render(request, "too_many_requests.html", context, status=429)


@never_cache
def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form lay open too long. Show again what was written, so that nothing is lost.

    The person presses one button and the same answers are sent with a fresh token. Only for visitors' own
    forms: what another site sent must not wait behind a button of ours, and nothing of the admin is
    repeated, least of all a password.
    """
    if request.path.startswith("/admin/"):
        context = {"way_on": "/admin/", "way_on_words": "Go to the first page for editors"}
        return render(request, "stale_page.html", context, status=403)
    # A browser that hides where it comes from may still say that it comes from us. No page can make that up.
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if not (is_ours or reason.startswith(FORM_IS_OLD)):
        return render(request, "stale_page.html", status=403)
    answers = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    return render(request, "stale_form.html", {"answers": answers}, status=403)
