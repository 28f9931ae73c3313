"""An editor sees the page beside the form, in a frame that the browser does not refuse."""

import pytest
from playwright.sync_api import expect

PLACES = {
    "a page": ("/admin/pages/{page}/edit/", "Let's talk about care"),
    "the site details": ("/admin/settings/hub/sitedetails/", "This is your site"),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_preview_beside_the_form_is_shown(demo, visitor, editor_cookies, place):
    address, heading = PLACES[place]
    someone = visitor(width=1400)
    someone.context.add_cookies(editor_cookies)
    page = someone.page
    page.goto(f"{demo.url}/admin/pages/")
    home = page.locator("a[href*='/edit/']").first.get_attribute("href").split("/")[3]
    page.goto(demo.url + address.format(page=home))
    page.get_by_label("Toggle preview").first.click()

    seen = page.locator("iframe[title=Preview]").last.content_frame.locator("h1").first
    expect(seen).to_contain_text(heading, timeout=30_000)
    assert [text for text in someone.messages if "Content Security Policy" in text] == []
