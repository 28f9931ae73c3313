from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from hub.blocks import BodyBlock
from hub.models import HousePage
from hub.open_pages import open_to_all


class InformationPage(HousePage):
    """A plain page: about us, accessibility, privacy, an Easy Read page."""

    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["home.HomePage", "home.InformationPage"]
    subpage_types = ["home.InformationPage"]
    page_description = "A plain page of words and pictures."

    content_panels = [*HousePage.content_panels, FieldPanel("body")]
    search_fields = [*HousePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "plain page"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        is_leaf = not self.pk or self.is_leaf()
        context["pages_below"] = [] if is_leaf else open_to_all(self.get_children())
        return context
