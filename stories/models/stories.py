from typing import Any

from django.http import HttpRequest

from hub.models import BasePage
from stories.list_items import list_stories


class StoriesPage(BasePage):
    """The door to all stories, poems, videos and summaries."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "stories.StoryPage",
        "stories.PoemPage",
        "stories.VideoPage",
        "stories.SummaryPage",
    ]
    page_description = "The list of all stories, poems, videos and summaries."
    is_kept = True
    content_panels = BasePage.content_panels_without_address
    promote_panels = BasePage.promote_panels_without_address

    class Meta:
        verbose_name = "list of stories"
        verbose_name_plural = "lists of stories"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["shelf"] = list_stories(
            kind=request.GET.get("kind", ""),
            topic=request.GET.get("topic", ""),
            page=request.GET.get("page", ""),
        )
        return context
