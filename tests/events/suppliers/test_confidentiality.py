"""Nothing that a supplier can see says who anybody is, or what they wrote."""

import pytest
from django.db import connection
from django.test import Client

from events import bookings, schedule
from events.bookings import Preferences
from events.models import Supplier, SupplierRequest
from events.suppliers import requests
from events.suppliers.links import answer_address
from tests import factories
from tests.events.emails.mails import decoded_content
from tests.events.suppliers.makers import (
    BSL,
    MINUTE,
    ask,
    mails_to_suppliers,
    make_supplier,
    needs_of,
    tell,
)

pytestmark = pytest.mark.django_db

MARKERS = (
    "Markername",
    "Markersupporter",
    "markermail",
    "960 001",
    "960001",
    "Markerstreet",
    "Markerwords",
    "Markerwhich",
    "Markerelse",
    "Markerwhen",
    "Markeranswer",
    "Markernote",
)


@pytest.fixture
def session(site, now):
    """A session for which two people wrote as much as they can."""
    session = factories.make_session()
    option = factories.make_option(BSL)
    for number in (1, 2):
        attendee = bookings.Attendee(
            name=f"Markername {number}",
            email=f"markermail{number}@example.org",
            asks=(
                bookings.AccessRequest(option=option, words=f"Markerwhich {number}"),
                bookings.AccessRequest(words=f"Markerwords {number}"),
            ),
        )
        supporter = bookings.Attendee(name="Markersupporter", role="supports")
        booking = factories.make_booking(
            session=session,
            name=attendee.name,
            email=attendee.email,
            phone="01632 960 001",
            postal_address="1 Markerstreet\nNorwich\nNR1 1AA",
            people=(attendee, supporter),
            for_whom="me-and-supporter",
            wishes=Preferences(
                anything_else="Markerelse", contact_first="phone", contact_when="Markerwhen"
            ),
            now=now,
        )
        for person in booking.people.all():
            person.needs.update(answer="Markeranswer", note="Markernote")
    return session


def found(text):
    return [marker for marker in MARKERS if marker.casefold() in text.casefold()]


def rows_of(*models):
    """Return all columns of these tables as a dump shows them, and as we read them."""
    with connection.cursor() as cursor:
        raw = [
            cursor.execute(f"SELECT * FROM {model._meta.db_table}").fetchall() for model in models
        ]
    return f"{raw} {[list(model.objects.values()) for model in models]}"


def test_mails_page_and_list_of_suppliers_hold_no_marker(session, now, mailoutbox, time_machine):
    time_machine.move_to(now, tick=False)
    supplier = make_supplier()
    needs = needs_of(session)
    request = ask(needs, now, supplier=supplier, words_for_people="Sign Co comes.")
    sent = mails_to_suppliers(mailoutbox, now)
    pages = [Client().get(answer_address(request).removeprefix("https://brew.test"))]
    bookings.cancel(booking=needs[0].person.booking, now=now + MINUTE)
    tell(request, now + 2 * MINUTE)
    sent += mails_to_suppliers(mailoutbox, now + 3 * MINUTE)
    schedule.cancel(session=session, reason="Ill", now=now + 4 * MINUTE)
    tell(request, now + 5 * MINUTE)
    sent += mails_to_suppliers(mailoutbox, now + 6 * MINUTE)
    pages += [Client().get(answer_address(request).removeprefix("https://brew.test"))]

    assert len(sent) == 3
    for mail in sent:
        assert found(f"{mail.subject} {decoded_content(mail)}") == []
    for page in pages:
        assert page.status_code == 200
        assert found(page.text) == []
        assert "Sign Co comes." not in page.text, "that is for people"
    assert found(rows_of(Supplier, SupplierRequest)) == []


def test_the_search_would_find_what_an_organiser_passes_on(session, now, mailoutbox):
    needs = needs_of(session)
    request = ask(needs, now, told=[needs[0].pk])
    (mail,) = mails_to_suppliers(mailoutbox, now)
    assert found(decoded_content(mail)) == ["Markerwhich"]
    assert "Markerwhich 2" not in decoded_content(mail)
    assert requests.passed_on_words(request.links.all()) == ["Markerwhich 1"]
    assert found(rows_of(Supplier, SupplierRequest)) == [], "it is kept with its person only"


def test_what_organisers_and_suppliers_write_is_encrypted(session, now):
    request = ask(
        needs_of(session),
        now,
        sentence="Secretone",
        words_for_people="Secrettwo",
        what="Secretwhat",
    )
    requests.answer(request=request, state="booked", words="Secretthree", version=1, now=now)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {SupplierRequest._meta.db_table}")
        assert "Secret" not in str(cursor.fetchall())
    assert SupplierRequest.objects.get().answer_words == "Secretthree"
