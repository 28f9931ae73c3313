"""Template contexts of all sessions, one series and one month."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Max, Min, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from events.bookings.availability import with_places
from events.models import SeriesPage, Session, SessionPage, SessionsPage
from events.public.filter_links import Facets, filters_for, links_without
from events.public.filters import FEED_PARAMETERS, Filters, all_options
from events.public.session_context import with_summaries
from events.recurrence import RepeatError, sentence
from hub.dates import format_month, london_date, london_midnight
from hub.page_context import page_context

PAGE_SIZE = 30  # sessions per page of a list
RECENT_COUNT = 6  # past sessions on a series' page
FEW = 2  # with so many sessions or fewer, people may want to hear of new ones
MAX_CACHED_CHOICES = 2  # as more have no end of combinations
LIST_FILTERS = ("day", "time", "way", "topic", "area", "with")


class Month(NamedTuple):
    """A month of a list."""

    title: str
    slug: str  # "2027-01"
    pages: list[SessionPage]


class Day(NamedTuple):
    """A cell of the month table."""

    date: date
    in_month: bool
    pages: list[SessionPage]


@page_context.register
def sessions_list(page: SessionsPage, request: HttpRequest) -> dict[str, Any]:
    """Return coming sessions by month, or past ones with `past=1`, filtered by the query."""
    path, query, now = page.get_url(request), request.GET, timezone.now()
    shows_past = query.get("past") == "1"
    extra_query = {"past": "1"} if shows_past else {}
    open_pages = SessionPage.objects.open_to_all()
    pages = open_pages.past(now) if shows_past else open_pages.upcoming(now)
    options, facets = all_options(), Facets(pages)
    chosen = Filters.read(query, options=options)
    paginator = Paginator(chosen.narrow(pages.with_facts().with_series()), PAGE_SIZE)
    paginator.count = facets.number(chosen)  # known without a query
    page_obj = paginator.get_page(query.get("page"))
    listed = with_summaries(page_obj) if shows_past else with_places(page_obj)
    kind = "Past" if shows_past else "Coming"
    links = {"path": path, "facets": facets, "extra_query": extra_query, "fragment": "#list-title"}
    return {
        "shows_past": shows_past,
        "shows_always_there": True,
        "list_title": f"{kind} sessions {chosen.words}".strip(),
        "chosen": chosen,
        "is_known_url": _is_known_url(request, chosen, extra_query, page_obj.number),
        "canonical_query": "past=1" if shows_past else "",
        "filters": filters_for(
            chosen, options=options, names=LIST_FILTERS, is_counted=True, **links
        ),
        "links_without": links_without(chosen, **links),
        "has_few": bool(chosen) and paginator.count <= FEW,
        "months": by_month(listed),
        "page_obj": page_obj,
        "all_url": path + Filters().link(**extra_query),
        "all_number": len(facets.pks),
        "coming_url": path + chosen.link(),
        "past_url": path + chosen.link(past="1"),
        "month_url": reverse("sessions_month", args=[open_pages.next_day(now)]),
        "subscribe_url": reverse("sessions_subscribe") + chosen.only(*FEED_PARAMETERS).link(),
    }


def _is_known_url(
    request: HttpRequest, chosen: Filters, extra_query: dict[str, str], number: int
) -> bool:
    """Return whether the site itself links to this URL, with few choices: worth caching."""
    extra = extra_query | ({"page": str(number)} if number > 1 else {})
    is_ours = chosen.link(**extra).removeprefix("?") == request.META.get("QUERY_STRING", "")
    return is_ours and len(chosen) <= MAX_CACHED_CHOICES


@page_context.register
def series_list(series: SeriesPage, request: HttpRequest) -> dict[str, Any]:
    """Return the coming sessions of a series and the last past ones."""
    now = timezone.now()
    pages = SessionPage.objects.open_to_all().filter(session__series=series)
    upcoming = with_places(pages.upcoming(now).with_facts()[: PAGE_SIZE + 1])
    return {
        "recurrence": recurrence_sentence(series),
        "months": by_month(upcoming[:PAGE_SIZE]),
        "has_more": len(upcoming) > PAGE_SIZE,
        "past": with_summaries(pages.past(now).select_related("session")[:RECENT_COUNT]),
        "all_url": f"{reverse('sessions')}?series={series.slug}",
        "subscribe_url": f"{reverse('sessions_subscribe')}?series={series.slug}",
    }


def recurrence_sentence(series: SeriesPage) -> str:
    """Return the recurrence as a sentence. Empty without a rule or times, or on RepeatError."""
    if not series.rule or not series.start_time or not series.end_time:
        return ""
    try:
        return sentence(series.rule, series.start_time, series.end_time)
    except RepeatError:
        return ""


def by_month(pages: Iterable[SessionPage]) -> list[Month]:
    """Group sessions, already in order of time, by local month."""
    groups = groupby(pages, key=lambda page: london_date(page.session.starts_at).replace(day=1))
    return [Month(format_month(first), f"{first:%Y-%m}", list(group)) for first, group in groups]


def month_table(first: date) -> dict[str, Any]:
    """Return a month table with cancelled sessions, and links towards other sessions."""
    pages = SessionPage.objects.open_to_all()
    before = (first - timedelta(days=1)).replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    in_month = pages.between_days(first, after - timedelta(days=1)).select_related("session")
    is_on = Q(session__status=Session.Status.ON)
    is_later = Q(session__starts_at__gte=london_midnight(first))
    limits = pages.aggregate(
        first=Min("session__starts_at"),
        last=Max("session__starts_at"),
        next=Min("session__starts_at", filter=is_on & is_later),
        previous=Max("session__starts_at", filter=is_on & ~is_later),
    )
    has_before = limits["first"] is not None and london_date(limits["first"]) < first
    has_after = limits["last"] is not None and london_date(limits["last"]) >= after
    return {
        "month_title": format_month(first),
        "page_heading": f"Sessions in {format_month(first)}",
        "weeks": weeks_of(first, in_month),
        "is_empty": not in_month,
        "nearest": {} if in_month else _nearest(limits["next"], limits["previous"]),
        "before": _month_link(before) if has_before else None,
        "after": _month_link(after) if has_after else None,
    }


def _nearest(following: datetime | None, previous: datetime | None) -> dict[str, str]:
    """Return words and a link to the sessions after an empty month, or else before it."""
    for start, words in ((following, "The next one is in"), (previous, "The last one was in")):
        if start:
            link = _month_link(london_date(start).replace(day=1))
            return link | {"words": f"{words} {link['title']}."}
    return {}


def _month_link(first: date) -> dict[str, str]:
    return {"url": reverse("sessions_month", args=[first]), "title": format_month(first)}


def weeks_of(first: date, pages: Iterable[SessionPage]) -> list[list[Day]]:
    """Return the weeks of a month, Monday to Sunday, with sessions on their local days."""
    by_day = defaultdict(list)
    for page in pages:
        by_day[london_date(page.session.starts_at)].append(page)
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    return [[Day(day, day.month == first.month, by_day[day]) for day in week] for week in weeks]
