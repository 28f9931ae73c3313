"""List views of coming and past sessions."""

from django.db.models import QuerySet
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.generic import BaseListingView

from events.admin import overview
from events.admin.permissions import SeeBookingsMixin
from events.admin.views import ScreenMixin
from events.models import Session


class TemplateColumn(BaseColumn):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.cell_template_name = f"events/admin/columns/{name}.html"


class SessionListView(SeeBookingsMixin, ScreenMixin, BaseListingView):
    table_classname = "desk-table"
    parent_items = []


class ComingView(SessionListView):
    template_name = "events/admin/coming_sessions.html"
    page_title = "Sessions"
    columns = [TemplateColumn(name) for name in ("session", "to_see_to", "places")]

    def get_queryset(self) -> QuerySet[Session]:
        return overview.coming(self.now)


class PastView(SessionListView):
    template_name = "events/admin/past_sessions.html"
    page_title = "Past sessions"
    columns = [TemplateColumn(name) for name in ("session", "to_see_to", "bookings")]

    def get_queryset(self) -> QuerySet[Session]:
        return overview.past(self.now)
