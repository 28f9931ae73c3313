"""axe-core on the page that a visitor has open."""

from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
TAGS = [
    *["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    *["best-practice"],
]
# Not in the tags above, or off unless asked for.
ALSO = ["color-contrast-enhanced", "target-size"]
# What can change with the colour scheme while the page stays the same.
COLOUR_RULES = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
QUICK = {"resultTypes": ["violations"], "preload": False, "iframes": False}


def _only(*rules: str) -> dict:
    return {"runOnly": {"type": "rule", "values": rules}, **QUICK}


# What to look for.
COLOURS = _only(*COLOUR_RULES)
CONTRAST = _only("color-contrast", "link-in-text-block")
CONTRAST_AND_SIZES = _only("color-contrast", "link-in-text-block", "target-size")
COLOURS_AND_SIZES = _only(*COLOUR_RULES, "target-size")
WITHOUT_AAA = {"runOnly": {"type": "tag", "values": TAGS}, **QUICK}
EVERYTHING = {**WITHOUT_AAA, "rules": {rule: {"enabled": True} for rule in ALSO}}

RUN = """async ([within, options]) => {
  // To the top: a target that lies half under a header that stays would seem too small.
  for (const part of document.querySelectorAll("*")) if (part.scrollTop) part.scrollTop = 0;
  const results = await axe.run(within || document, options);
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} | ` +
      [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ")));
}"""


def faults(page: Page, options: dict = EVERYTHING, *, within: str = "") -> list[str]:
    """What axe finds wrong on the page, or within a CSS selector, one line for each place."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(SOURCE.read_text())
    return page.evaluate(RUN, [within, options])
