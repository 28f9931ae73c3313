"""The order of a series' session pages in Wagtail's explorer and page chooser."""

from datetime import timedelta

from django.db.models import Case, F, Q, When
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, PageQuerySet

from events.models import SeriesPage

RECENT = timedelta(days=60)  # editors mostly write about sessions no older than this
STARTS_AT = "sessionpage__session__starts_at"


def order_explorer(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    if parent_page.specific_class is SeriesPage and "ordering" not in request.GET:
        return pages.order_by(STARTS_AT, "pk")
    return pages


def order_chooser(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Order a series' sessions: from RECENT on by start, then older ones, newest first."""
    parent = SeriesPage.objects.filter(pk=request.resolver_match.kwargs.get("parent_page_id"))
    if not parent.exists():
        return pages
    recent = Q(**{f"{STARTS_AT}__gt": timezone.now() - RECENT})
    return pages.order_by(
        Case(When(recent, then=0), default=1),
        Case(When(recent, then=STARTS_AT)).asc(),
        F(STARTS_AT).desc(),
        "pk",
    )
