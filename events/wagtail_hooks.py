"""Wagtail hooks of the sessions admin and of series and session pages."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.admin.ui.components import Component

from events.admin import page_guards, page_order, series_publishing
from events.admin.access_options import AccessOptionViewSet
from events.admin.home_panel import NextSessionPanel
from events.admin.menu import sessions_menu

LOG_ACTIONS = (
    ("events.cancel_date", "Cancel date", "Cancelled this date"),
    ("events.restore_date", "Restore date", "Put this date on again"),
    ("events.move_date", "Move date", "Moved this date"),
    ("events.note_date", "Note on date", "Changed the note"),
    ("events.change_date", "Change date", "Changed places or joining"),
    ("events.letter", "Letter", "Wrote to the people of this session"),
    ("events.take_out_feedback", "Delete feedback", "Deleted what somebody said of it"),
    ("events.export", "Export", "Took out the list of who is coming"),
    (
        "events.export_with_needs",
        "Export with needs",
        "Took out the list of who is coming, with what they asked for",
    ),
)

hooks.register("register_admin_menu_item", sessions_menu)
hooks.register("before_create_page", page_guards.redirect_to_add_dates)
hooks.register("before_copy_page", page_guards.refuse_copy)
hooks.register("before_delete_page", page_guards.guard_delete)
hooks.register("before_unpublish_page", page_guards.guard_unpublish)
hooks.register("before_bulk_action", series_publishing.ask_before_bulk_publish)
hooks.register("before_bulk_action", page_guards.guard_bulk_action)
hooks.register("before_publish_page", series_publishing.ask_before_publish)
hooks.register("after_publish_page", series_publishing.count_dates)
hooks.register("construct_explorer_page_queryset", page_order.order_explorer)
hooks.register("construct_page_chooser_queryset", page_order.order_chooser)


@hooks.register("register_admin_urls")
def register_sessions_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("sessions/", include("events.admin.urls"))]


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
