"""The log of looks at needs, and the report that shows it."""

from collections.abc import Iterable

import django_filters
from django.contrib.auth.mixins import UserPassesTestMixin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from events.models import NeedsAccess
from events.models.permissions import Someone, may_see_needs_accesses
from hub.dates import format_moment

Kind = NeedsAccess.Kind


def log_needs_access(user: Someone, sessions: Iterable[int], kind: str) -> None:
    """Log a look at the needs of these sessions, by their keys. One query."""
    NeedsAccess.objects.bulk_create(
        NeedsAccess(user=user, username=user.get_username(), session_id=pk, kind=kind)
        for pk in sorted(set(sessions))
    )


class NeedsAccessFilterSet(WagtailFilterSet):
    username = django_filters.CharFilter(label="Who", lookup_expr="icontains")
    at = django_filters.DateFromToRangeFilter(label="When", widget=DateRangePickerWidget)
    kind = django_filters.ChoiceFilter(label="What", choices=Kind.choices)

    class Meta:
        model = NeedsAccess
        fields: tuple[str, ...] = ()


class NeedsAccessReport(UserPassesTestMixin, ReportView):
    """Newest first. The same queries for any number."""

    page_title = "Who looked at needs"
    header_icon = "view"
    index_url_name = "needs_access"
    index_results_url_name = "needs_access_results"
    filterset_class = NeedsAccessFilterSet
    columns = [
        Column("at", label="When", accessor=lambda entry: format_moment(entry.at)),
        Column("username", label="Who"),
        Column("kind", label="What", accessor="get_kind_display"),
        Column("session", label="Session", accessor="session"),
    ]
    list_export = ["at", "username", "get_kind_display", "session"]
    export_headings = {"get_kind_display": "What", "session": "Session"}

    def test_func(self) -> bool:
        return may_see_needs_accesses(self.request.user)

    def get_queryset(self) -> QuerySet[NeedsAccess]:
        return NeedsAccess.objects.select_related("session__page")

    def get_filename(self) -> str:
        return "who-looked-at-needs"


class NeedsAccessItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_needs_accesses(request.user)


def report_item() -> MenuItem:
    return NeedsAccessItem(
        "Who looked at needs", reverse("needs_access"), icon_name="view", order=2000
    )
