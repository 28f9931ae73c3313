"""Going on with an unfinished booking form: on the same device, or by a link from a mail."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from events.emails import compose
from events.emails.delivery import send_due
from events.models import Booking, FormAttempt, Notice
from tests.events.test_booking_views import FORM, START, answer_all, book_now, send, text_of
from tests.factories import make_session

pytestmark = pytest.mark.django_db

LINK = re.compile(r"https://brew\.test(/bookings/form/[^/\s]+/)")
BEGUN = {"for_whom": "me", "your_name": "Amaryllis", "way": "video"}


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session():
    return make_session(places=5)


@pytest.fixture
def begun(client, session):
    """A form that is half filled in, in a browser with a cookie."""
    client.get(f"{FORM}start/")
    send(client, "start", **BEGUN, email="ama@example.org", any_needs="yes")
    send(client, "needs", words="A canary lift", back="1")


def carry_on(client, page):
    named = re.search(r'name="form" value="(\d+)"', page.text)[1]
    return client.post(f"{START}carry-on/", {"form": named})


def ask_for_link(client, email="ama@example.org"):
    return client.post(f"{FORM}later/", {"email": email})


def mailed_link(mailoutbox, now):
    send_due(now=now)
    return LINK.search(mailoutbox[-1].body)[1]


# The same device ----------------------------------------------------------------------------------


def test_who_comes_back_the_same_day_carries_on_where_they_stopped(client, begun):
    page = client.get(START, follow=True)
    assert "You have begun to book" in text_of(page)
    assert "Amaryllis" not in page.text and "canary" not in page.text, (
        "the next person sees no answer"
    )
    goes_on = carry_on(client, page)
    assert goes_on.url.endswith("/needs/") and not goes_on.url.startswith(FORM)

    assert "A canary lift" in client.get(goes_on.url).text
    assert "Amaryllis" not in client.get(f"{FORM}start/").text, "it has one address"
    assert FormAttempt.objects.count() == 1


def test_a_form_is_offered_in_no_other_browser_and_not_without_cookies(client, begun):
    stranger = Client()
    stranger.get(f"{START}", follow=True)
    page = stranger.get(START, follow=True)
    assert "You have begun to book" not in text_of(page)

    pk = FormAttempt.objects.get().pk
    for browser in (stranger, Client()):
        assert browser.post(f"{START}carry-on/", {"form": pk}).url == START
    assert "A canary lift" in client.get(f"{FORM}needs/").text


@pytest.mark.parametrize("named", ["", "x", "0", "9" * 30])
def test_a_form_that_is_not_there_begins_anew(client, begun, named):
    assert client.post(f"{START}carry-on/", {"form": named}).url == START
    assert client.get(f"{START}carry-on/").url == START


def test_nothing_is_offered_when_it_is_booked_or_a_day_has_gone_by(client, session, clock):
    client.get(f"{FORM}start/")
    book_now(client, answer_all(client))
    assert "You have begun to book" not in text_of(client.get(START, follow=True))

    begun_form = FORM.replace(FORM.split("/")[-2], "11111111-1111-4111-8111-111111111111")
    send(client, "start", form=begun_form, **BEGUN, back="1")
    assert "You have begun to book" in text_of(client.get(START, follow=True))
    clock.shift(timedelta(hours=25))
    assert "You have begun to book" not in text_of(client.get(START, follow=True))


def test_forgetting_takes_the_offer_away(client, begun):
    client.post(f"{FORM}forget/")

    assert "You have begun to book" not in text_of(client.get(START, follow=True))


def test_pressed_twice_it_is_still_one_form_that_goes_on(client, begun):
    page = client.get(START, follow=True)
    first, second = carry_on(client, page), carry_on(client, page)

    assert "A canary lift" in client.get(second.url).text
    assert client.get(first.url).url.endswith("/start/?again=1")
    assert FormAttempt.objects.count() == 1


def test_after_an_hours_break_the_open_page_goes_on(client, begun, clock):
    clock.shift(timedelta(hours=1))
    sent = send(client, "needs", words="A canary lift")

    assert sent.url == f"{FORM}last/"


# Another device -----------------------------------------------------------------------------------


def test_the_button_keeps_what_is_written_and_knows_the_address(client, begun):
    sent = send(client, "needs", words="A canary li", leave="1")
    assert sent.url == f"{FORM}later/"
    page = client.get(sent.url)

    assert 'value="ama@example.org"' in page.text.replace("\n", " ")
    assert "A canary li" in str(FormAttempt.objects.get().answers)


def test_with_nothing_written_there_is_nothing_to_send(client, session):
    sent = send(client, "start", leave="1")

    assert client.get(sent.url).url == f"{FORM}start/"
    assert ask_for_link(client).url == f"{FORM}start/"
    assert not Notice.objects.exists()


def test_a_link_opens_the_form_on_another_device_and_closes_it_on_the_first(
    client, begun, mailoutbox, now
):
    assert ask_for_link(client).url == f"{FORM}later/sent/"
    assert "We send you the link" in text_of(client.get(f"{FORM}later/sent/"))
    link, phone = mailed_link(mailoutbox, now), Client()
    page = phone.get(link)
    assert "Go on here" in text_of(page) and "canary" not in page.text
    assert "A canary lift" in client.get(f"{FORM}needs/").text, "looking moves nothing"
    goes_on = phone.post(link)

    assert "A canary lift" in phone.get(goes_on.url).text
    assert "canary" not in client.get(f"{FORM}needs/", follow=True).text
    assert "canary" not in Client().get(goes_on.url, follow=True).text, "bound to the phone"
    again = Client()
    again.get(link)
    assert "A canary lift" in again.get(again.post(link).url).text


def test_the_link_works_in_a_browser_without_cookies(client, begun, mailoutbox, now):
    ask_for_link(client)
    link, phone = mailed_link(mailoutbox, now), Client(enforce_csrf_checks=True)
    goes_on = phone.post(link)
    phone.cookies.clear()

    assert "A canary lift" in phone.get(goes_on.url).text


def test_the_mail_tells_no_answer_has_one_link_and_says_until_when(
    client, begun, mailoutbox, now, session
):
    ask_for_link(client, "else@example.org")
    send_due(now=now)
    (mail,) = mailoutbox
    html = mail.alternatives[0][0]

    assert mail.to == ["else@example.org"]
    for words in (mail.subject, mail.body, html):
        assert "Amaryllis" not in words and "canary" not in words
    assert html.count('class="button"') == 1
    assert re.search(r'<a [^>]*href="([^"]*)"', html)[1].startswith(
        "https://brew.test/bookings/form/"
    )
    for words in (session.when_words, "You have not booked yet.", "The link works until"):
        assert words in mail.body and words in html


def test_after_a_day_or_after_booking_the_link_says_so(client, session, mailoutbox, now, clock):
    answer_all(client)
    ask_for_link(client)
    link = mailed_link(mailoutbox, now)
    clock.shift(timedelta(hours=25))
    over = client.get(link)
    assert over.status_code == 410
    assert "This link does not work any more" in text_of(over)
    clock.shift(timedelta(hours=-25))
    assert client.get(link).status_code == 200
    book_now(client)
    stranger = Client()

    for response in (stranger.get(link), stranger.post(link)):
        assert response.status_code == 410
        assert "/bookings/lost-link/" in response.text
    assert Booking.objects.count() == 1


def test_a_made_up_link_opens_nothing(client, begun):
    assert client.get("/bookings/form/not-a-token/").status_code == 404


def test_no_mail_goes_when_it_is_booked_meanwhile_or_another_address_was_given(
    client, session, mailoutbox, now
):
    answer_all(client)
    ask_for_link(client, "wrong@example.org")
    ask_for_link(client, "right@example.org")
    send_due(now=now)
    assert [mail.to for mail in mailoutbox] == [["right@example.org"]]
    ask_for_link(client)
    book_now(client)

    assert compose(Notice.objects.filter(kind="form-link").last(), now) is None


def test_nobody_is_flooded_with_links(client, begun):
    for _ in range(3):
        assert ask_for_link(client).status_code == 302
    refused = ask_for_link(client, "AMA@example.org")

    assert refused.status_code == 429
    assert Notice.objects.filter(kind="form-link").count() == 3
    assert "A canary lift" in client.get(f"{FORM}needs/").text


def test_who_opens_the_session_after_it_was_cancelled_reads_that(
    client, begun, session, mailoutbox, now
):
    ask_for_link(client)
    link = mailed_link(mailoutbox, now)
    session.status = "cancelled"
    session.save()

    assert client.get(link).status_code == 409
