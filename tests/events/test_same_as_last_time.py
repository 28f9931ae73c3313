"""Same as last time, for somebody who types their address: keep, change or forget, and nothing for a stranger."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events import bookings
from events.bookings import Preferences, manage_token
from events.bookings.link_requests import answer_link_requests, request_links
from events.emails.delivery import send_due
from events.models import Booking, LinkRequest, Notice
from events.privacy.retention import purge_expired
from events.public.views import lost_link
from hub.jobs import run_due_jobs
from tests.events.test_manage_views import text_of
from tests.events.test_privacy import found_in_database
from tests.factories import STARTS_AT, make_booking, make_option, make_session

pytestmark = pytest.mark.django_db

ENDS = STARTS_AT + timedelta(minutes=90)
MONTHS_LATER = ENDS + timedelta(days=60)
MONTH = timedelta(days=28)
REMEMBER = Preferences(anything_else="I tire", remember_needs=True, share_needs=True)
PAGES = ["/bookings/lost-link/", "/bookings/same-again/"]


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(MONTHS_LATER, tick=False) as traveller:
        yield traveller


@pytest.fixture
def booking(site):
    return make_booking(wishes=REMEMBER, needs=("A lift", make_option("More breaks")))


@pytest.fixture
def next_session(booking):
    return make_session(starts_at=STARTS_AT + 3 * MONTH)


def page_of(booking, rest="same/"):
    return f"/bookings/{manage_token(booking)}/{rest}"


# Asking -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_known_and_unknown_addresses_get_the_same_answer_with_the_same_work(client, booking, page):
    """Status, headers, words, and what the database is asked: so the time is the same too."""
    client.get(page)
    seen = []
    for address in ("ama@example.org", "nobody@example.org"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(page, {"email": address})
        told = client.get(answer["Location"])
        seen.append(
            (
                answer.status_code,
                sorted(answer.headers.items()),
                answer.content,
                told.content,
                [query["sql"].split(" VALUES ")[0].split(" SET ")[0] for query in queries],
            )
        )
    assert seen[0] == seen[1]
    assert seen[0][0] == 302
    assert not Notice.objects.filter(kind="link").exists()


def test_the_worker_sends_the_link_and_keeps_nothing_of_what_was_typed(client, booking, mailoutbox):
    Notice.objects.all().delete()
    for address in ("ama@example.org", "zqstranger@example.org"):
        client.post(PAGES[1], {"email": address})
    assert found_in_database("zqstranger") == ["events_linkrequest.email"], "until the worker looks"
    assert run_due_jobs(now=MONTHS_LATER)["lost links looked up"] == 2

    assert not LinkRequest.objects.exists()
    assert found_in_database("zqstranger") == []
    (mail,) = mailoutbox
    assert mail.to == ["ama@example.org"]
    assert page_of(booking) in mail.body
    for words in ("A lift", "More breaks", "I tire"):
        assert words not in mail.body


def test_a_booking_that_is_not_to_be_remembered_gets_no_link(site):
    make_booking(email="bea@example.org")
    Notice.objects.all().delete()
    request_links(email="bea@example.org", now=MONTHS_LATER)
    answer_link_requests(now=MONTHS_LATER)

    assert not Notice.objects.exists()


def test_one_address_cannot_be_flooded_and_the_page_does_not_tell(client, site):
    answers = [
        client.post(PAGES[1], {"email": email}, REMOTE_ADDR=f"192.0.2.{number}")
        for number, email in enumerate(["ama@example.org", " AMA@example.org"] * 4)
    ]

    assert {answer["Location"] for answer in answers} == {"/bookings/lost-link/sent/"}
    assert LinkRequest.objects.count() == lost_link.MAX_PER_ADDRESS


def test_one_client_is_slowed_whichever_page_it_uses(client, site, monkeypatch):
    monkeypatch.setattr(lost_link, "MAX_PER_CLIENT", 3)
    codes = [
        client.post(page, {"email": f"p{number}@example.org"}).status_code
        for number, page in enumerate(PAGES * 2)
    ]
    assert codes == [302, 302, 302, 429]


def test_a_request_that_fails_is_dropped_and_holds_up_nobody(booking, monkeypatch, caplog):
    def fail_once(*, email, **rest):
        if email == "zqbad@example.org":
            raise ValueError(email)
        bookings.send_links_again(email=email, **rest)

    monkeypatch.setattr("events.bookings.link_requests.send_links_again", fail_once)
    Notice.objects.all().delete()
    for address in ("zqbad@example.org", "ama@example.org"):
        request_links(email=address, now=MONTHS_LATER)
    answer_link_requests(now=MONTHS_LATER)

    assert not LinkRequest.objects.exists()
    assert Notice.objects.get().booking == booking
    assert "ValueError" in caplog.text
    assert "zqbad" not in caplog.text


def test_what_was_typed_goes_after_a_day_if_no_worker_looks(now):
    request_links(email="ama@example.org", now=now)
    purge_expired(now=now + timedelta(days=1))
    assert LinkRequest.objects.exists()
    purge_expired(now=now + timedelta(days=1, seconds=1))
    assert not LinkRequest.objects.exists()


def test_the_way_there_is_on_the_first_page_of_the_form_and_where_links_are_lost(
    client, next_session
):
    for url in (f"{next_session.page.url}book/", PAGES[0]):
        assert f'href="{PAGES[1]}"' in client.get(url, follow=True).text
    page = client.get(PAGES[1])
    assert "same answers" in page.text
    assert "mobile number" not in page.text, "no texts here"
    assert "no-store" in page["Cache-Control"]


# The page that the link opens ---------------------------------------------------------------------


@pytest.mark.parametrize("purged", [False, True])
def test_it_shows_every_answer_that_is_left(client, booking, next_session, purged):
    if purged:
        purge_expired(now=MONTHS_LATER)
    page = text_of(client.get(page_of(booking)))

    for words in ("A lift", "More breaks", "Same as last time?", "27 January 2028"):
        assert words in page
    assert next_session.when_words in page
    assert "It is in place" not in page


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_opening_it_changes_nothing(client, booking, next_session, method):
    before = Booking.objects.values().get()
    getattr(client, method)(page_of(booking))

    assert Booking.objects.values().get() == before
    assert booking.people.get().needs.count() == 2


def test_keep_leads_to_all_answers_and_books_nothing_before_they_were_looked_at(
    client, booking, next_session, monkeypatch
):
    attempt = uuid.uuid4()
    monkeypatch.setattr("events.public.views.rebook.new_attempt", lambda: attempt)
    question = client.post(page_of(booking, "again/"))
    check = client.post(question["Location"], {"share_needs": "yes", "remember_needs": "yes"})
    shown = client.get(check["Location"])
    for words in ("Ama Mensah", "ama@example.org", "A lift", "More breaks", "I tire"):
        assert words in text_of(shown)
    assert Booking.objects.count() == 1

    code = shown.context["form"]["shown"].value()
    client.post(check["Location"], {"shown": code, "agree": "on"})
    new = Booking.objects.get(session=next_session)
    assert {need.asked_words for need in new.people.get().needs.all()} == {"A lift", "More breaks"}


def test_change_begins_with_the_first_page_with_the_answers_filled_in(
    client, booking, next_session
):
    answer = client.post(page_of(booking, "again/"), {"change": "1"})
    page = client.get(answer["Location"])

    assert "/start/?same=1" in answer["Location"]
    assert 'value="Ama Mensah"' in page.text
    assert "Your answers are here" in page.text


def test_forget_deletes_all_of_it(client, booking, next_session):
    page = client.get(page_of(booking)).text
    url = reverse("erase_booking", args=[manage_token(booking)])
    assert f'href="{url}"' in page

    client.post(url)
    assert found_in_database("Ama Mensah") == []
    assert client.get(page_of(booking)).status_code == 404


def test_without_another_date_it_says_so_and_forgetting_is_still_there(client, booking):
    page = client.get(page_of(booking)).text

    assert "There is no other date yet." in page
    assert "Delete what you know about me" in page


def test_a_booking_to_come_says_that_its_place_would_go(client, site, clock, now):
    clock.move_to(now)
    made = make_booking(wishes=REMEMBER, needs=("A lift",))
    page = text_of(client.get(page_of(made)))

    assert "you give up your place" in page
    assert "See, change or cancel this booking" in page


def test_the_mail_says_what_the_link_does(booking, next_session, mailoutbox):
    Notice.objects.all().delete()
    request_links(email="ama@example.org", now=MONTHS_LATER)
    answer_link_requests(now=MONTHS_LATER)
    send_due(now=MONTHS_LATER)
    (mail,) = mailoutbox

    html = mail.alternatives[0].content
    for part in (mail.body, html):
        assert "You can also change them, or delete them." in part
        assert "Use my answers again, change or delete them" in part
        assert f"https://brew.test{page_of(booking)}" in part
