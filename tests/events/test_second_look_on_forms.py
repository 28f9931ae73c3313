"""Every form that takes an address or a number asks once about an odd one, without JavaScript."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from events import bookings
from events.models import Booking, Subscriber
from stories.models import Contribution
from tests.events.admin.helpers import BOOKING_DATA, login
from tests.events.test_booking_views import FORM, answer_all, book_now
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db
ODD, MEANT = "jo@gmial.com", "jo@gmail.com"
ODD_PHONE = "12345"


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def session(site):
    return make_session(places=5, by_phone=True)


def fill_in(client, url, page=None, tick="", **typed):
    """Send the form of a page as a browser does, with one choice of the second look ticked."""
    page = page or client.get(url)
    form = BeautifulSoup(page.text, "html.parser").select_one("main form[method=post]")
    data = {}
    for box in form.select("input[name], textarea[name]"):
        name, value = box["name"], box.get("value", box.text if box.name == "textarea" else "")
        if box.get("type") in ("radio", "checkbox"):
            value = box.get("value", "on")
            is_sent = value in (tick, typed.get(name)) or box.has_attr("checked")
        else:
            is_sent, value = True, typed.get(name, value)
        if is_sent:
            data.setdefault(name, []).append(value)
    return client.post(url, data)


def asks_about(page, value):
    html = BeautifulSoup(page.text, "html.parser")
    assert html.title.text.strip().startswith("Is this right?")
    assert not html.select(".error-message, .error-summary, .desk-error, [aria-invalid]")
    asked = html.select(".second-look, .desk-second-look")
    assert any(value in question.text for question in asked)
    return True


def test_booking_and_the_other_person_s_address(client, session):
    url = f"{FORM}start/"
    about = {"for_whom": "other-and-me", "your_name": "Jo", "way": "video", "any_needs": "no"}
    asked = fill_in(client, url, email=ODD, phone=ODD_PHONE, **about)
    assert asks_about(asked, ODD)
    going_on = fill_in(client, url, asked, tick=MEANT)
    assert going_on.url == f"{FORM}others/"
    ben = {"their_name": "Ben", "person_knows": "yes", "my_part": "comes"}
    theirs = fill_in(client, going_on.url, their_email="ben@hotmial.com", **ben)
    assert asks_about(theirs, "ben@hotmail.com")
    assert fill_in(client, going_on.url, theirs).status_code == 302
    again = fill_in(client, url)
    assert again.status_code == 302, "never asked twice about the same"
    book_now(client)

    booking = Booking.objects.get()
    assert (booking.email, booking.phone) == (MEANT, ODD_PHONE)
    assert booking.people.first().email == "ben@hotmial.com"


def test_the_number_to_talk_first(client, session):
    answer_all(client, contact={"email": "jo@example.org"})
    url = f"{FORM}talk/"
    asked = fill_in(client, url, tick="phone", talk_phone=ODD_PHONE)
    assert asks_about(asked, ODD_PHONE)
    assert fill_in(client, url, asked).status_code == 302


def test_a_changed_booking(client, session):
    booking = make_booking(session=session, email="jo@example.org")
    url = f"/bookings/{bookings.manage_token(booking)}/change/contact/"
    asked = fill_in(client, url, email=ODD)
    assert asks_about(asked, ODD)
    fill_in(client, url, asked, tick=MEANT)
    booking.refresh_from_db()
    assert booking.email == MEANT


def test_a_booking_keeps_its_odd_address_unasked_while_another_answer_changes(client, session):
    booking = make_booking(session=session, email=ODD)
    url = f"/bookings/{bookings.manage_token(booking)}/change/contact/"
    assert fill_in(client, url, phone="01632 960 001").status_code == 302
    page = client.get(f"/bookings/{bookings.manage_token(booking)}/")
    assert ODD in page.text


def test_the_lost_link(client, site):
    url = reverse("lost_link")
    asked = fill_in(client, url, email=ODD)
    assert asks_about(asked, ODD)
    assert fill_in(client, url, asked).status_code == 302


def test_news_of_sessions(client, site):
    url = reverse("tell_me")
    asked = fill_in(client, url, tick="on", email=ODD)
    assert asks_about(asked, ODD)
    assert not Subscriber.objects.exists()
    fill_in(client, url, asked, tick=MEANT)
    assert Subscriber.objects.get().email == MEANT


def test_words_sent_in(client, site):
    url = reverse("share_your_story")
    typed = {"kind": "poem", "words": "A cup", "name": "Jo", "email": ODD, "consent": "private"}
    asked = fill_in(client, url, **typed)
    assert asks_about(asked, ODD)
    fill_in(client, url, asked, tick=MEANT)
    assert Contribution.objects.get().email == MEANT


def test_a_booking_that_an_organiser_enters(client, session):
    client = login(client, "Organisers")
    url = reverse("sessions_admin:enter_booking", args=[session.pk])
    page = client.get(url)
    asked = fill_in(client, url, page, **(BOOKING_DATA | {"email": ODD, "phone": ODD_PHONE}))
    assert asks_about(asked, ODD)
    fill_in(client, url, asked, tick=MEANT)
    booking = Booking.objects.get()
    assert (booking.email, booking.phone) == (MEANT, ODD_PHONE)
