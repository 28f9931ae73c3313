"""The story cards block."""

from typing import Any

from django.apps import apps
from wagtail import blocks
from wagtail.models import PageManager

from hub.blocks import groups
from hub.public_pages import visible_pages


class StoryCardsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120)
    stories = blocks.ListBlock(blocks.PageChooserBlock(page_type="stories.Piece"), max_num=6)

    class Meta:
        icon = "grip"
        label = "Story cards"
        group = groups.LINKS
        description = "Stories, poems, videos and summaries that you choose, as cards."
        template = "blocks/story_cards.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["cards"] = visible_pages(value["stories"], _stories().for_cards())
        return context

    def get_preview_value(self) -> blocks.StructValue:
        stories = list(_stories().live().order_by("-published_on")[:3])
        return self.to_python({"heading": "Read next", "stories": [each.pk for each in stories]})


def _stories() -> PageManager:
    """Return the manager of Piece, whose models use this block and cannot be imported here."""
    return apps.get_model("stories", "Piece").objects
