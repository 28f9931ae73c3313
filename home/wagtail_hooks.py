"""Wagtail hooks of home."""

from collections.abc import Iterable

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from home.label_usage import usage_of
from home.search.tasks import reindex_topic
from home.write_panel import WritePanel
from hub.models import Area, Topic


@hooks.register("before_delete_snippet")
def warn_of_label_usage(request: HttpRequest, instances: Iterable[object]) -> None:
    """Warn of the usage that Wagtail's "referenced 0 times" omits: pieces and subscribers."""
    if request.method == "POST":
        return
    for label in instances:
        if isinstance(label, Topic | Area) and (words := usage_of(label)):
            messages.warning(request, f"{label}: {words}")


@hooks.register("after_edit_snippet")
def reindex_renamed_topic(request: HttpRequest, label: object) -> None:
    """Reindex the pieces of a topic: Wagtail reindexes only the topic itself."""
    if isinstance(label, Topic):
        reindex_topic.enqueue(label.pk)


@hooks.register("construct_homepage_panels")
def add_write_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WritePanel())
