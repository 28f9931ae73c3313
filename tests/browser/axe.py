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
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {rule: {"enabled": True} for rule in ALSO},
    **QUICK,
}
COLOURS = {"runOnly": {"type": "rule", "values": COLOUR_RULES}, **QUICK}

RUN = """async (options) => {
  const results = await axe.run(document, options);
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} | ` +
      [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ")));
}"""


def faults(page: Page, *, only_colours: bool = False) -> list[str]:
    """What axe finds wrong, one line for each place."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(SOURCE.read_text())
    return page.evaluate(RUN, COLOURS if only_colours else EVERYTHING)
