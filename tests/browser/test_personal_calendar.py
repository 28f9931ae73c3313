"""The pages of a person's own calendar, checked in every way, with and without JavaScript."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from events.bookings import manage_token
from events.emails.delivery import send_due
from events.models import PersonalFeed
from events.schedule import personal_feed
from tests import factories
from tests.browser.faults import faults_of
from tests.browser.visitor import press


@pytest.fixture
def booking(transactional_db):
    return factories.make_booking()


def addresses(booking):
    feed, _ = PersonalFeed.objects.get_or_create(email=booking.email)
    return [
        reverse("own_calendar", args=[manage_token(booking)]),
        reverse("own_calendar", args=[manage_token(booking)]) + "?done=sent",
        reverse("own_feed_page", args=[personal_feed.SIGNER.token_for(feed.uid)]),
        reverse("own_feed_stopped"),
    ]


def test_the_pages_fit_every_window_and_every_reader(live_server, visitor, booking):
    someone = visitor()
    problems = []
    for path in addresses(booking):
        page = someone.open(live_server.url + path)
        problems += [f"{path}: {fault}" for fault in faults_of(page)]
    assert problems == []
    assert someone.messages == []


@pytest.mark.parametrize("script", [True, False])
def test_asking_and_stopping_needs_no_javascript(live_server, visitor, booking, script):
    page = visitor(java_script_enabled=script).open(
        live_server.url + reverse("manage", args=[manage_token(booking)])
    )
    press(page.get_by_role("link", name="Put all your bookings in one calendar"))
    press(page.get_by_role("button", name="Email me the address"))
    assert "Look at your email" in page.locator("main").inner_text()
    send_due(now=PersonalFeed.objects.get().created_at)
    (path,) = re.findall(r"https://brew\.test(/my-calendar/\S+)", mail.outbox[-1].body)
    page.goto(live_server.url + path)
    press(page.get_by_role("button", name="Stop this address"))

    assert page.locator("h1").inner_text() == "The address has stopped"
    assert not PersonalFeed.objects.exists()
