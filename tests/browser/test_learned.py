"""What we learned, and what is asked after a session, in every way of looking at it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.bookings import manage_token
from events.insights import report
from events.insights.time_slots import WEEK
from events.models import OrganiserTask, Quote, SessionCount
from tests import factories
from tests.browser import axe, keyboard
from tests.browser.faults import faults_of
from tests.browser.test_series_editor import faults, frozen, log_in, tree
from tests.browser.visitor import press

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["frozen", "tree"]


@pytest.fixture
def organiser(tree, frozen, visitor, live_server, monkeypatch):
    """The browser of an organiser, with numbers of a half-year that is long over."""
    day = date(frozen.year - 1, 3, 24)
    said = [(day, slot, 7 * number) for number, slot in enumerate(WEEK)]
    monkeypatch.setattr(report, "availability_counts", lambda: said)
    rows = [("session", "2 morning", ""), ("missed", "", "waiting")]
    rows += [("people", "2 morning", mode) for mode in ("video", "phone")]
    for label in ("A person to type or take notes", "Help-to-get-online-before-the-day" * 2):
        rows += [("need", label, answer) for answer in ("in-time", "late", "open")]
        rows += [("got-it", label, answer) for answer in ("yes", "no")]
    for number, (topic, label, answer) in enumerate(rows, start=3):
        SessionCount.objects.create(
            topic=topic, label=label, answer=answer, number=number, held_on=day
        )
    someone = visitor()
    log_in(someone.page, live_server, "Organisers")
    return someone.page


def test_the_numbers_can_be_read_in_every_window_and_by_every_reader(organiser, live_server):
    organiser.goto(live_server.url + reverse("insights:learned"))
    assert organiser.locator(".desk-heat td").count() == len(WEEK)
    found = keyboard.walk(organiser, within=".desk")
    for width in (320, 400, 768, 1280):
        organiser.set_viewport_size({"width": width, "height": 900})
        options = axe.WITHOUT_AAA if width == 320 else axe.CONTRAST_AND_SIZES
        found += [f"at {width}: {fault}" for fault in faults(organiser, options)]
        if organiser.evaluate("document.querySelector('.desk').scrollWidth > innerWidth"):
            found.append(f"at {width}: too wide")
    organiser.emulate_media(color_scheme="dark")
    found += [f"in the dark: {fault}" for fault in faults(organiser, axe.CONTRAST)]
    assert found == []


@pytest.fixture
def booking(transactional_db):
    """A booking of yesterday's session. The browser and the server live in the real present."""
    yesterday = timezone.now() - timedelta(days=1)
    return factories.make_booking(
        session=factories.make_session(starts_at=yesterday),
        needs=(factories.make_option("More breaks"), "A lift to the door"),
        now=yesterday - timedelta(days=14),
    )


@pytest.mark.parametrize("script", [True, False])
def test_each_need_is_one_press_and_words_are_taken_back_by_the_same_link(
    live_server, visitor, booking, script
):
    someone = visitor(java_script_enabled=script)
    address = live_server.url + reverse("feedback", args=[manage_token(booking)])
    page = someone.open(address)
    problems = faults_of(page) if script else []
    page.get_by_role("group", name="More breaks. Did you get it?").get_by_label("Yes").check()
    page.get_by_role("group", name="A lift to the door").get_by_label("No", exact=True).check()
    page.get_by_label("How was it for you?").fill("Warm")
    page.get_by_label("Yes, without a name").check()
    press(page.get_by_role("button", name="Send it to us"))
    assert page.locator("h1").inner_text() == "Thank you for telling us"
    problems += faults_of(page) if script else []
    assert OrganiserTask.objects.count() == 1

    page = someone.open(address)
    problems += faults_of(page) if script else []
    press(page.get_by_role("button", name="Take these words back"))
    assert page.locator("h1").inner_text() == "We do not use your words"
    problems += faults_of(page) if script else []
    assert not Quote.objects.exists()
    assert problems == []
