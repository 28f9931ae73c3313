"""Wagtail editor panels for series and sessions."""

from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from wagtail.admin.panels import HelpPanel, Panel

from events.models.series_form import RepeatFields

STYLES = {"all": ["css/admin-desk.css"]}


class RepeatPanel(Panel):
    """The recurrence of a series as a sentence to fill in, with the resulting dates."""

    def get_form_options(self) -> dict[str, Any]:
        # Claim the fields, so that the editor does not render them a second time.
        return {"fields": list(RepeatFields.base_fields)}

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/panels/repeat_panel.html"

        @property
        def media(self) -> Media:
            return Media(css=STYLES, js=[Script("js/admin-series.js", type="module")])


class SavedPagePanel(HelpPanel):
    """A panel of a page that has been saved, without fields of the form."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance and self.instance.pk)

        @property
        def media(self) -> Media:
            return Media(css=STYLES)
