"""Every component in its states, on the page that shows them all, and the pages for mistakes."""

import re
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from PIL import Image

from . import axe, keyboard, layout, markup
from .addresses import every_public_url

WIDTHS = (320, 768, 1280)
# Where the words of an element stand on the page, without its edges.
TEXT_BOX = """(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const box = range.getBoundingClientRect();
  return {x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height};
}"""


@pytest.fixture
def parts(demo, visitor, editor_cookies):
    someone = visitor()
    someone.context.add_cookies(editor_cookies)
    someone.open(demo.url + "/styleguide/")
    return someone


def test_axe_finds_nothing_in_any_part_at_any_width(parts):
    problems = []
    for width in WIDTHS:
        parts.page.set_viewport_size({"width": width, "height": 900})
        problems += [f"at {width}: {fault}" for fault in axe.faults(parts.page)]
    assert problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_axe_finds_no_weak_colour_in_any_scheme(parts, scheme, forced):
    parts.page.emulate_media(color_scheme=scheme, forced_colors=forced)
    assert axe.faults(parts.page, only_colours=True) == []


# Chromium paints a plate behind words in forced colours. No measure of colours sees that: look.
ON_COLOUR = [
    ".button",
    ".date-badge-day",
    ".filter[aria-current]",
    ".tag",
    ".theme",
    ".notice-title",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_words_on_a_colour_can_be_seen(parts, scheme, forced):
    parts.page.emulate_media(color_scheme=scheme, forced_colors=forced)
    for part in ON_COLOUR:
        element = parts.page.locator(f"main {part}").first
        box = element.evaluate(TEXT_BOX)
        picture = Image.open(BytesIO(parts.page.screenshot(clip=box, full_page=True))).convert("L")
        darkest, lightest = picture.getextrema()
        assert lightest - darkest > 128, f"the words of {part} cannot be seen"


def test_the_parts_fit_a_narrow_window_and_large_or_spaced_words(parts):
    problems = []
    for width in WIDTHS:
        parts.page.set_viewport_size({"width": width, "height": 900})
        problems += [f"at {width}: {p}" for p in layout.sideways(parts.page)]
        problems += [f"at {width}: {p}" for p in layout.cut(parts.page)]
        problems += [f"at {width}: {p}" for p in layout.small_targets(parts.page)]
        for rules in ["html { font-size: 200% }", layout.SPACING]:
            problems += [f"at {width}: {p}" for p in layout.with_style(parts.page, rules)]
    assert problems == []


def test_every_part_is_reached_by_tab_in_order_with_a_focus_that_shows(parts):
    assert keyboard.walk(parts.page) == []


def test_the_html_of_the_parts_is_right(parts, tmp_path):
    html = parts.page.request.get(parts.page.url).text()
    assert markup.mistakes(tmp_path, {"parts": html}) == []


def test_the_page_of_parts_is_not_for_the_public(demo):
    assert "We cannot find that page" in demo.get("/styleguide/")


def test_a_mistake_takes_the_reader_to_its_list_and_its_links_to_the_fields(parts):
    page = parts.page
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Choose how you want to join").click()
    assert page.evaluate("document.activeElement.id") == "id_wrong-way_0"
    legend = page.locator("#id_wrong-way_0").locator("xpath=ancestor::fieldset/legend")
    assert legend.bounding_box()["y"] >= 0, "the question is in view"


def test_on_paper_there_is_nothing_to_press_and_no_sign_of_focus(parts):
    page = parts.page
    assert page.locator("main .summary-change").first.is_visible()
    page.emulate_media(media="print")
    for part in ("main .summary-change", "main .phone-route", "main form"):
        assert not any(each.is_visible() for each in page.locator(part).all()), part
    focused = page.evaluate("getComputedStyle(document.activeElement)")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert (focused["outlineStyle"], focused["boxShadow"]) == ("none", "none")


def test_only_on_paper_a_page_says_where_it_is_on_the_web(demo, visitor):
    page = visitor().page
    session = next(
        path for path in every_public_url(demo) if re.search(r"/\d{4}-\d\d-\d\d/$", path)
    )
    for path in (session, "/stories/our-principles/", "/stories/three-in-the-morning/"):
        page.goto(demo.url + path)
        page.emulate_media(media="print")
        assert f"This page on the web: {demo.url}{path}" in page.locator("main").inner_text()
        page.emulate_media(media="screen")
        assert "on the web" not in page.locator("main").inner_text()


def test_i_do_not_need_anything_and_the_other_boxes_clear_each_other(parts):
    page = parts.page
    alone, other = page.locator("#id_plain-needs_2"), page.locator("#id_plain-needs_0")
    other.check()
    alone.check()
    assert not other.is_checked()
    other.check()
    assert not alone.is_checked()


def test_a_video_from_elsewhere_is_asked_for_only_after_its_button_is_pressed(parts):
    page = parts.page
    page.route("**youtube**", lambda route: route.fulfill(body="<title>player</title>"))
    assert not any("youtube" in host for host in parts.hosts)
    page.get_by_role("link", name="Play the video").click()
    player = page.locator("iframe[title='What is missing?']")
    player.wait_for()
    assert "youtube-nocookie.com" in player.get_attribute("src")
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_without_javascript_a_video_is_a_link_to_its_page(demo, visitor, editor_cookies):
    someone = visitor(java_script_enabled=False)
    someone.context.add_cookies(editor_cookies)
    page = someone.open(demo.url + "/styleguide/")
    link = page.get_by_role("link", name="Play the video")
    assert link.get_attribute("href").startswith("https://www.youtube.com/watch")


@pytest.fixture
def mistake_pages(db, rf: RequestFactory) -> dict[str, str]:
    answers = {"answers": [("name", "Sam"), ("more", "two\nlines")]}
    return {
        name: render_to_string(f"{name}.html", answers, request=rf.get("/"))
        for name in ["403", "404", "500", "stale_form", "stale_page", "too_many_requests"]
    }


def test_the_html_of_pages_for_mistakes_is_right(mistake_pages, tmp_path):
    assert markup.mistakes(tmp_path, mistake_pages) == []


def test_axe_finds_nothing_on_pages_for_mistakes(mistake_pages, demo, visitor):
    someone = visitor(width=320)
    problems = []

    def show(route):
        name = route.request.url.split("/")[-2]
        route.fulfill(body=mistake_pages[name], content_type="text/html; charset=utf-8")

    someone.page.route("**/as-if/*/", show)
    for name in mistake_pages:
        page = someone.open(f"{demo.url}/as-if/{name}/")
        found = axe.faults(page) + layout.sideways(page) + layout.small_targets(page)
        problems += [f"{name}: {fault}" for fault in found]
    assert problems == []
