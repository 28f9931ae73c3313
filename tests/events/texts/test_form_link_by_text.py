"""The link to go on with an unfinished booking form, as a text."""

import re

import pytest
from django.test import Client

from events.emails import compose
from events.models import FormAttempt, Notice
from events.texts.compose import compose_text
from events.texts.delivery import send_due_texts
from events.texts.gsm import MAX_LENGTH, is_plain, length_of
from tests.events.test_booking_views import FORM, answer_all, book_now, send, text_of
from tests.factories import make_session

pytestmark = pytest.mark.django_db
BEGUN = {"for_whom": "me", "your_name": "Amaryllis", "way": "video", "any_needs": "yes"}


@pytest.fixture
def begun(client, clock):
    """A form that is half filled in by somebody with a phone only."""
    make_session(places=5)
    client.get(f"{FORM}start/")
    send(client, "start", **BEGUN, phone="07700 900 123")
    send(client, "needs", words="A canary lift", back="1")


def test_somebody_without_an_address_goes_on_by_a_text(client, begun, notify, now):
    page = client.get(f"{FORM}later/")
    assert 'value="07700 900 123"' in page.text.replace("\n", " ")
    client.post(f"{FORM}later/", {"email": "", "phone": "07700 900 123"})
    assert "Look at your phone" in text_of(client.get(f"{FORM}later/sent/"))

    assert send_due_texts(now=now) == {"sent": 1}
    [(number, text)] = notify.texts
    assert number == "+447700900123"
    assert is_plain(text) and length_of(text) <= MAX_LENGTH
    assert "Amaryllis" not in text and "canary" not in text
    phone = Client()
    link = re.search(r"https://brew\.test(/bookings/form/[^/\s]+/)", text)[1]
    goes_on = phone.post(link)
    assert "A canary lift" in phone.get(goes_on.url).text


def test_a_number_that_gets_no_texts_is_said_and_nothing_is_lost(client, begun, notify):
    page = client.post(f"{FORM}later/", {"email": "", "phone": "01632 960 001"})

    assert "Others cannot get texts." in text_of(page)
    assert not Notice.objects.exists()
    assert "A canary lift" in client.get(f"{FORM}needs/").text


def test_a_site_without_texts_asks_for_an_address_only(client, begun):
    page = client.get(f"{FORM}later/")
    assert 'name="phone"' not in page.text

    again = client.post(f"{FORM}later/", {"email": "", "phone": "07700 900 123"})
    assert "Enter an email address" in text_of(again)
    assert not Notice.objects.exists()


def test_no_text_goes_when_it_is_booked_meanwhile_and_never_a_mail(
    client, clock, notify, mailoutbox, now
):
    make_session(places=5)
    answer_all(client)
    client.post(f"{FORM}later/", {"email": "", "phone": "07700 900 123"})
    notice = Notice.objects.get(kind="form-link")
    assert compose(notice, now) is None
    book_now(client)

    assert compose_text(notice, now) is None


def test_the_last_way_that_was_asked_for_counts(client, begun, notify, now):
    client.post(f"{FORM}later/", {"email": "", "phone": "07700 900 123"})
    client.post(f"{FORM}later/", {"email": "ama@example.org", "phone": ""})

    assert send_due_texts(now=now) == {"dropped": 1}
    assert FormAttempt.objects.get().text_number == ""
    assert compose(Notice.objects.last(), now).to == ["ama@example.org"]
