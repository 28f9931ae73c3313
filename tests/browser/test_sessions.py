"""Finding a session with a real browser: in states that no link in the sitemap leads to."""

import re

import pytest

from . import axe, layout
from .visitor import press

STATES = [
    "/topics/unpaid-carers/",
    "/topics/",
    "/sessions/?past=1",
    "/sessions/?time=morning&time=evening&way=phone",
    "/sessions/?way=in-person&time=evening&topic=nothing-like-it",
    "/sessions/month/2020-02/",
    "/sessions/subscribe/?way=video",
]


@pytest.mark.parametrize("path", STATES)
def test_every_state_of_a_list_is_fit_for_everybody(demo, visitor, path):
    someone = visitor()
    page = someone.open(demo.url + path)
    problems = []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for look in (axe.faults, layout.sideways, layout.cut, layout.small_targets):
            problems += [f"{width}: {problem}" for problem in look(page)]
    problems += someone.manners(demo.url)
    assert problems == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_session_stands_in_the_first_screen_of_a_phone(demo, visitor, scripts):
    page = visitor(java_script_enabled=scripts).page
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{demo.url}/sessions/")
    card = page.locator(".session-card").first
    for part in (".card-title", ".card-when"):
        box = card.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 640, part


def test_open_filters_are_fit_for_everybody(demo, visitor):
    page = visitor().open(f"{demo.url}/sessions/?time=morning")
    page.get_by_text("Find what suits you").click()
    problems = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for look in (axe.faults, layout.sideways, layout.cut, layout.small_targets):
            problems += [f"{width}: {problem}" for problem in look(page)]
    problems += layout.with_style(page, layout.SPACING)
    assert problems == []


def test_the_months_open_where_there_is_a_session(demo, visitor):
    page = visitor().page
    page.goto(f"{demo.url}/sessions/")
    press(page.get_by_role("link", name="See sessions by month"))
    assert page.locator(".month a").count()


def month_with_sessions(demo, page) -> None:
    page.goto(demo.url + re.search(r"/sessions/month/[0-9-]+/", demo.get("/sessions/"))[0])


def test_a_month_is_a_table_on_a_wide_screen_and_a_list_of_full_dates_on_a_phone(demo, visitor):
    page = visitor(width=1280).page
    month_with_sessions(demo, page)
    cell = page.locator(".month td").filter(has=page.locator("a")).first
    empty = page.locator(".month td.month-empty").first
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
    assert empty.is_visible()

    page.set_viewport_size({"width": 320, "height": 900})
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
    assert not empty.is_visible()
    words = cell.inner_text().split("\n")[0]
    assert re.match(
        r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{1,2}(:\d\d)?[ap]m$",
        words.strip(),
    )


def test_someone_without_javascript_narrows_the_list_and_gets_back(demo, visitor):
    page = visitor(width=320, java_script_enabled=False).page
    page.goto(f"{demo.url}/sessions/")
    everything = page.locator(".session-card").count()
    page.get_by_text("Find what suits you").click()
    press(page.get_by_role("link", name=re.compile(r"^By phone \(")))

    assert page.url.endswith("/sessions/?way=phone#list-title")
    heading = page.locator("#list-title")
    assert heading.inner_text() == "Coming sessions by phone"
    # They go on reading at the list, below the menus, which are long on a phone.
    assert 0 <= heading.bounding_box()["y"] < 300
    page.get_by_text("Find what suits you").click()
    press(page.get_by_role("link", name=re.compile(r"^At the weekend \(")))
    assert heading.inner_text() == "Coming sessions at the weekend, by phone"
    press(page.get_by_role("link", name=re.compile("^Take off “by phone”")))
    press(page.get_by_role("link", name=re.compile("^Take off “at the weekend”")))
    assert page.locator(".session-card").count() == everything


def test_someone_with_a_keyboard_goes_from_the_list_to_the_first_step_of_booking(demo, visitor):
    page = visitor().page
    page.goto(f"{demo.url}/sessions/")
    bookable = page.locator(".session-card:not(.is-cancelled) .card-title a").last
    title = bookable.inner_text()
    bookable.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == title
    page.locator("main a[href$='/book/']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/book/**")
    assert page.locator("h1").count() == 1
    assert title in page.locator("main").inner_text()


def test_a_session_prints_its_words_without_menus_and_buttons(demo, visitor):
    page = visitor().page
    page.goto(f"{demo.url}/sessions/")
    press(page.locator(".session-card:not(.is-cancelled) .card-title a").last)
    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    assert page.get_by_text("How to join").first.is_visible()
    assert not page.locator(".menu").is_visible()
    assert not page.locator("main a[href$='/book/']").is_visible()
