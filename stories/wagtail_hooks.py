from datetime import datetime

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from home.write_panel import WritePanel
from hub.models import User
from stories.editor_tasks import Job, editor_tasks
from stories.viewsets import contributions


@hooks.register("register_admin_viewset")
def register_contributions() -> ViewSet:
    return contributions


@hooks.register("construct_homepage_panels")
def add_write_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WritePanel())


@hooks.register("what_waits")
def register_editor_tasks(user: User, now: datetime) -> list[Job]:
    return editor_tasks(user, now)
