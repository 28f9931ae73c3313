"""Admin customisation: styles, menu labels and checks on publishing."""

from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from hub.draft_checks import first_incomplete
from hub.health_admin import HealthPanel, HealthView, health_item
from hub.scheduled_publishing import SCHEDULE_REJECTED, ensure_live_revision

LAPSED = "The time for this page to go has passed, so we took that time out. Set another if you need one."
UNFINISHED = "Nothing is published: “{title}” is not finished. Press “Publish” here, and we show what is missing."


@hooks.register("insert_global_admin_css")
def brand_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_main_menu")
def rename_snippets_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Rename "Snippets", a term unfamiliar to editors."""
    for item in items:
        if item.name == "snippets":
            item.label = "Topics and areas"
            item.icon_name = "tag"


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        SCHEDULE_REJECTED, "Not shown", "Could not appear at its time: its draft is not finished"
    )


@hooks.register("after_edit_page")
@hooks.register("before_publish_page")  # which reads the page anew
def say_that_expiry_is_gone(request: HttpRequest, page: Page) -> None:
    if getattr(page, "has_lapsed_expiry", False):
        messages.info(request, LAPSED)


@hooks.register("before_publish_page")
def ensure_live_revision_before_publish(request: HttpRequest, page: Page) -> None:
    ensure_live_revision(page)


@hooks.register("before_bulk_action", order=-1)
def refuse_incomplete_bulk_publish(
    request: HttpRequest, action_type: str, objects: Iterable[object], action: BulkAction
) -> HttpResponse | None:
    """Refuse to bulk publish incomplete drafts: Wagtail validates none first and fails midway."""
    pages = [page.pk for page in objects if isinstance(page, Page)]
    if action_type != "publish" or not pages:
        return None
    incomplete = first_incomplete(
        Page.objects.filter(pk__in=pages),
        with_drafts_below=action.cleaned_form.cleaned_data.get("include_descendants", False),
    )
    if incomplete is None:
        return None
    messages.error(request, UNFINISHED.format(title=incomplete.title))
    return redirect("wagtailadmin_pages:edit", incomplete.pk)


@hooks.register("before_bulk_action")
def ensure_live_revisions_before_bulk_publish(
    request: HttpRequest, action_type: str, objects: Iterable[object], action: object
) -> None:
    pages = [page.pk for page in objects if isinstance(page, Page)]
    if action_type == "publish":
        # Fetch again: the given pages cache their drafts and would publish the cached ones.
        for page in Page.objects.filter(pk__in=pages):
            ensure_live_revision(page.get_latest_revision_as_object())


@hooks.register("register_admin_urls")
def register_health_page() -> list[URLPattern]:
    return [path("reports/health/", HealthView.as_view(), name="health_page")]


hooks.register("register_reports_menu_item", health_item)


@hooks.register("construct_homepage_panels")
def add_health_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(HealthPanel())


@hooks.register("register_permissions")
def register_health_permission() -> QuerySet[Permission]:
    """Let groups have it: whoever looks after the site need not be a superuser."""
    return Permission.objects.filter(content_type__app_label="hub", codename="view_jobrun")
