"""The list page of pieces."""

from hub.models import BasePage


class StoriesPage(BasePage):
    """The list page of all stories, poems, videos and summaries."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "stories.StoryPage",
        "stories.PoemPage",
        "stories.VideoPage",
        "stories.SummaryPage",
    ]
    page_description = "The list of all stories, poems, videos and summaries."
    is_protected = True
    content_panels = BasePage.content_panels_without_address
    promote_panels = BasePage.promote_panels_without_address

    class Meta:
        verbose_name = "list of stories"
        verbose_name_plural = "lists of stories"
