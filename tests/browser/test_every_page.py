"""Every public page of the sample site: its HTML read once, and the page opened once for all looks at it."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup

from . import axe, keyboard, layout, markup
from .addresses import FORMS, MISSING, one_of_each_state

SHARES = 8  # so that several processes can work on the pages
WIDTHS = (320, 768, 1280)
HREFS = "links => links.map((link) => link.getAttribute('href'))"


def test_the_html_of_every_page_is_right(every_page, tmp_path):
    assert markup.mistakes(tmp_path, every_page) == []


def test_every_page_has_one_heading_a_title_of_its_own_and_a_description(demo, every_page):
    problems, titles = [], Counter()
    for path, html in every_page.items():
        page = BeautifulSoup(html, "html.parser")
        if len(page.find_all("h1")) != 1:
            problems.append(f"{path}: {len(page.find_all('h1'))} h1")
        title = page.title.get_text(strip=True)
        if not title or title.startswith("–"):
            problems.append(f"{path}: title {title!r}")
        if "?" not in path:
            titles[title] += 1
        if path == MISSING:
            continue
        for about in [{"name": "description"}, {"property": "og:image"}]:
            if not page.find("meta", about)["content"]:
                problems.append(f"{path}: {about} is empty")
        canonical = page.find("link", rel="canonical")["href"]
        if not canonical.startswith(demo.url):
            problems.append(f"{path}: canonical {canonical}")
    problems += [
        f"{number} pages are called {title}" for title, number in titles.items() if number > 1
    ]
    assert problems == []


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_right_in_every_way_of_looking_at_it(
    demo, every_page, visitor, request, share
):
    paths = list(every_page)
    if not request.config.getoption("--all-pages"):
        paths = one_of_each_state(every_page)
    problems = []
    for path in paths[share::SHARES]:
        someone = visitor()  # a new one has no cookie yet
        page = someone.open(demo.url + path)
        found = unwanted_effects(someone, demo.url, path)  # first, as it is about a plain visit
        found += difference_without_scripts(page, visitor, path)
        found += accessibility(page) + layout_faults(page) + keyboard.walk(page)
        problems += [f"{path}: {each}" for each in found]
        someone.context.close()
    assert problems == []


def unwanted_effects(someone, url, path):
    """No cookie, no message in the console, and no other host asked."""
    someone.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    someone.page.wait_for_load_state("networkidle")
    # A form needs its token in a cookie, for as long as it is being sent.
    token = "csrftoken" if path in FORMS else ""
    return someone.manners(url, status=404 if path == MISSING else 200, may_set=token)


def difference_without_scripts(page, visitor, path):
    if path == "/easier-to-read/":
        return []  # its choices are an extra that only scripts can offer; see test_reading_preferences.py
    plain = visitor(java_script_enabled=False)
    seen = []
    for each in (page, plain.open(page.url)):
        links = each.locator("a:visible").evaluate_all(HREFS)
        seen.append((each.locator("body").inner_text(), links))
    plain.context.close()
    return [] if seen[0] == seen[1] else [f"other words or links without scripts: {seen}"]


def accessibility(page):
    """What axe finds at any width and in any colour scheme."""
    problems = []
    for width, options in (
        (320, axe.EVERYTHING),
        (768, axe.COLOURS_AND_SIZES),  # the same page, laid out in another way
        (1280, axe.EVERYTHING),
    ):
        page.set_viewport_size({"width": width, "height": 900})
        problems += [f"at {width}: {fault}" for fault in axe.faults(page, options)]
    for scheme, forced in [("dark", "none"), ("light", "active"), ("dark", "active")]:
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        problems += [
            f"{scheme}, forced colours {forced}: {fault}" for fault in axe.faults(page, axe.COLOURS)
        ]
    page.emulate_media(color_scheme="light", forced_colors="none")
    return problems


def layout_faults(page):
    """What does not fit a narrow window, or large or spaced words."""
    problems = []
    # 320 pixels is also what is left of 1280 at 400% zoom.
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 900})
        found = layout.sideways(page) + layout.cut(page) + layout.small_targets(page)
        problems += [f"at {width}: {each}" for each in found]
    problems += [f"narrow, spaced: {p}" for p in layout.with_style(page, layout.SPACING)]
    page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
    for rules, what in [("html { font-size: 200% }", "200%"), (layout.SPACING, "spacing")]:
        problems += [f"with {what}: {p}" for p in layout.with_style(page, rules)]
    return problems
