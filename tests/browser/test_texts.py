"""Text messages and paper: the pages on which people and organisers meet them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.bookings import manage_token
from hub.models import User
from tests import factories
from tests.browser import axe
from tests.browser.axe import faults
from tests.browser.faults import faults_of
from tests.events.texts.people import MOBILE, make_texted_booking

BACKEND = "tests.text_backend.RecordingBackend"


@pytest.fixture
def booking(transactional_db, settings):
    """A place by phone next week. The browser and the server live in the real present."""
    settings.TEXT_BACKEND = settings.LETTER_BACKEND = BACKEND
    settings.TEXT_CALLBACK_TOKEN = "a-token"
    starts = (timezone.now() + timedelta(days=8)).replace(hour=10, minute=30)
    session = factories.make_session(starts_at=starts, meeting_phone="01632 960555, then 2468#")
    return make_texted_booking(session=session, mode="phone", needs=("A lamp",), now=timezone.now())


def test_the_pages_fit_every_window_and_every_reader(live_server, visitor, booking):
    token = manage_token(booking)
    names = ("booked", "manage", "paper")
    someone = visitor()
    problems = []
    for path in (reverse(name, args=[token]) for name in names):
        page = someone.open(live_server.url + path)
        problems += [f"{path}: {fault}" for fault in faults_of(page)]
    page = someone.open(live_server.url + reverse("manage_change", args=[token, "contact"]))
    assert page.get_by_label("Text me on this number").is_checked()
    problems += [f"contact: {fault}" for fault in faults_of(page)]
    assert problems == []


def test_on_paper_the_words_are_as_large_as_people_asked_for(live_server, visitor, booking):
    page = visitor().open(live_server.url + reverse("paper", args=[manage_token(booking)]))
    page.emulate_media(media="print")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"

    sixteen_points = 21.3  # CSS pixels
    for words in page.locator("main dl > div > *").all():
        assert words.evaluate(size) >= sixteen_points
    assert page.locator("main").inner_text().count(MOBILE) == 0, "the number is theirs"
    assert page.get_by_text("Print it with your browser").is_hidden()


def test_the_desk_reads_what_became_of_texts(live_server, visitor, booking):
    user = User.objects.create_user("organiser", "o@example.org", "brew")
    user.groups.add(Group.objects.get(name="Organisers"))
    client = Client()
    client.force_login(user)
    booking.notices.update(channel="text", sent_at=timezone.now(), provider_id="1")
    someone = visitor(width=360)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    someone.context.add_cookies([{**cookie, "url": live_server.url}])
    page = someone.open(live_server.url + reverse("sessions_admin:messages"))

    assert page.get_by_role("heading", name="Texts and letters that we sent").is_visible()
    assert "Text message: You have booked" in page.locator("main").inner_text()
    assert faults(page, axe.WITHOUT_AAA, within=".desk") == []
