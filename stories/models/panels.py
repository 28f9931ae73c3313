"""Editor panels of a page that was made from what somebody sent in, or from slides."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, Panel

from events.models import Quote
from stories.models.contributions import Contribution
from stories.models.imports import SummaryImport


class WishesPanel(Panel):
    """What the person who sent it wished: the name to show, and whether to talk to them first."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/admin/wishes_panel.html"

        @cached_property
        def contribution(self) -> Contribution | None:
            may_read = self.request and self.request.user.has_perm("stories.view_contribution")
            if not (may_read and self.instance.pk):
                return None
            return Contribution.objects.filter(draft=self.instance.pk).first()

        def is_shown(self) -> bool:
            return bool(self.contribution or self.instance.must_agree)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ANN401
            context = super().get_context_data(parent_context) or {}
            return context | {"contribution": self.contribution, "page": self.instance}


class AgreementPanel(FieldPanel):
    """The day of the agreement, on pages that need one."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return self.instance.must_agree and super().is_shown()


class LeftOverPanel(Panel):
    """What the slides had, and no part of the page took. It is there for a week."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/admin/left_over_panel.html"

        @cached_property
        def contents(self) -> dict[str, Any]:
            made = (
                self.instance.pk and SummaryImport.objects.filter(drafts=self.instance.pk).first()
            )
            return made.contents if made else {}

        @property
        def pieces(self) -> list[dict[str, Any]]:
            return self.contents.get("left", {}).get(str(self.instance.pk), [])

        def is_shown(self) -> bool:
            return bool(self.pieces)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ANN401
            context = super().get_context_data(parent_context) or {}
            return context | {"pieces": self.pieces, "unit": self.contents["unit"]}


class GivenQuotesPanel(Panel):
    """Words that people let us use. They are on the page by themselves, and go when taken back."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/admin/given_quotes_panel.html"

        @cached_property
        def quotes(self) -> list[Quote]:
            return self.instance.given_quotes if self.instance.session_id else []

        def is_shown(self) -> bool:
            return bool(self.quotes)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ANN401
            context = super().get_context_data(parent_context) or {}
            return context | {"quotes": self.quotes}
