"""Wagtail hooks of stories."""

from datetime import datetime

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from hub.models import User
from stories.editor_tasks import EditorTask, editor_tasks
from stories.viewsets import contributions


@hooks.register("register_admin_viewset")
def register_contributions() -> ViewSet:
    return contributions


@hooks.register("register_admin_tasks")
def register_editor_tasks(user: User, now: datetime) -> list[EditorTask]:
    return editor_tasks(user, now)
