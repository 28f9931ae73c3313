"""Stream blocks about the events app's own data."""

from typing import Any

from django.utils import timezone
from wagtail import blocks

from events.bookings.availability import with_places
from events.models import SessionPage, current_periods
from events.privacy.register import PROCESSING_REGISTER
from hub.blocks import groups
from hub.public_pages import visible_pages


class PrivacyRegisterBlock(blocks.StructBlock):
    """All that is kept about people: the processing register."""

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
        periods = current_periods()
        context["themes"] = [
            {
                "heading": category.what,
                "points": [
                    f"Whose it is: {category.owner}",
                    f"Who sees it: {category.reader}",
                    f"Why we keep it: {category.reason}",
                    f"How long: {category.last_day_by(periods)}",
                ],
            }
            for category in PROCESSING_REGISTER
            if category.is_shown
        ]
        return context


class SessionLinkBlock(blocks.StructBlock):
    """A card for one session."""

    session = blocks.PageChooserBlock(page_type="events.SessionPage")

    class Meta:
        icon = "date"
        label = "Session"
        group = groups.LINKS
        description = "A card for one session, with a way to book while people can."
        template = "blocks/session_link.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        sessions = SessionPage.objects.with_facts().filter(session__isnull=False)
        for page in with_places(visible_pages([value["session"]], sessions)):
            session = page.session
            can_book = not (session.is_cancelled or session.has_started(timezone.now()))
            context |= {"session_page": page, "can_book": can_book}
        return context

    def get_preview_value(self) -> blocks.StructValue:
        return blocks.StructValue(self, {"session": SessionPage.objects.live().last()})
