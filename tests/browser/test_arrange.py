"""The list of what waits, as an organiser works through it on a small phone without scripts."""

import pytest
from playwright.sync_api import expect

from events.models import AccessNeed
from tests.browser.test_admin import screens
from tests.browser.test_series_editor import frozen, log_in, tree

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["frozen", "screens", "tree"]


def test_several_are_answered_at_once_on_a_phone_without_scripts(screens, visitor, live_server):
    someone = visitor()
    log_in(someone.page, live_server, "Organisers")
    plain = visitor(java_script_enabled=False)
    plain.context.add_cookies(someone.page.context.cookies())
    page = plain.page
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(live_server.url + screens["home"])
    page.get_by_role("link", name="To arrange, by date").click()
    expect(page.get_by_role("heading", name="To arrange, by date")).to_be_visible()

    page.get_by_label("Ama Mensah: A quiet place").focus()
    page.keyboard.press("Space")
    page.get_by_label("What we tell each of them").fill("There is a quiet corner.")
    page.get_by_role("button", name="Not possible").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messages")).to_contain_text("1 thing: marked as “Not possible”.")
    need = AccessNeed.objects.get(option__label="A quiet place")
    assert (need.state, need.answer) == ("not-possible", "There is a quiet corner.")
    page.goto(live_server.url + screens["answer_need"])
    expect(page.get_by_role("heading", name="What has been done")).to_be_visible()
