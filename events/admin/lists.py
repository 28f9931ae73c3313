"""List views of coming and past sessions."""

from django.utils import timezone
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.generic import BaseListingView

from events.admin import overview
from events.admin.permissions import SeeBookingsMixin
from events.admin.views import ScreenMixin


class SessionColumn(BaseColumn):
    cell_template_name = "events/desk/columns/session.html"


class TasksColumn(BaseColumn):
    cell_template_name = "events/desk/columns/tasks.html"


class WordsColumn(Column):
    cell_template_name = "events/desk/columns/words.html"


class SessionListView(SeeBookingsMixin, ScreenMixin, BaseListingView):
    table_classname = "desk-table"
    parent_items = []
    caption = ""
    columns: list[Column] = []

    def get_table_kwargs(self) -> dict[str, object]:
        return {**super().get_table_kwargs(), "caption": self.caption}


class ComingView(SessionListView):
    template_name = "events/desk/coming.html"
    page_title = "Sessions"
    caption = "Coming sessions"
    columns = [
        SessionColumn("session"),
        TasksColumn("to_see_to"),
        WordsColumn("places_words", label="Places"),
    ]

    def get_queryset(self) -> list[overview.SessionSummary]:
        return overview.coming(timezone.now())


class PastView(SessionListView):
    template_name = "events/desk/past.html"
    page_title = caption = "Past sessions"
    columns = [
        SessionColumn("session"),
        TasksColumn("to_see_to"),
        WordsColumn("booked_words", label="Bookings"),
    ]

    def get_queryset(self) -> list[overview.SessionSummary]:
        return overview.past(timezone.now())
