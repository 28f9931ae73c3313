"""A walk through the page with the Tab key."""

from playwright.sync_api import Page

# Every control in the order of the document; of a group of radios only one takes part.
EXPECTED = """(within) => {
  const start = document.querySelector(within);
  const groups = new Set();
  const all = [...start.querySelectorAll(
    "a[href], button, input, select, textarea, summary, video[controls], [tabindex='0']")];
  window.walk = all.filter((part) => {
    if (part.disabled || part.type === "hidden" || part.tabIndex < 0) return false;
    if (!part.checkVisibility({visibilityProperty: true})) return false;
    if (part.type === "radio") {
      const group = `${part.form?.id}/${part.name}`;
      if (groups.has(group)) return false;
      groups.add(group);
    }
    return true;
  });
  // Start at the top, even when the page has moved the focus.
  start.tabIndex = -1;
  start.focus();
  start.removeAttribute("tabindex");
  window.scrollTo(0, 0);
  return window.walk.length;
}"""

# What a step says between the stops inside players, days and times.
STILL_INSIDE = "still inside"

STEP = """(number) => {
  const wanted = window.walk[number];
  const focused = document.activeElement;
  const severalStops = "video, audio, [type=date], [type=time]";
  if (number > 0 && focused === window.walk[number - 1] && focused.matches(severalStops))
    return "STILL_INSIDE";
  const name = (part) => part ? part.outerHTML.slice(0, 100) : "nothing";
  if (focused !== wanted) return `Tab ${number + 1} reaches ${name(focused)}, not ${name(wanted)}`;
  const box = focused.getClientRects()[0];
  const problems = [];
  if (box.bottom < 0 || box.top > innerHeight) problems.push("is off the screen");
  const on = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1));
  if (on && on !== focused && !focused.contains(on) && !on.contains(focused))
    problems.push(`is covered by ${name(on)}`);
  let ring = false;
  for (let part = focused; part && part !== document.body && !ring; part = part.parentElement) {
    const style = getComputedStyle(part);
    ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3;
  }
  if (!ring) problems.push("shows no focus");
  return problems.length ? `${name(focused)} ${problems.join(", ")}` : "";
}""".replace("STILL_INSIDE", STILL_INSIDE)


def walk(page: Page, within: str = "body") -> list[str]:
    """Press Tab until the end: document order, focus seen, nothing on top of it."""
    # Scripts that arrive after the page may show more controls.
    page.wait_for_load_state("networkidle")
    count = page.evaluate(EXPECTED, within)
    problems = []
    for number in range(count):
        for _ in range(20):
            page.keyboard.press("Tab")
            problem = page.evaluate(STEP, number)
            if problem != STILL_INSIDE:
                break
        if problem:
            problems.append(problem)
        if len(problems) > 3:
            break
    return problems
