"""Admin home panel with a link to create each kind of page."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from events.models import SeriesPage, SessionsPage
from events.optional_features import feature_url
from home.models import HomePage, InformationPage
from hub.models import User
from stories.models import PoemPage, StoriesPage, StoryPage, SummaryPage, VideoPage

KINDS = [
    ("A story", "Somebody tells it in their own words.", StoryPage, StoriesPage),
    ("A poem", "Lines stay as the poet typed them.", PoemPage, StoriesPage),
    ("A video", "With captions, and its words below it.", VideoPage, StoriesPage),
    ("What we heard", "The summary of a session.", SummaryPage, StoriesPage),
    ("New sessions", "A series, with all its dates.", SeriesPage, SessionsPage),
    ("A plain page", "Words and pictures, such as “About us”.", InformationPage, HomePage),
]


class WritePanel(Component):
    """A panel of create links, empty without permission to add pages."""

    name = "write_something"
    template_name = "stories/admin/write_panel.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        context: dict[str, Any] = {"kinds": kinds_to_write(user)}
        if user.has_perm("hub.change_sitedetails"):
            context["details_url"] = reverse("wagtailsettings:edit", args=["hub", "sitedetails"])
        return context


def kinds_to_write(user: User) -> list[dict[str, str]]:
    """Return each kind of page that the user may add, with its create URL."""
    parents = {kind: kind.objects.first() for kind in (StoriesPage, SessionsPage, HomePage)}
    may_add = {
        kind: page is not None and page.permissions_for_user(user).can_add_subpage()
        for kind, page in parents.items()
    }
    return [
        {"words": words, "about": about, "url": _form_url(model, parents[parent])}
        for words, about, model, parent in KINDS
        if may_add[parent]
    ]


def _form_url(model: type[Page], parent: Page) -> str:
    if model is SummaryPage and (start := feature_url("importing:start")):
        return start
    where = [model._meta.app_label, model._meta.model_name, parent.pk]
    return reverse("wagtailadmin_pages:add", args=where)
