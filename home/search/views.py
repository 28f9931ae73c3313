"""The page of the site search."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.search.ranking import find
from home.search.results import results
from home.upcoming import upcoming_sessions
from hub.rate_limit import is_rate_limited, too_many_requests

PAGE_SIZE = 12
MAX_PER_CLIENT = 1000  # searches an hour; only a script makes more
MAX_QUERY_LENGTH = 200  # maximum characters of a query


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    if "q" in request.GET and is_rate_limited(request, what="search", most=MAX_PER_CLIENT, now=now):
        return too_many_requests(request)
    question = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY_LENGTH]
    findings = find(question, now=now)
    page_obj = Paginator(findings.entries, PAGE_SIZE).get_page(request.GET.get("page"))
    is_found = bool(findings.entries)
    context = {
        "question": question,
        "findings": findings,
        "page_obj": page_obj,
        "results": results(page_obj.object_list, findings.query, request),
        "nearest": results(findings.nearest, findings.query, request),
        "upcoming": None if is_found or not question else upcoming_sessions(now=now),
        "number": len(findings.entries),
        "social_title": "Search this site",
        "crumbs": [("Home", "/")],
        "crumb_here": "Search",
    }
    return render(request, "search/search.html", context)
