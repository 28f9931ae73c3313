"""The plain page."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from hub.blocks.text import HeadingValue, set_unique_anchors
from hub.models import BasePage
from hub.models.pages import title_panel
from hub.public_pages import publicly_visible
from stories.blocks.body import BodyBlock

PROTECTED_SLUGS = {"accessibility", "privacy"}  # the footer links to these pages below home
PROTECTED_DEPTH = 3
MIN_HEADINGS = 3  # a shorter page has no table of contents


class InformationPage(BasePage):
    """A plain page, such as about us, accessibility, privacy or Easy Read."""

    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["home.HomePage", "home.InformationPage"]
    subpage_types = ["home.InformationPage"]
    page_description = "A plain page of words and pictures."

    content_panels = [
        title_panel("The name of the page, as people see it."),
        "summary",
        FieldPanel(
            "body",
            heading="The page",
            help_text="Press the plus sign and choose “Text” or “Heading”. From three headings on, "
            "the page begins with a list of them.",
        ),
        BasePage.picture_panel,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "plain page"

    @property
    def is_protected(self) -> bool:  # type: ignore[override]
        return self.slug in PROTECTED_SLUGS and self.depth == PROTECTED_DEPTH

    @property
    def headings(self) -> list[HeadingValue]:
        """Return the h2 headings in order, for the table of contents."""
        return [
            heading
            for heading in set_unique_anchors(self.body)
            if heading["level"] == "h2" and heading.anchor
        ]

    @property
    def has_contents(self) -> bool:
        return len(self.headings) >= MIN_HEADINGS

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        is_leaf = not self.pk or self.is_leaf()
        context["pages_below"] = [] if is_leaf else publicly_visible(self.get_children())
        return context
