"""Every component in its states, on the page that shows them all, and the pages for mistakes."""

import itertools
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


# Chromium paints a plate behind words in forced colours. No measure of colours sees that: look.
ON_COLOUR = [
    ".button",
    ".date-badge-day",
    ".filter[aria-current]",
    ".tag",
    ".theme",
    ".notice-title",
]


def test_every_part_is_right_in_every_way_of_looking_at_it(parts):
    page, problems = parts.page, []
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        found = axe.faults(page) + layout.sideways(page) + layout.cut(page)
        found += layout.small_targets(page)
        for rules in ["html { font-size: 200% }", layout.SPACING]:
            found += layout.with_style(page, rules)
        problems += [f"at {width}: {fault}" for fault in found]
    page.set_viewport_size({"width": 1280, "height": 900})
    for scheme, forced in itertools.product(["light", "dark"], ["none", "active"]):
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        found = axe.faults(page, axe.COLOURS)
        found += [
            f"the words of {part} cannot be seen" for part in ON_COLOUR if is_blank(page, part)
        ]
        problems += [f"{scheme}, forced colours {forced}: {fault}" for fault in found]
    page.emulate_media(color_scheme="light", forced_colors="none")
    assert problems + keyboard.walk(page) == []


def is_blank(page, part):
    """Whether the words of this part have the colour of what is behind them."""
    box = page.locator(f"main {part}").first.evaluate(TEXT_BOX)
    picture = Image.open(BytesIO(page.screenshot(clip=box, full_page=True))).convert("L")
    darkest, lightest = picture.getextrema()
    return lightest - darkest <= 128


def test_the_html_of_the_parts_is_right(parts, tmp_path):
    html = parts.page.request.get(parts.page.url).text()
    assert markup.mistakes(tmp_path, {"parts": html}) == []


def test_the_page_of_parts_is_not_for_the_public(demo):
    assert "We cannot find that page" in demo.get("/styleguide/", status=404)


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
        for name in [
            "403",
            "404",
            "500",
            "stale_form",
            "stale_page",
            "too_large",
            "too_many_requests",
        ]
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
