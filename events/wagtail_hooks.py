"""Wagtail hooks of the sessions admin and of series and session pages."""

from datetime import timedelta

from django.contrib.auth.models import Permission
from django.db.models import Case, F, Q, QuerySet, When
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, PageQuerySet

from events.admin import page_guards
from events.admin.access_options import AccessOptionViewSet
from events.admin.home_panel import NextSessionPanel
from events.admin.needs_access import NeedsAccessReport, report_item
from events.admin.retention import RetentionView, retention_item
from events.models import SeriesPage
from events.models.permissions import may_see_bookings, may_see_needs

RECENT = timedelta(days=60)  # editors mostly write about sessions no older than this
STARTS_AT = "sessionpage__session__starts_at"
LOG_ACTIONS = (
    ("events.cancel_date", "Cancel date", "Cancelled this date"),
    ("events.restore_date", "Restore date", "Put this date on again"),
    ("events.move_date", "Move date", "Moved this date"),
    ("events.note_date", "Note on date", "Changed the note"),
    ("events.change_date", "Change date", "Changed places or joining"),
    ("events.letter", "Letter", "Wrote to the people of this session"),
    ("events.take_out_feedback", "Delete feedback", "Deleted what somebody said of it"),
    ("events.export", "Export", "Took out the list of who is coming"),
    ("events.erase_booking", "Delete booking", "Deleted a booking, as its contact asked"),
    ("events.choose_facilitators", "Choose who runs it", "Changed who runs it"),
    (
        "events.export_with_needs",
        "Export with needs",
        "Took out the list of who is coming, with what they asked for",
    ),
)

# See events/models/permissions.py for what each lets people do.
PERMISSIONS = (
    *("view_booking", "change_booking", "export_booking", "delete_booking"),
    *("view_accessneed", "change_accessneed"),
    *("facilitate_session", "change_session"),
    *("view_needsaccess", "change_retentionsettings"),
)

hooks.register("before_create_page", page_guards.redirect_to_add_dates)
hooks.register("before_copy_page", page_guards.refuse_copy)
hooks.register("before_delete_page", page_guards.guard_delete)
hooks.register("before_unpublish_page", page_guards.guard_unpublish)
hooks.register("before_bulk_action", page_guards.guard_bulk_action)
hooks.register("before_publish_page", page_guards.ask_before_publish)
hooks.register("after_publish_page", page_guards.count_dates)


class OrganisersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_bookings(request.user)


class NeedsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_needs(request.user)


MENU_ITEMS = (
    (NeedsItem, "To arrange, by date", "sessions_admin:arrange", "tasks"),
    (OrganisersItem, "Coming sessions", "sessions_admin:coming", "calendar-alt"),
    (OrganisersItem, "Past sessions", "sessions_admin:past", "history"),
    (OrganisersItem, "Messages to see to", "sessions_admin:messages", "mail"),
    (OrganisersItem, "What people can ask for", "access_options:index", "list-ul"),
)


@hooks.register("register_admin_menu_item")
def sessions_menu() -> MenuItem:
    items = [
        item_class(label, reverse(url_name), icon_name=icon, order=order)
        for order, (item_class, label, url_name, icon) in enumerate(MENU_ITEMS, start=1)
    ]
    menu = Menu("register_sessions_menu_item", items=items)  # optional features add theirs
    return SubmenuMenuItem("Sessions", menu, icon_name="calendar-alt", order=110)


@hooks.register("register_admin_urls")
def register_sessions_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("sessions/", include("events.admin.urls"))]


@hooks.register("register_admin_urls")
def register_needs_access_report() -> list[URLPattern]:
    view = NeedsAccessReport
    return [
        path("reports/needs/", view.as_view(), name="needs_access"),
        path(
            "reports/needs/results/", view.as_view(results_only=True), name="needs_access_results"
        ),
    ]


hooks.register("register_reports_menu_item", report_item)
hooks.register("register_settings_menu_item", retention_item)


@hooks.register("register_admin_urls")
def register_retention_settings() -> list[URLPattern]:
    return [path("settings/keeping/", RetentionView.as_view(), name="retention")]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let the screen of a group show what it may do here, and change it."""
    return Permission.objects.filter(content_type__app_label="events", codename__in=PERMISSIONS)


@hooks.register("register_admin_viewset")
def register_access_options() -> AccessOptionViewSet:
    return AccessOptionViewSet()


@hooks.register("construct_homepage_panels")
def add_next_session_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.insert(0, NextSessionPanel())


@hooks.register("register_log_actions")
def register_log_actions(actions: object) -> None:
    for action in LOG_ACTIONS:
        actions.register_action(*action)


@hooks.register("construct_explorer_page_queryset")
def order_explorer(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    if parent_page.specific_class is SeriesPage and "ordering" not in request.GET:
        return pages.order_by(STARTS_AT, "pk")
    return pages


@hooks.register("construct_page_chooser_queryset")
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
