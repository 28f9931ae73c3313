from typing import Any

from django.http import HttpRequest

from hub.models import HousePage
from stories.list_items import shelf


class StoriesPage(HousePage):
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
    content_panels = HousePage.content_panels_without_address
    promote_panels = HousePage.promote_panels_without_address

    class Meta:
        verbose_name = "list of stories"
        verbose_name_plural = "lists of stories"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["shelf"] = shelf(
            kind=request.GET.get("kind", ""),
            topic=request.GET.get("topic", ""),
            page=request.GET.get("page", ""),
        )
        return context
