"""Each attempt at a form has its own answers, a button does what its page showed, and no cookie is needed."""

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from events import bookings
from events.bookings import manage_token
from events.models import Booking, FormAttempt, Regular
from events.recurrence import NthWeekday, Repeat
from events.subscriptions.links import page_address
from hub.models import SiteDetails
from tests.events.subscription_factories import make_pending_subscriber, make_topic
from tests.events.test_booking_views import (
    FORM,
    OTHER_FORM,
    START,
    answer_all,
    book_now,
    hidden_in,
    send,
    text_of,
)
from tests.events.test_manage_views import make_offer, url_of
from tests.factories import make_booking, make_option, make_series, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session():
    return make_session(places=5, meeting_phone="01632 960 500")


CHILD_A = {"names": {"your_name": "Child A"}, "contact": {"email": "a@example.org"}}
CHILD_B = {"names": {"your_name": "Child B"}, "contact": {"email": "b@example.org"}}
A_NEED = {
    "needs": {"words": "A lift"},
    "sharing": {"share_needs": "yes", "remember_needs": "no"},
}


def booked():
    """Who is booked, where we write to, and what they need."""
    return [
        (each.contact_name, each.email, [need.words for need in each.people.get().needs.all()])
        for each in Booking.objects.order_by("contact_name")
    ]


def everything_in(page):
    """All that a form on the page would send, as a browser does."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
    return dict(fields)


def repeating_series():
    return make_series(rule=Repeat(on=NthWeekday(4, 2)).to_rule(), first_day=date(2027, 1, 27))


# Two windows --------------------------------------------------------------------------------------


def test_two_windows_make_two_bookings_each_as_it_was_shown(client, session):
    shown_a = answer_all(client, form=FORM, **CHILD_A, **A_NEED)
    shown_b = answer_all(client, form=OTHER_FORM, **CHILD_B)
    assert book_now(client, shown_a, form=FORM).status_code == 302
    assert book_now(client, shown_b, form=OTHER_FORM).status_code == 302

    assert booked() == [("Child A", "a@example.org", ["A lift"]), ("Child B", "b@example.org", [])]


def test_answers_that_another_window_changed_are_shown_before_they_are_booked(client, session):
    shown = answer_all(client, **CHILD_A, **A_NEED)
    send(client, "names", your_name="Child B")
    send(client, "contact", email="b@example.org")
    again = book_now(client, shown)

    assert again.status_code == 409
    assert "Something has changed" in text_of(again) and "Child B" in text_of(again)
    assert 'name="agree" id="id_agree" checked' not in again.text
    assert not Booking.objects.exists()
    assert book_now(client, again).status_code == 302
    assert booked() == [("Child B", "b@example.org", ["A lift"])]


@pytest.mark.parametrize(
    "answers", [{"needs": {"words": "Something else"}}, {"talk": {"anything_else": "!"}}]
)
def test_every_answer_counts_as_shown(client, session, answers):
    shown = answer_all(client, **CHILD_A, **A_NEED)
    for step, fields in answers.items():
        send(client, step, **fields)

    assert book_now(client, shown).status_code == 409
    assert not Booking.objects.exists()


def test_a_session_that_moved_meanwhile_is_shown_again_before_it_is_booked(client, session):
    shown = answer_all(client)
    session.starts_at += timedelta(days=1)
    session.ends_at += timedelta(days=1)
    session.save()
    again = book_now(client, shown)

    assert again.status_code == 409
    assert "Thursday 28 January 2027" in text_of(again)
    assert not Booking.objects.exists()


def test_a_renamed_option_is_shown_again_before_it_is_booked(client, session):
    option = make_option("More breaks")
    shown = answer_all(
        client,
        needs={"options": [option.pk]},
        sharing={"share_needs": "no", "remember_needs": "no"},
    )
    option.label = "No breaks at all"
    option.save()

    assert book_now(client, shown).status_code == 409
    assert not Booking.objects.exists()


def test_a_page_from_before_with_other_answers_is_not_told_that_it_has_booked(client, session):
    shown_a = answer_all(client, **CHILD_A)
    send(client, "names", your_name="Child B")
    assert book_now(client).status_code == 302
    sent = book_now(client, shown_a)

    assert sent.status_code == 409
    assert "We have not booked what you sent just now." in text_of(sent)
    link = f"/bookings/{manage_token(Booking.objects.get())}/booked/"
    assert f'href="{link}"' in sent.text and f'href="{START}"' in sent.text
    assert [name for name, *_ in booked()] == ["Child B"]


def test_back_after_booking_leads_to_what_is_booked(client, session):
    done = book_now(client, answer_all(client))

    for step in ("check", "talk", "who"):
        assert client.get(f"{FORM}{step}/").url == done.url


def test_a_renewed_link_is_not_given_away_by_the_form_that_made_the_booking(client, session):
    shown = answer_all(client)
    book_now(client, shown)
    bookings.renew_link(booking=Booking.objects.get(), now=Booking.objects.get().created_at)

    for response in (client.get(f"{FORM}who/"), book_now(client, shown)):
        assert response.url == "/bookings/lost-link/"


def test_forgetting_clears_the_other_windows_of_this_browser_and_no_one_elses(client, session):
    for browser in (client, Client()):
        browser.get(f"{FORM}who/")
        answer_all(browser, form=FORM, **CHILD_A)
    answer_all(client, form=OTHER_FORM, **CHILD_B)
    assert FormAttempt.objects.count() == 3
    client.post(f"{FORM}forget/")

    assert FormAttempt.objects.count() == 1


# Who can read it ----------------------------------------------------------------------------------


def test_the_address_alone_opens_the_answers_in_no_other_browser(client, session):
    client.get(f"{FORM}who/")
    answer_all(client, **CHILD_A, **A_NEED)
    with_cookie, without_cookie = Client(), Client()
    with_cookie.get("/bookings/lost-link/")  # gives it a cookie
    for stranger in (with_cookie, without_cookie):
        page = stranger.get(f"{FORM}names/", follow=True)
        assert "Child A" not in page.text
        assert "in the browser where you last had the form open" in text_of(page)

    assert "Child A" in client.get(f"{FORM}names/").text


def test_what_is_begun_without_a_cookie_belongs_to_the_browser_that_goes_on_with_one(session):
    browser, stranger = Client(), Client()
    send(browser, "who", for_whom="me")
    browser.get(f"{FORM}names/")
    send(browser, "names", your_name="Child A")

    assert "Child A" in browser.get(f"{FORM}names/").text
    assert "Child A" not in stranger.get(f"{FORM}names/", follow=True).text


def test_no_key_and_no_cookie_is_in_the_table(client, session):
    client.get(f"{FORM}who/")
    answer_all(client, **CHILD_A)
    row = FormAttempt.objects.values().get()

    assert FORM.split("/")[-2] not in str(row)
    assert client.cookies["csrftoken"].value not in str(row)


def test_the_key_of_one_session_opens_nothing_of_another(client, session):
    answer_all(client, **CHILD_A)
    make_session(starts_at=session.starts_at + timedelta(days=28))
    other = FORM.replace("2027-01-27", "2027-02-24")

    assert client.get(f"{other}names/").url == f"{other}start/?again=1"


# Without cookies ----------------------------------------------------------------------------------


class WithoutCookies(Client):
    """A browser that keeps no cookie, with all of Django's checks."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True, HTTP_ORIGIN="null")

    def request(self, **request):
        self.cookies.clear()
        response = super().request(**request)
        self.cookies.clear()
        return response


def test_without_any_cookie_a_booking_is_made_changed_and_cancelled(session):
    browser = WithoutCookies()
    form = browser.get(START).url.removesuffix("start/")
    check = answer_all(browser, form=form, **CHILD_A, **A_NEED)
    done = book_now(browser, check, form=form)
    booking = Booking.objects.get()
    assert done.url == f"/bookings/{manage_token(booking)}/booked/"
    assert booked() == [("Child A", "a@example.org", ["A lift"])]

    changed = browser.post(url_of(booking, "change/way/"), {"way": "phone"})
    assert changed.url.endswith("?done=changed")
    on = browser.post(url_of(booking, "change/who/"), {"for_whom": "me-and-supporter"})
    on = browser.post(on.url, {"supporter_name": "Jo"})
    assert browser.post(on.url, {}).url.endswith("?done=changed")
    browser.post(url_of(booking, "cancel/"), everything_in(browser.get(url_of(booking, "cancel/"))))
    booking.refresh_from_db()
    assert (booking.state, booking.attendance_mode) == ("cancelled", "phone")


def test_asking_for_every_time_works_at_the_first_press(now):
    """Also when a browser sends "Origin: null", and with no cookie."""
    browser, series = WithoutCookies(), repeating_series()
    booking = make_booking(session=make_session(series=series))
    page = browser.get(url_of(booking, "booked/"))
    assert "Ask me every time" in page.text
    response = browser.post(url_of(booking, "every-time/"), {"do": "ask"})

    assert response.url.endswith("?done=asked")
    assert Regular.objects.exists()


@pytest.mark.parametrize("rest", ["", "booked/", "cancel/", "change/way/", "erase/", "join/"])
def test_no_page_with_a_form_makes_browsers_hide_where_the_form_comes_from(client, session, rest):
    page = client.get(url_of(make_booking(session=session), rest))

    assert page["Referrer-Policy"] == "same-origin"
    assert 'name="referrer"' not in page.text


def test_a_form_that_needs_a_cookie_says_so_and_keeps_what_was_written():
    browser = WithoutCookies()
    page = browser.post(
        "/bookings/lost-link/", {"email": "ama@example.org"}, HTTP_ORIGIN="http://testserver"
    )

    assert page.status_code == 403
    assert "cookies are off" in text_of(page) and "open for a long time" not in text_of(page)
    assert 'name="email" value="ama@example.org"' in page.text.replace("\n", " ")
    assert SiteDetails.load().contact_phone in page.text


# Pages of a booking -------------------------------------------------------------------------------


def test_two_half_done_changes_in_two_windows_do_not_mix(client, session):
    booking = make_booking(session=session)
    first = client.post(url_of(booking, "change/needs/"), {"words": "A lift"})
    second = client.post(url_of(booking, "change/who/"), {"for_whom": "me-and-supporter"})
    assert first.url != second.url
    client.post(client.post(second.url, {}).url, {})
    booking.refresh_from_db()
    assert booking.for_whom == "me-and-supporter"
    assert not booking.people.first().needs.exists(), "the other window has not saved yet"
    client.post(first.url, {"share_needs": "yes", "remember_needs": "no"})

    assert booking.people.first().needs.get().words == "A lift"
    assert not FormAttempt.objects.exists()


def test_a_change_whose_first_half_is_gone_saves_nothing_and_says_so(client, session, clock):
    booking = make_booking(session=session)
    on = client.post(url_of(booking, "change/who/"), {"for_whom": "other"})
    clock.shift(timedelta(hours=25))
    sent = client.post(on.url, {"your_name": "Ama", "their_name": "Ben"})

    assert sent.status_code == 409
    assert "so we have changed nothing" in text_of(sent)
    booking.refresh_from_db()
    assert booking.for_whom == "me"


def test_a_change_begun_before_an_upgrade_goes_on(client, session):
    booking = make_booking(session=session)
    web_session = client.session
    web_session[f"wizard_change_{booking.pk}"] = {
        "answers": {"needs": {"options": [], "words": ["A lift"]}},
        "again": [],
        "since": booking.created_at.isoformat(),
    }
    web_session.save()
    client.cookies["sessionid"] = web_session.session_key
    answers = {"share_needs": "yes", "remember_needs": "no"}
    sent = client.post(url_of(booking, "change/sharing/?change=1"), answers)
    assert sent.status_code == 307
    client.post(sent.url, answers)

    assert booking.people.get().needs.get().words == "A lift"


def test_leaving_the_waiting_list_does_not_cancel_a_place_that_came_meanwhile(client, now):
    booking = make_offer(make_session(places=2), now)
    Booking.objects.filter(pk=booking.pk).update(state="waiting", offered_until=None)
    page = client.get(url_of(booking, "cancel/"))
    assert "Leave the waiting list?" in text_of(page)
    Booking.objects.filter(pk=booking.pk).update(state="booked")
    sent = client.post(url_of(booking, "cancel/"), everything_in(page))

    assert sent.status_code == 409
    assert "has changed since you opened this page" in text_of(sent)
    booking.refresh_from_db()
    assert booking.state == "booked"
    again = everything_in(client.get(url_of(booking, "cancel/")))
    assert client.post(url_of(booking, "cancel/"), again).status_code == 302


def test_a_place_on_another_day_than_the_page_said_is_not_taken(client, now):
    booking = make_offer(make_session(places=2), now)
    page = client.get(url_of(booking))
    booking.session.starts_at += timedelta(days=1)
    booking.session.ends_at += timedelta(days=1)
    booking.session.save()
    sent = client.post(url_of(booking, "answer/"), everything_in(page) | {"answer": "take"})

    assert sent.status_code == 409
    booking.refresh_from_db()
    assert booking.state == "offered"
    again = everything_in(client.get(url_of(booking))) | {"answer": "take"}
    assert client.post(url_of(booking, "answer/"), again).url.endswith("?done=taken")


def test_erasing_asks_again_when_the_booking_is_not_as_the_page_said(client, session, now):
    booking = make_booking(session=session)
    bookings.cancel(booking=booking, now=now)
    page = client.get(url_of(booking, "erase/"))
    assert "You also give up your place" not in text_of(page)
    bookings.undo_cancel(booking=booking, now=now)
    sent = client.post(url_of(booking, "erase/"), everything_in(page))

    assert sent.status_code == 409
    assert "You also give up your place" in text_of(sent)
    assert client.post(url_of(booking, "erase/"), everything_in(sent)).url == "/bookings/erased/"
    assert not Booking.objects.exists()


def test_news_is_confirmed_as_the_page_said_and_not_as_chosen_later(client, now):
    who = make_pending_subscriber(now)
    page = client.get(page_address(who))
    make_pending_subscriber(now, topics=[make_topic()])
    sent = client.post(page_address(who), everything_in(page) | {"do": "yes"})

    assert sent.status_code == 409
    assert "What you chose has changed" in text_of(sent)
    who.refresh_from_db()
    assert who.confirmed_at is None
    client.post(page_address(who), everything_in(sent) | {"do": "yes"})
    who.refresh_from_db()
    assert who.confirmed_at is not None


def test_the_key_of_a_booking_is_made_of_the_attempt_and_of_what_was_shown(client, session):
    shown = answer_all(client)
    book_now(client, shown)
    key = uuid.uuid5(uuid.UUID(FORM.split("/")[-2]), hidden_in(shown)["shown"])

    assert Booking.objects.get().form_key == key
