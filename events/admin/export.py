"""Attendee lists as CSV and XLSX. Access needs are left out unless requested."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.log_actions import log

from events.admin.attendees import AttendeeList, attendees_of
from events.admin.permissions import SeeBookingsMixin
from events.admin.views import SessionMixin
from events.models import Booking, Person
from hub.dates import LONDON, format_date

PLAIN = (
    "Name",
    "Comes to",
    "Takes a place",
    "Joins",
    "State",
    "Booked by",
    "Email",
    "Phone",
    "Booked on",
    "Knows that they are booked",
)
WITH_NEEDS = ("Asked for", "State of what they asked for", "Those who run it may know")

_PHONE = re.compile(r"\+?[\d ()\-]+")


class ChooseExportView(SeeBookingsMixin, SessionMixin, TemplateView):
    template_name = "events/admin/export.html"
    page_title = "Take the list with you"
    header_icon = "download"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        comers = attendees_of(self.session)
        people = sum(len(booking.people.all()) for booking in comers.bookings)
        return super().get_context_data(people=people, asked=len(comers.asked), **kwargs)


class DownloadView(SeeBookingsMixin, SessionMixin, SpreadsheetExportMixin, View):
    """The file, and a line in the page's history."""

    def get(self, request: HttpRequest, pk: int, kind: str, needs: str) -> HttpResponse:
        if kind not in self.FORMATS or needs not in ("plain", "with-needs"):
            raise Http404
        found = list(rows(attendees_of(self.session), with_needs=self.with_needs))
        response = self.as_spreadsheet(found, kind)
        action = "events.export_with_needs" if self.with_needs else "events.export"
        log(instance=self.session.page, action=action, user=request.user)
        return response

    @property
    def with_needs(self) -> bool:
        return self.kwargs["needs"] == "with-needs"

    @cached_property
    def list_export(self) -> tuple[str, ...]:
        return PLAIN + (WITH_NEEDS if self.with_needs else ())

    def get_filename(self) -> str:
        return f"who-is-coming-{self.session.page.slug}{'-with-needs' if self.with_needs else ''}"

    def to_row_dict(self, item: list[str]) -> dict[str, str]:
        return dict(zip(self.list_export, item, strict=True))

    def preprocess_field_value(self, field: str, value: str, export_format: str) -> str:
        return _harmless(value) if export_format == self.FORMAT_CSV else value

    def stream_csv(self, queryset: list[list[str]]) -> Iterator[str]:
        """Begin with a byte order mark, which Excel needs."""
        yield "\ufeff"
        yield from super().stream_csv(queryset)

    def write_xlsx(self, queryset: list[list[str]], output: BinaryIO) -> None:
        """Write bold headings that stay in view, wide columns, and every value as a string."""
        book = Workbook()
        sheet = book.active
        sheet.title = "Who is coming"
        sheet.append(self.list_export)
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(cell.column)].width = 24
        for number, item in enumerate(queryset, start=2):
            for column, value in enumerate(self.to_row_dict(item).values(), start=1):
                sheet.cell(number, column, value).data_type = "s"  # even if like a formula
        sheet.freeze_panes = "A2"
        book.save(output)


def rows(comers: AttendeeList, *, with_needs: bool) -> Iterator[list[str]]:
    """Yield one row per person, without cancelled bookings."""
    for booking in comers.bookings:
        for person in booking.people.all():
            yield _plain(booking, person) + (_needs(booking, person) if with_needs else [])


def _plain(booking: Booking, person: Person) -> list[str]:
    is_contact = person.name == booking.contact_name
    return [
        person.name,
        person.get_role_display(),
        "Yes" if person.takes_place else "No",
        booking.get_way_display(),
        booking.get_state_display(),
        booking.contact_name,
        person.email or booking.email,
        person.phone or booking.phone,
        format_date(booking.created_at.astimezone(LONDON).date()),
        "Yes" if booking.person_knows is not False or is_contact else "No. Talk to who booked",
    ]


def _needs(booking: Booking, person: Person) -> list[str]:
    needs = list(person.needs.all())
    words = [need.asked_words for need in needs]
    if booking.anything_else:
        words.append(booking.anything_else)
    return [
        "; ".join(words),
        "; ".join(need.get_state_display() for need in needs),
        "Yes" if booking.share_needs else "No",
    ]


def _harmless(cell: str) -> str:
    """Escape a cell that could run as a formula, unless it is a phone number."""
    is_risky = cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _PHONE.fullmatch(cell)
    return f"'{cell}" if is_risky else cell
