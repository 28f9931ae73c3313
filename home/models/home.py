"""The home page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from events.optional_features import feature_url
from home.topic_listing import topics_with_content
from home.upcoming import upcoming_sessions
from hub.models import BasePage
from hub.models.pages import title_panel
from stories.blocks.body import WelcomeBlock
from stories.models import Piece

# URL names of public views outside the page tree.
LISTED_VIEWS = ("share_your_story", "tell_me", "topics")
MAX_NEWEST = 6  # stories and summaries on the home page


class HomePage(BasePage):
    """The home page: the next session, then the newest pieces."""

    welcome = StreamField(
        WelcomeBlock(),
        blank=True,
        help_text="A few words under the next session. Keep it short.",
    )

    is_protected = True
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "events.SessionsPage",
        "stories.StoriesPage",
        "home.CommitmentsPage",
        "home.GlossaryPage",
        "home.InformationPage",
    ]

    content_panels = [
        title_panel("The large words at the top of the page."),
        FieldPanel("summary", help_text="The few sentences under them. People see them first."),
        "welcome",
        MultiFieldPanel(
            BasePage.picture_panel.children,
            heading="Picture for sharing",
            help_text="It is shown when someone shares the site. The page itself has our cups.",
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("welcome")]

    class Meta:
        verbose_name = "home page"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["upcoming"] = upcoming_sessions(now=timezone.now())
        context["newest"] = Piece.objects.open_to_all().for_cards().newest_first()[:MAX_NEWEST]
        return context

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Add the public views in LISTED_VIEWS, and the pages of topics that have something."""
        own = super().get_sitemap_urls(request)
        root_url = self.get_full_url(request).rstrip("/")
        paths = [path for name in LISTED_VIEWS if (path := feature_url(name))]
        topics = [topic.get_absolute_url() for topic in topics_with_content()]
        lastmod = self.last_published_at or timezone.now()
        return own + [
            {"location": root_url + path, "lastmod": lastmod} for path in (*paths, *topics)
        ]
