"""Everything that can be wrong with the page that is open, for each kind of reader."""

import textstat
from playwright.sync_api import Page

from . import axe, keyboard, layout

# At the second width it is the same page, laid out in another way.
LOOKS = ((320, axe.EVERYTHING), (1280, axe.COLOURS_AND_SIZES))
READERS_OWN = (("html { font-size: 200% }", "200%"), (layout.SPACING, "spacing"))


def faults_of(page: Page) -> list[str]:
    """By keyboard, for machines, in a narrow and a wide window, with large words, and how hard it is to read."""
    found = keyboard.walk(page)
    for width, options in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        here = axe.faults(page, options) + layout.sideways(page) + layout.cut(page)
        found += [f"at {width}: {each}" for each in here + layout.small_targets(page)]
    for rules, what in READERS_OWN:
        found += [f"with {what}: {each}" for each in layout.with_style(page, rules)]
    words = page.locator("main").inner_text()
    sentences = [line for line in words.splitlines() if line.endswith((".", "?"))]
    if textstat.flesch_kincaid_grade(" ".join(sentences)) > 6:
        found.append(f"hard to read: {words}")
    return found
