"""The attendees as CSV and as a spreadsheet."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from events import bookings, phone_calls
from events.emails.delivery import send_due
from tests.events.admin.helpers import NAME, NEED, enter_booking, read_csv
from tests.factories import make_booking

pytestmark = pytest.mark.django_db


def test_the_export_leaves_needs_out_unless_they_are_chosen(session, booking, organiser):
    plain = organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "csv"]))
    full = organiser.get(reverse("sessions_admin:download", args=[session.pk, "with-needs", "csv"]))
    row = read_csv(plain)[0]

    assert row["Name"] == NAME
    assert row["Email"] == "zebedee@example.org"
    assert NEED not in str(row)
    assert read_csv(full)[0]["Asked for"] == NEED
    assert "private" in plain["Cache-Control"]
    assert plain["Content-Disposition"].startswith('attachment; filename="who-is-coming-')
    assert full["Content-Disposition"].endswith('-with-needs.csv"')


def test_a_file_has_every_column_and_a_mark_by_which_excel_knows_its_letters(session, organiser):
    make_booking(
        session=session,
        name="Zoë",
        email="zoe@example.org",
        needs=(NEED, "A ramp"),
        wishes=bookings.Preferences(anything_else="I may be late."),
    )
    url = reverse("sessions_admin:download", args=[session.pk, "with-needs", "csv"])

    sent = organiser.get(url).getvalue()

    assert sent.startswith(b"\xef\xbb\xbfName,Comes to,")
    assert next(csv.DictReader(io.StringIO(sent.decode("utf-8-sig")))) == {
        "Name": "Zoë",
        "Comes to": "Takes part",
        "Takes a place": "Yes",
        "Joins": "By video",
        "State": "Booked",
        "Booked by": "Zoë",
        "Email": "zoe@example.org",
        "Phone": "",
        "Booked on": "11 January 2027",
        "Knows that they are booked": "Not yet",
        "Asked for": f"{NEED}; A ramp; I may be late.",
        "State of what they asked for": "Asked; Asked",
        "Those who run it may know": "No",
    }


def test_the_spreadsheet_holds_the_same_rows(session, booking, organiser):
    def sheet(needs):
        response = organiser.get(
            reverse("sessions_admin:download", args=[session.pk, needs, "xlsx"])
        )
        return list(load_workbook(io.BytesIO(response.getvalue())).active.values)

    assert sheet("plain")[1][0] == NAME
    assert NEED not in str(sheet("plain"))
    assert NEED in sheet("with-needs")[1]


def test_a_name_that_looks_like_a_formula_stays_a_name(session, organiser):
    make_booking(session=session, name="=1+1", email="", phone="+44 1632 960 001")

    row = read_csv(
        organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "csv"]))
    )[0]
    book = organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "xlsx"]))
    cell = load_workbook(io.BytesIO(book.getvalue())).active["A2"]

    assert row["Name"] == "'=1+1"
    assert row["Phone"] == "+44 1632 960 001"
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_who_is_said_to_know_of_a_booking_was_told_by_mail_or_phone(session, organiser, now):
    make_booking(session=session, name="Mailed", email="mailed@example.org")
    send_due(now=now)
    make_booking(session=session, name="Still to mail", email="later@example.org")
    make_booking(session=session, name="Still to phone", email="", phone="01632 960 001")
    phoned = make_booking(session=session, name="Phoned", email="", phone="01632 960 002")
    phone_calls.mark_called(booking=phoned, now=now)
    enter_booking(organiser, session, contact_name="Booked as we spoke")
    for name, knows in (("Ama", True), ("Ben", False)):
        make_booking(
            session=session,
            name="Sam Carer",
            for_whom="other",
            people=(bookings.Attendee(name=name),),
            person_knows=knows,
        )

    url = reverse("sessions_admin:download", args=[session.pk, "plain", "csv"])
    rows = read_csv(organiser.get(url))

    assert {row["Name"]: row["Knows that they are booked"] for row in rows} == {
        "Mailed": "Yes",
        "Still to mail": "Not yet",
        "Still to phone": "Not yet",
        "Phoned": "Yes",
        "Booked as we spoke": "Yes",
        "Ama": "Yes, says who booked",
        "Ben": "No. Talk to who booked",
    }


def test_cancelled_bookings_are_not_exported(session, booking, organiser, now):
    bookings.cancel(booking=booking, now=now)

    assert (
        read_csv(
            organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "csv"]))
        )
        == []
    )


@pytest.mark.parametrize("name", ["with-secrets.csv", "plain.exe"])
def test_an_unknown_file_is_not_found(name, session, organiser):
    url = reverse("sessions_admin:export", args=[session.pk]) + name

    assert organiser.get(url).status_code == 404
