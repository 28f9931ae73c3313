"""Every public page of the sample site, looked at in every way."""

import pytest

from . import axe, keyboard, layout, markup
from .addresses import FORMS, MISSING, every_public_url

SHARES = 6  # so that several processes can work on the pages
WIDTHS = (320, 768, 1280)
HREFS = "links => links.map((link) => link.getAttribute('href'))"


def pages(demo, share: int) -> list[tuple[str, int]]:
    """One share of all addresses, with the status each should answer."""
    every = [(path, 200) for path in every_public_url(demo)] + [(MISSING, 404)]
    return every[share::SHARES]


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_at_any_width_and_in_any_scheme(demo, visitor, share):
    someone = visitor()
    page = someone.page
    problems = []
    for path, _ in pages(demo, share):
        someone.open(demo.url + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            problems += [f"{path} at {width}: {fault}" for fault in axe.faults(page)]
        for scheme, forced in [("dark", "none"), ("light", "active"), ("dark", "active")]:
            page.emulate_media(color_scheme=scheme, forced_colors=forced)
            problems += [
                f"{path} {scheme}, forced colours {forced}: {fault}"
                for fault in axe.faults(page, only_colours=True)
            ]
        page.emulate_media(color_scheme="light", forced_colors="none")
    assert problems == []


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_fits_a_narrow_window_and_large_or_spaced_words(demo, visitor, share):
    someone = visitor()
    page = someone.page
    problems = []
    for path, _ in pages(demo, share):
        someone.open(demo.url + path)
        # 320 pixels is also what is left of 1280 at 400% zoom.
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            problems += [
                f"{path} at {width}: {p}" for p in layout.sideways(page) + layout.cut(page)
            ]
            problems += [f"{path} at {width}: {p}" for p in layout.small_targets(page)]
        for rules, what in [("html { font-size: 200% }", "200%"), (layout.SPACING, "spacing")]:
            problems += [f"{path} with {what}: {p}" for p in layout.with_style(page, rules)]
        page.set_viewport_size({"width": 320, "height": 900})
        problems += [f"{path} narrow, spaced: {p}" for p in layout.with_style(page, layout.SPACING)]
    assert problems == []


@pytest.mark.parametrize("share", range(SHARES))
def test_every_control_is_reached_by_tab_in_order_with_a_focus_that_shows(demo, visitor, share):
    someone = visitor()
    problems = []
    for path, _ in pages(demo, share):
        page = someone.open(demo.url + path)
        problems += [f"{path}: {problem}" for problem in keyboard.walk(page)]
    assert problems == []


@pytest.mark.parametrize("share", range(SHARES))
def test_a_plain_visit_leaves_no_cookie_no_message_and_asks_no_other_host(demo, visitor, share):
    problems = []
    for path, status in pages(demo, share):
        someone = visitor()
        page = someone.open(demo.url + path)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_load_state("networkidle")
        # A form needs its token in a cookie, for as long as it is being sent.
        token = "csrftoken" if path in FORMS else ""
        problems += [
            f"{path}: {p}" for p in someone.manners(demo.url, status=status, may_set=token)
        ]
        someone.context.close()
    assert problems == []


@pytest.mark.parametrize("share", range(SHARES))
def test_without_javascript_every_page_has_the_same_words_and_links(demo, visitor, share):
    with_script, without = visitor(), visitor(java_script_enabled=False)
    problems = []
    for path, _ in pages(demo, share):
        if path == "/easier-to-read/":
            continue  # its choices are an extra that only scripts can offer; see test_reading.py
        seen = []
        for someone in (with_script, without):
            page = someone.open(demo.url + path)
            links = page.locator("a:visible").evaluate_all(HREFS)
            seen.append((page.locator("body").inner_text(), links))
        if seen[0] != seen[1]:
            problems.append(path)
    assert problems == []


@pytest.mark.parametrize("share", range(SHARES))
def test_the_html_of_every_page_is_right(demo, tmp_path, share):
    html = {path: demo.get(path) for path, _ in pages(demo, share)}
    assert markup.mistakes(tmp_path, html) == []


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_has_one_heading_a_title_of_its_own_and_a_description(demo, visitor, share):
    someone = visitor()
    titles: dict[str, str] = {}
    problems = []
    for path, status in pages(demo, share):
        page = someone.open(demo.url + path)
        if page.locator("h1").count() != 1:
            problems.append(f"{path}: {page.locator('h1').count()} h1")
        title = page.title()
        if not title.strip() or title.strip().startswith("–") or title in titles:
            problems.append(f"{path}: title {title!r}, as {titles.get(title)}")
        if "?" not in path:
            titles[title] = path
        if status == 200:
            for selector in ["meta[name=description]", "meta[property='og:image']"]:
                if not page.locator(selector).get_attribute("content"):
                    problems.append(f"{path}: {selector} is empty")
            canonical = page.locator("link[rel=canonical]").get_attribute("href")
            if not canonical.startswith(demo.url):
                problems.append(f"{path}: canonical {canonical}")
    assert problems == []
