"""The page that asks if a No in a calendar is right, checked in every way, with and without JavaScript."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from events.bookings import manage_token
from events.emails.delivery import send_due
from events.rsvp.apply import process_reply
from tests import factories
from tests.browser.faults import faults_of
from tests.browser.visitor import press
from tests.events.calendar_replies import reply


@pytest.fixture
def booking(transactional_db, now, time_machine):
    time_machine.move_to(now)
    booking = factories.make_booking(now=now, supporter="Jo")
    send_due(now=now)
    mail.outbox.clear()
    process_reply(raw=reply(booking, "DECLINED", now), now=now)
    send_due(now=now)
    return booking


def test_the_page_fits_every_window_and_every_reader(live_server, visitor, booking):
    someone = visitor()
    page = someone.open(live_server.url + reverse("said_no", args=[manage_token(booking)]))
    assert faults_of(page) == []
    assert someone.messages == []


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("button", "state"), [("Yes, cancel the booking", "cancelled"), ("No, keep it", "booked")]
)
def test_one_press_after_the_link_is_enough(live_server, visitor, booking, script, button, state):
    (path,) = set(re.findall(r"https://brew\.test(/bookings/\S+)", mail.outbox[-1].body))
    page = visitor(java_script_enabled=script).open(live_server.url + path)
    press(page.get_by_role("button", name=button))

    booking.refresh_from_db()
    assert booking.state == state
