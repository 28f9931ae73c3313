"""After a session: saying how it was, and booking again, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.bookings import Preferences, manage_token
from events.models import Booking, Feedback, SessionCount
from tests import factories
from tests.browser.faults import faults_of
from tests.browser.visitor import press


@pytest.fixture
def booking(transactional_db):
    """A remembered booking of yesterday's session. The browser and the server live in the real present."""
    yesterday = timezone.now() - timedelta(days=1)
    session = factories.make_session(starts_at=yesterday)
    later = yesterday + timedelta(days=28)
    coming = factories.make_session(starts_at=later, title="Over a Brew: rest")
    # The address with which the page says that it is too early.
    factories.make_booking(session=coming, email="ben@example.org", now=yesterday)
    return factories.make_booking(
        session=session,
        needs=(factories.make_option("More breaks"), "A lift to the door"),
        wishes=Preferences(remember_needs=True, share_needs=True),
        now=yesterday - timedelta(days=14),
    )


def addresses(booking):
    token = manage_token(booking)
    return [
        reverse("manage", args=[token]),
        reverse("feedback", args=[token]),
        reverse("feedback_thanks", args=[token]),
        reverse("feedback", args=[manage_token(Booking.objects.get(email="ben@example.org"))]),
        reverse("lost_link"),
        reverse("same_answers"),
        reverse("keep_change_forget", args=[token]),
    ]


def look(page, path=""):
    return [f"{path}: {fault}" for fault in faults_of(page)]


def test_the_pages_fit_every_window_and_every_reader(live_server, visitor, booking):
    someone = visitor()
    problems = []
    for path in addresses(booking):
        problems += look(someone.open(live_server.url + path), path)
    page = someone.open(live_server.url + reverse("feedback", args=[manage_token(booking)]))
    press(page.get_by_role("button", name="Send it to us"))
    assert page.title().startswith("Error: ")
    problems += look(page, "the form sent empty")
    page = someone.open(live_server.url + reverse("manage", args=[manage_token(booking)]))
    press(page.get_by_role("button", name="Book again with the same answers"))
    problems += look(page, "the first question")
    assert problems == []


@pytest.mark.parametrize("script", [True, False])
def test_saying_how_it_was_needs_no_javascript(live_server, visitor, booking, script):
    page = visitor(java_script_enabled=script).open(
        live_server.url + reverse("manage", args=[manage_token(booking)])
    )
    press(page.get_by_role("link", name="Tell us how it was"))
    for need in ("More breaks", "A lift to the door"):
        asked = page.get_by_role("group", name=re.compile(need))
        asked.get_by_label("Some of it").check()
    page.get_by_label("What should we do better?").fill("Start later")
    press(page.get_by_role("button", name="Send it to us"))

    assert page.locator("h1").inner_text() == "Thank you for telling us"
    feedback = Feedback.objects.get()
    assert feedback.do_better == "Start later"
    partly = SessionCount.objects.filter(topic="got-it", answer="partly")
    assert sum(count.number for count in partly) == 2


@pytest.mark.parametrize("script", [True, False])
def test_booking_again_takes_two_pages_and_needs_no_javascript(
    live_server, visitor, booking, script
):
    page = visitor(java_script_enabled=script).open(
        live_server.url + reverse("manage", args=[manage_token(booking)])
    )
    press(page.get_by_role("button", name="Book again with the same answers"))
    page.get_by_label("Yes, so they can get it ready").check()
    page.get_by_label("Yes", exact=True).check()
    press(page.get_by_role("button", name="Continue"))
    shown = page.locator("main").inner_text()
    assert "A lift to the door" in shown and "More breaks" in shown
    page.get_by_label("You may use these answers").check()
    press(page.get_by_role("button", name="Book my place"))

    assert page.locator("h1").inner_text() == "You have booked a place"
    assert Booking.objects.filter(email=booking.email).count() == 2
