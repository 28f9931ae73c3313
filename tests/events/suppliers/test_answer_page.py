"""The page on which a supplier answers, without scripts and without cookies."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events import bookings, schedule
from events.models import NeedsAccess, OrganiserTask
from events.suppliers import requests
from events.suppliers.links import answer_address
from tests.events.suppliers.makers import (
    DAY,
    LINE,
    MINUTE,
    ask,
    current,
    make_needs,
    make_supplier,
    states,
    tell,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine, now):
    time_machine.move_to(now, tick=False)
    return time_machine


@pytest.fixture
def needs(site):
    return make_needs(phone="01632 960 001")


@pytest.fixture
def session(needs):
    return needs[0].person.booking.session


@pytest.fixture
def request_(needs, now):
    return ask(needs, now, sentence="Please tell us your price.")


@pytest.fixture
def path(request_):
    return answer_address(request_).removeprefix("https://brew.test")


def press(path, says, words="", **fields):
    """Press a button as a browser that keeps no cookie, from the page as it is now."""
    browser = Client(enforce_csrf_checks=True)
    form = BeautifulSoup(browser.get(path).text, "html.parser").select_one("main form")
    version = form.select_one("[name=version]")["value"] if form else "1"
    data = {"version": version, "words": words, "answer": says, **fields}
    return browser.post(path, data, follow=True)


def test_the_page_shows_what_the_mail_says_and_looking_changes_nothing(client, path, request_):
    for look in (client.get, client.head):
        response = look(path)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
    shown = client.get(path).text
    assert LINE in shown
    assert "Please tell us your price." in shown
    for someone in ("Zebedee", "Ama", "zebedee0@", "960 001"):
        assert someone not in shown
    assert current(request_).state == "sent"


@pytest.mark.parametrize(
    ("says", "state", "said"),
    [
        ("booked", "in-place", "You said: it is booked."),
        ("cannot", "asked", "You said: we cannot."),
    ],
)
def test_one_press_answers(says, state, said, path, session, request_):
    response = press(path, says, "Kim comes.")
    assert response.status_code == 200
    assert said in response.text
    assert "Kim comes." in response.text, "what was written can be changed"
    assert states(session) == [state, state]
    assert OrganiserTask.objects.open().count() == 1


def test_a_second_press_changes_it_until_the_session_is_over(path, session, clock):
    press(path, "booked")
    assert "You said: we cannot." in press(path, "cannot").text
    assert states(session) == ["asked", "asked"]
    clock.move_to(session.ends_at + MINUTE, tick=False)
    response = press(path, "booked")
    assert response.status_code == 409
    assert "This session is over." in response.text
    assert states(session) == ["asked", "asked"]


def test_a_press_that_says_nothing_asks_again(path, request_):
    for says in ("", "sent", "withdrawn"):
        assert press(path, says).status_code == 422
    assert press(path, "booked", "x" * 501).status_code == 422
    assert current(request_).state == "sent"


def test_what_has_changed_since_the_page_was_opened_is_shown_first(
    path, needs, session, request_, now
):
    bookings.cancel(booking=needs[0].person.booking, now=now)
    tell(request_, now)
    for version in ("1", "", "x", "9" * 30):
        response = press(path, "booked", "Kim comes.", version=version)
        assert response.status_code == 409
        assert "This has changed since you opened the page." in response.text
        assert LINE.replace("2 people", "1 person") in response.text
        assert "Kim comes." in response.text
    assert current(request_).state == "sent"


@pytest.mark.parametrize("why", ["withdrawn", "off", "moved"])
def test_a_request_that_does_not_hold_any_more_says_so(why, path, session, request_, now):
    if why == "withdrawn":
        requests.withdraw(request=request_, now=now)
    elif why == "off":
        schedule.cancel(session=session, reason="Ill", now=now)
    else:
        schedule.move(
            session=session,
            starts_at=session.starts_at + DAY,
            ends_at=session.ends_at + DAY,
            now=now,
        )
    shown = Client().get(path)
    assert shown.status_code == 200
    assert requests.CLOSED[why] in shown.text
    assert "Yes, it is booked" not in shown.text
    assert press(path, "booked").status_code == 409
    assert current(request_).answered_at is None


def test_other_links_and_other_sites_open_nothing(client, path, request_):
    assert client.get(f"{path[:-2]}x/").status_code == 404
    assert client.get("/suppliers/x/").status_code == 404
    response = client.post(path, {"answer": "booked"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert current(request_).state == "sent"
    request_.delete()
    assert client.get(path).status_code == 404


def test_the_queries_do_not_grow_with_the_people(client, path, session, request_, needs, now):
    def queries():
        with CaptureQueriesContext(connection) as context:
            assert client.get(path).status_code == 200
        return len(context)

    queries()
    few = queries()
    more = make_needs(session, names=[f"Jo {each}" for each in range(12)])
    big = ask(more, now, supplier=make_supplier("Other"))
    path = answer_address(big).removeprefix("https://brew.test")
    assert big.people == 14
    with CaptureQueriesContext(connection) as context:
        client.get(path)
    assert len(context) == few


def test_a_look_of_a_supplier_is_no_look_at_needs(client, path):
    client.get(path)
    assert not NeedsAccess.objects.exists()
