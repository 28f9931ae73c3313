from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager, PageQuerySet
from wagtail.search import index
from wagtail.url_routing import RouteResult

from events.models import SessionPage
from home.addresses import find_page
from home.next_session import glance
from hub.blocks import WelcomeBlock
from hub.models import HousePage
from hub.open_pages import is_restricted
from stories.models import Piece

NEWEST = 6  # stories and summaries on the home page


class HomePageManager(PageManager):
    """Every visit begins with this one page, so it comes with all that a visit asks of it."""

    def get_queryset(self) -> PageQuerySet:
        pages = super().get_queryset().select_related("picture")
        return pages.annotate(is_restricted=is_restricted())


class HomePage(HousePage):
    """The front door: the next session in one glance, then what is new."""

    welcome = StreamField(
        WelcomeBlock(),
        blank=True,
        help_text="A few words under the next session. Keep it short.",
    )

    objects = HomePageManager()

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "events.SessionsPage",
        "stories.StoriesPage",
        "home.CommitmentsPage",
        "home.WordsPage",
        "home.InformationPage",
    ]

    content_panels = [*HousePage.content_panels, FieldPanel("welcome")]
    search_fields = [*HousePage.search_fields, index.SearchField("welcome")]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page below in two queries, however deep it lies."""
        found = find_page(self, path_components) if path_components else None
        if found is None:
            self.is_known_open = not (self.is_restricted or self.alias_of_id)
            return super().route(request, path_components)
        request.pages_in_menu = found.menu
        return RouteResult(found.page)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["glance"] = glance(SessionPage.objects.all(), now=timezone.now())
        context["newest"] = Piece.objects.open_to_all().for_cards().newest_first()[:NEWEST]
        return context
