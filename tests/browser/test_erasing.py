"""The page on which a person erases their booking, and the two that follow it."""

import pytest
from django.urls import reverse

from events.bookings import manage_token
from events.emails.delivery import send_due
from events.models import Booking, ErasedInvite
from tests import factories
from tests.browser.faults import faults_of
from tests.browser.visitor import press


@pytest.fixture
def booking(transactional_db):
    booking = factories.make_booking()
    send_due(now=factories.NOW)
    return booking


def test_the_pages_fit_every_window_and_every_reader(live_server, visitor, booking):
    someone = visitor()
    problems = []
    for path in (
        reverse("erase_booking", args=[manage_token(booking)]),
        reverse("erased"),
        reverse("erased_after_mail"),
    ):
        page = someone.open(live_server.url + path)
        problems += [f"{path}: {fault}" for fault in faults_of(page)]
    assert problems == []


@pytest.mark.parametrize("keeps_tick", [True, False])
def test_the_tick_needs_no_javascript(live_server, visitor, booking, keeps_tick):
    page = visitor(java_script_enabled=False).open(
        live_server.url + reverse("erase_booking", args=[manage_token(booking)])
    )
    tick = page.get_by_label("Take it out of my calendar too")
    assert tick.is_checked()
    if not keeps_tick:
        tick.uncheck()
    press(page.get_by_role("button", name="Delete everything"))

    assert page.locator("h1").inner_text() == "It is deleted"
    assert not Booking.objects.exists()
    assert ErasedInvite.objects.exists() == keeps_tick
