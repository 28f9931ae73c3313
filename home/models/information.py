from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from hub.blocks import BodyBlock
from hub.models import HousePage


class InformationPage(HousePage):
    """A plain page: about us, accessibility, privacy, an Easy Read page."""

    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["home.HomePage", "home.InformationPage"]
    subpage_types = ["home.InformationPage"]
    page_description = "A plain page of words and pictures."

    content_panels = [*HousePage.content_panels, FieldPanel("body")]
    search_fields = [*HousePage.search_fields, index.SearchField("body")]
