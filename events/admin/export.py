"""Attendee lists as CSV and XLSX. Access needs are left out unless requested."""

import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView, View
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log

from events.admin.attendees import attendees_of, is_contact, told_people
from events.admin.needs_access import log_needs_access
from events.admin.permissions import ExportMixin
from events.admin.views import SessionMixin
from events.models import NeedsAccess, Person
from events.models.permissions import may_see_needs
from hub.dates import format_date, london_date
from hub.phone_numbers import readable


def _knows(person: Person) -> str:
    """Return whether they were told, for a person with `is_told`: the booker's word is not ours."""
    if person.booking.person_knows is False and not is_contact(person):
        return "No. Talk to who booked"
    if person.is_told:
        return "Yes"
    says_so = person.booking.person_knows and not is_contact(person)
    return "Yes, says who booked" if says_so else "Not yet"


COLUMNS: dict[str, Callable[[Person], str]] = {
    "Name": lambda person: person.name,
    "Comes to": lambda person: person.get_role_display(),
    "Takes a place": lambda person: "Yes" if person.needs_place else "No",
    "Joins": lambda person: person.booking.get_attendance_mode_display(),
    "State": lambda person: person.booking.get_state_display(),
    "Booked by": lambda person: person.booking.contact_name,
    "Email": lambda person: person.email or person.booking.email,
    "Phone": lambda person: readable(person.phone or person.booking.phone),
    "Booked on": lambda person: format_date(london_date(person.booking.created_at)),
    "Knows that they are booked": _knows,
}
NEEDS_COLUMNS: dict[str, Callable[[Person], str]] = {
    "Asked for": lambda person: "; ".join(
        filter(
            None, [*(need.asked_words for need in person.needs.all()), person.booking.anything_else]
        )
    ),
    "State of what they asked for": lambda person: "; ".join(
        need.get_state_display() for need in person.needs.all()
    ),
    "Those who run it may know": lambda person: "Yes" if person.booking.share_needs else "No",
}
PLAIN = "plain"
# By the word in the URL: columns, end of the file's name, and action for the history.
EXPORTS = {
    PLAIN: (COLUMNS, "", "events.export"),
    "with-needs": (COLUMNS | NEEDS_COLUMNS, "-with-needs", "events.export_with_needs"),
}

LOGGED_AS = {
    PLAIN: NeedsAccess.Kind.EXPORT,
    "with-needs": NeedsAccess.Kind.EXPORT_WITH_NEEDS,
}

RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r")  # of formulas
_PHONE_NUMBER = re.compile(r"\+?[\d ()\-]+")


class ChooseExportView(ExportMixin, SessionMixin, TemplateView):
    template_name = "events/admin/export.html"
    page_title = "Take the list with you"
    header_icon = "download"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        attendees = attendees_of(self.session)
        people = sum(len(booking.people.all()) for booking in attendees.bookings)
        return super().get_context_data(
            people=people,
            needs=len(attendees.needs),
            sees_needs=may_see_needs(self.request.user),
            **kwargs,
        )


class DownloadView(ExportMixin, SessionMixin, SpreadsheetExportMixin, View):
    """A file with a row for each person, without cancelled bookings; logged in the history."""

    def get(self, request: HttpRequest, pk: int, kind: str, needs: str) -> HttpResponse:
        if kind not in self.FORMATS or needs not in EXPORTS:
            raise Http404
        if needs != PLAIN and not may_see_needs(request.user):
            raise PermissionDenied
        self.columns, suffix, action = EXPORTS[needs]
        self.list_export = list(self.columns)
        self.export_filename = f"who-is-coming-{self.session.page.slug}{suffix}"
        bookings = attendees_of(self.session).bookings
        people = [person for booking in bookings for person in booking.people.all()]
        told = told_people(people, self.session)
        for person in people:
            person.is_told = person.pk in told
        response = self.as_spreadsheet(people, kind)
        log(instance=self.session.page, action=action, user=request.user)
        log_needs_access(request.user, [self.session.pk], LOGGED_AS[needs])
        return response

    def to_row_dict(self, person: Person) -> dict[str, str]:
        return {heading: value(person) for heading, value in self.columns.items()}

    def preprocess_field_value(self, field: str, value: str, export_format: str) -> str:
        """Escape a cell of a CSV file that could run as a formula, unless it is a phone number."""
        is_risky = value.startswith(RISKY_STARTS) and not _PHONE_NUMBER.fullmatch(value)
        return f"'{value}" if is_risky and export_format == self.FORMAT_CSV else value

    def stream_csv(self, queryset: list[Person]) -> Iterator[str]:
        """Begin with a byte order mark, which Excel needs."""
        yield "\ufeff"
        yield from super().stream_csv(queryset)

    def write_xlsx(self, queryset: list[Person], output: BinaryIO) -> None:
        """Write bold headings that stay in view, wide columns, and every value as a string."""
        book = Workbook()
        sheet = book.active
        sheet.title = "Who is coming"
        sheet.append(self.list_export)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(cell.column)].width = 24
        for number, person in enumerate(queryset, start=2):
            for column, value in enumerate(self.to_row_dict(person).values(), start=1):
                sheet.cell(number, column, value).data_type = "s"  # even if like a formula
        sheet.freeze_panes = "A2"
        book.save(output)
