"""The block that shows the processing register."""

from typing import Any

from wagtail import blocks

from events.privacy.register import PROCESSING_REGISTER
from hub.blocks import groups


class PrivacyRegisterBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120, default="All that we keep")

    class Meta:
        icon = "lock"
        label = "What we keep about people"
        group = groups.WORDS
        description = (
            "A list that is always right: the site itself works by it. For the privacy page."
        )
        preview_value = {"heading": "All that we keep"}
        template = "blocks/kept.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["themes"] = [
            {
                "heading": category.what,
                "points": [
                    f"Whose it is: {category.owner}",
                    f"Who sees it: {category.reader}",
                    f"Why we keep it: {category.reason}",
                    f"How long: {category.last_day}",
                ],
            }
            for category in PROCESSING_REGISTER
            if category.is_shown
        ]
        return context
