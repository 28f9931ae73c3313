"""A lost link by text, for a number that gets our texts."""

from datetime import timedelta

import pytest

from events.bookings import Preferences, manage_token, send_links_again
from events.bookings.link_requests import answer_link_requests
from events.models import LinkRequest, Notice
from events.texts.delivery import send_due_texts
from events.texts.gsm import MAX_LENGTH, is_plain, length_of
from tests.events.texts.people import MOBILE, NUMBER, make_texted_booking
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db
PAGE = "/bookings/same-again/"


@pytest.fixture
def session(clock, site):
    return make_session()


def ask(client, now, **typed):
    answer = client.post(PAGE, {"email": "", "phone": "", **typed})
    answer_link_requests(now=now)
    return answer


def test_the_page_asks_for_a_number_too_and_one_of_the_two_is_enough(client, session, notify):
    assert "Or your mobile number" in client.get(PAGE).text
    assert "Enter an email address or a mobile number" in client.post(PAGE, {}).text
    assert "Enter a mobile number" in client.post(PAGE, {"phone": "01632 960 001"}).text


@pytest.mark.parametrize("email", ["", "ama@example.org"])
def test_the_link_goes_to_the_phone_only(client, session, notify, now, email, mailoutbox):
    booking = make_texted_booking(session=session, email=email)
    Notice.objects.all().delete()
    answer = ask(client, now, phone=MOBILE)
    assert send_due_texts(now=now) == {"sent": 1}

    assert answer["Location"] == "/bookings/lost-link/texted/"
    [(number, text)] = notify.texts
    assert number == NUMBER
    assert f"/bookings/{manage_token(booking)}/" in text
    assert mailoutbox == []


def test_a_number_that_did_not_ask_for_texts_gets_none_and_the_page_is_the_same(
    client, session, notify, now
):
    make_texted_booking(session=session)
    make_booking(session=session, phone="07700 900999")
    Notice.objects.all().delete()
    pages = [
        client.get(ask(client, now, phone=phone)["Location"]).content
        for phone in (MOBILE, "07700 900999", "07700 900555")
    ]

    assert pages[0] == pages[1] == pages[2]
    assert Notice.objects.count() == 1
    assert not LinkRequest.objects.exists()


def test_the_text_of_a_session_that_has_been_leads_to_the_answers(session, notify, now):
    booking = make_texted_booking(
        session=make_session(starts_at=now - timedelta(days=40)),
        wishes=Preferences(remember_needs=True),
        needs=("A canary lift",),
    )
    Notice.objects.all().delete()
    send_links_again(text_number=NUMBER, now=now)
    send_due_texts(now=now)

    [(_, text)] = notify.texts
    assert text.endswith(f"https://brew.test/bookings/{manage_token(booking)}/same/")
    assert "canary" not in text
    assert is_plain(text) and length_of(text) <= MAX_LENGTH
