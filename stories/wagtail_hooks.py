from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from stories.viewsets import contributions


@hooks.register("register_admin_viewset")
def register_contributions() -> ViewSet:
    return contributions
