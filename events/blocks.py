"""Stream blocks about the events app's own data."""

from typing import Any

from django.utils import timezone
from wagtail import blocks

from events import extension_points
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


class AskedAndDoneBlock(blocks.StructBlock):
    """Something that people asked for, and what was done about it, in an editor's words."""

    asked = blocks.CharBlock(max_length=200, label="You asked", help_text="One short sentence.")
    did = blocks.TextBlock(
        rows=3, label="We did", help_text="Say what you did. If you could not, say why."
    )


class YouAskedBlock(blocks.StructBlock):
    """What people asked for and what became of it: an editor's words, numbers, and quotes."""

    heading = blocks.CharBlock(max_length=120, default="You asked, we did")
    pairs = blocks.ListBlock(AskedAndDoneBlock(), default=[], label="What you want to tell")
    numbers = blocks.BooleanBlock(
        required=False,
        default=True,
        label="Show numbers",
        help_text="How many people asked for what in the last half-year that is over, and if it was "
        "ready in time. Numbers under 5 are hidden.",
    )
    quotes = blocks.BooleanBlock(
        required=False,
        default=True,
        label="Show what people said",
        help_text="The newest words that people let us use and that an organiser has put on the site. "
        "If somebody takes them back, they go from the page by themselves.",
    )

    class Meta:
        icon = "comment"
        label = "You asked, we did"
        group = groups.PEOPLE
        description = "What people asked for, what you did about it, and how many got it in time."
        preview_value = {
            "heading": "You asked, we did",
            "pairs": [
                {
                    "asked": "Have the break when you say you will.",
                    "did": "We have it at 11am now, whoever is speaking.",
                }
            ],
            "numbers": True,
            "quotes": True,
        }
        template = "blocks/you_asked.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        return context | extension_points.you_asked.context(timezone.now())
