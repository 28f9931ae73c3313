"""The block that shows a card for one session."""

from typing import Any

from django.utils import timezone
from wagtail import blocks

from events.bookings.availability import with_places
from events.models import SessionPage
from hub.blocks import groups
from hub.public_pages import visible_pages


class SessionLinkBlock(blocks.StructBlock):
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
            begun_or_off = session.is_cancelled or session.has_started(timezone.now())
            context |= {"session_page": page, "can_book": not begun_or_off}
        return context

    def get_preview_value(self) -> blocks.StructValue:
        return blocks.StructValue(self, {"session": SessionPage.objects.live().last()})
