"""One walk for each main job that is not walked elsewhere: publish, organise, read.

Booking, changing and cancelling are in test_booking_journey.py.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import expect

from events.bookings import manage_token
from events.emails.delivery import send_due
from events.models import AccessNeed
from stories.models import StoryPage
from tests.factories import make_booking, make_option, make_session

from . import axe, keyboard, layout
from .test_series_editor import frozen, log_in, publish, tree
from .visitor import press

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["frozen", "tree"]


STORY = "My mum and I have tea at four. Then we can talk."


@pytest.mark.journey("publish")
def test_an_editor_writes_a_story_publishes_it_and_a_visitor_finds_it(
    tree, live_server, visitor, frozen
):
    page = visitor().page
    log_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/pages/add/stories/storypage/{tree.stories.pk}/")
    page.locator("[name=title]").fill("Tea at four")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text").click()
    words = page.locator(".w-field--draftail_rich_text_area [contenteditable=true]").first
    words.press_sequentially(STORY)
    # The editor writes into the form a moment after the last key.
    expect(page.locator("[name=body-0-value]")).to_have_value(re.compile(STORY))
    page.locator("[name=summary]").fill("A cup of tea helps us talk.")
    page.locator("[name=author_name]").fill("Joy")
    publish(page)
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    assert StoryPage.objects.get().live

    reader = visitor(width=320)
    page = reader.open(f"{live_server.url}/stories/")
    press(page.get_by_role("link", name="Tea at four").first)
    expect(page.locator("main")).to_contain_text(STORY)
    assert axe.faults(page) + layout.sideways(page) == []


@pytest.mark.journey("organise")
def test_an_organiser_answers_a_need_and_the_person_hears_and_sees_it(
    tree, live_server, visitor, frozen
):
    booking = make_booking(session=make_session(), needs=(make_option("More breaks"),))
    send_due(now=frozen)
    page = visitor().page
    log_in(page, live_server, "Organisers")
    page.goto(f"{live_server.url}/admin/sessions/")
    press(page.locator(".desk").get_by_role("link", name=re.compile("27 January 2027")).first)
    need = page.locator(f"#need-{AccessNeed.objects.get().pk}")
    expect(need).to_contain_text("More breaks")
    need.get_by_label(re.compile("What we tell them")).fill("We stop for tea at eleven.")
    press(need.get_by_role("button", name="In place"))
    expect(page.locator(".messages")).to_be_visible()

    mail.outbox.clear()
    send_due(now=frozen + timedelta(hours=2))
    (told,) = mail.outbox
    assert "We stop for tea at eleven." in told.body
    page = visitor(width=320).open(f"{live_server.url}/bookings/{manage_token(booking)}/")
    expect(page.locator("main")).to_contain_text("We stop for tea at eleven.")


@pytest.mark.journey("read")
def test_a_visitor_reads_from_home_to_a_story_with_the_keyboard(demo, visitor):
    reader = visitor(width=320)
    page = reader.open(demo.url + "/")
    problems = keyboard.walk(page)
    press(page.get_by_role("navigation").get_by_role("link", name="Stories").first)
    page.locator("main a[href^='/stories/']").filter(has_text="Three in the morning").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Three in the morning")
    problems += keyboard.walk(page) + axe.faults(page) + layout.sideways(page)
    assert problems + reader.manners(demo.url) == []
