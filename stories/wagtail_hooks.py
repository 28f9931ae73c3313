from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet

from stories.viewsets import contributions
from stories.write_panel import WritePanel


@hooks.register("register_admin_viewset")
def register_contributions() -> ViewSet:
    return contributions


@hooks.register("construct_homepage_panels")
def what_to_write(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WritePanel())
