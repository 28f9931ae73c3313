"""Attendee lists as CSV and XLSX. Access needs are left out unless requested."""

import csv
import io
import re
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from events.admin.attendees import AttendeeList
from events.models import Booking, Person
from hub.dates import format_date, london_date

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


def headings(*, with_needs: bool) -> tuple[str, ...]:
    return PLAIN + (WITH_NEEDS if with_needs else ())


def rows(comers: AttendeeList, *, with_needs: bool) -> Iterator[list[str]]:
    """Yield one row per person, without cancelled bookings."""
    for booking in comers.bookings:
        for person in booking.people.all():
            row = _plain(booking, person)
            yield row + (_needs(booking, person) if with_needs else [])


def as_csv(comers: AttendeeList, *, with_needs: bool) -> bytes:
    """Return UTF-8 with a byte order mark, which Excel needs."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings(with_needs=with_needs))
    for row in rows(comers, with_needs=with_needs):
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def as_spreadsheet(comers: AttendeeList, *, with_needs: bool) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Who is coming"
    sheet.append(headings(with_needs=with_needs))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, row in enumerate(rows(comers, with_needs=with_needs), start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            cell.data_type = "s"  # a string, even if it looks like a formula
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 24
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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
        format_date(london_date(booking.created_at)),
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
