"""What a page must keep when it is narrow, large or spaced out."""

from playwright.sync_api import Page

SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((part) => part.getBoundingClientRect().right > width + 1)
    .slice(0, 5)
    .map((part) => `too wide: ${part.outerHTML.slice(0, 120)}`);
}"""

CUT = """() => {
  const problems = [];
  for (const part of document.querySelectorAll("body *")) {
    const style = getComputedStyle(part);
    if (part.closest(".visually-hidden, svg, select, textarea, input, iframe, video, .month-long")) continue;
    if (!part.innerText?.trim() || style.display === "inline") continue;
    const hides = ["hidden", "clip"];
    const wide = hides.includes(style.overflowX) && part.scrollWidth > part.clientWidth + 1;
    const high = hides.includes(style.overflowY) && part.scrollHeight > part.clientHeight + 1;
    if (wide || high) problems.push(`cut: ${part.outerHTML.slice(0, 120)}`);
  }
  return problems;
}"""

SMALL = """(least) => {
  const seen = (part) => part.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const problems = [];
  for (const part of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (!seen(part) || part.type === "hidden" || part.closest(".skip-link, wagtail-userbar")) continue;
    const inText = getComputedStyle(part).display === "inline" &&
      (part.closest(".prose") || [...(part.closest("p, li, dd, dt, td, figcaption") || part).childNodes]
        .some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
    if (inText) continue;
    let box = part.getBoundingClientRect();
    let [width, height] = [box.width, box.height];
    if (getComputedStyle(part, "::after").position === "absolute") {
      box = part.offsetParent.getBoundingClientRect();
      [width, height] = [box.width, box.height];
    }
    if (part.matches("[type=radio], [type=checkbox]")) {
      for (const label of part.labels) width += label.getBoundingClientRect().width;
    }
    if (width < least || height < least)
      problems.push(`small (${Math.round(width)} by ${Math.round(height)}): ${part.outerHTML.slice(0, 120)}`);
  }
  return problems;
}"""

# WCAG 2.2, 1.4.12
SPACING = """* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""

ADD_STYLE = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""


def sideways(page: Page) -> list[str]:
    return page.evaluate(SIDEWAYS)


def cut(page: Page) -> list[str]:
    return page.evaluate(CUT)


def small_targets(page: Page, least: int = 44) -> list[str]:
    """Controls smaller than `least` CSS pixels. Links inside a sentence are free (WCAG 2.5.5)."""
    return page.evaluate(SMALL, least)


def with_style(page: Page, rules: str) -> list[str]:
    """What goes wrong when a reader brings these rules along."""
    page.evaluate(ADD_STYLE, rules)
    problems = sideways(page) + cut(page)
    page.evaluate(ADD_STYLE, "")
    return problems
