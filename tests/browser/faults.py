"""Everything that can be wrong with the page that is open, for each kind of reader."""

import textstat
from playwright.sync_api import Page

from . import axe, keyboard, layout

WIDTHS = (320, 1280)
READERS_OWN = (("html { font-size: 200% }", "200%"), (layout.SPACING, "spacing"))


def faults_of(page: Page) -> list[str]:
    """By keyboard, for machines, in a narrow and a wide window, with large words, and how hard it is to read."""
    found = keyboard.walk(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        here = axe.faults(page) + layout.sideways(page) + layout.cut(page)
        found += [f"at {width}: {each}" for each in here + layout.small_targets(page)]
    for rules, what in READERS_OWN:
        found += [f"with {what}: {each}" for each in layout.with_style(page, rules)]
    words = page.locator("main").inner_text()
    sentences = [line for line in words.splitlines() if line.endswith((".", "?"))]
    if textstat.flesch_kincaid_grade(" ".join(sentences)) > 6:
        found.append(f"hard to read: {words}")
    return found
