"""The page "Is all well?" for whoever looks after the site, and its warning on the admin's first page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.mixins import UserPassesTestMixin
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from hub.dates import format_moment
from hub.health import run_checks
from hub.models import JobRun

TITLE = "Is all well?"


def may_see_health(user: AbstractUser | AnonymousUser) -> bool:
    return user.is_active and user.has_perm("hub.view_jobrun")


class HealthView(UserPassesTestMixin, WagtailAdminTemplateMixin, TemplateView):
    """All checks, those with a finding first, and when each job last ran well."""

    template_name = "hub/admin/health.html"
    page_title = TITLE
    header_icon = "help"

    def test_func(self) -> bool:
        return may_see_health(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        results = run_checks(timezone.now())
        return super().get_context_data(
            wrong=[result for result in results if result.findings],
            well=[result for result in results if not result.findings],
            runs=[(run, _format(run.ran_at), _format(run.succeeded_at)) for run in _runs()],
            **kwargs,
        )


class HealthPanel(Component):
    """Says on the first page of the admin that something is wrong. Shows nothing if all is well."""

    name = "health"
    template_name = "hub/admin/health_panel.html"
    order = 5

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        if not may_see_health(parent_context["request"].user):
            return {"findings": []}
        results = run_checks(timezone.now())
        return {"findings": [finding for result in results for finding in result.findings]}


class HealthItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_health(request.user)


def health_item() -> MenuItem:
    return HealthItem(TITLE, reverse("health_page"), icon_name="help", order=2100)


def _runs() -> list[JobRun]:
    return list(JobRun.objects.order_by("name"))


def _format(moment: datetime | None) -> str:
    return format_moment(moment) if moment else "Not yet"
