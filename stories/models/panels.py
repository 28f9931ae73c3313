"""Editor panels of a page that was made from what somebody sent in."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, Panel

from stories.models.contributions import Contribution


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
