"""Signs at the start of a line that stand for a bullet or a number."""

import re
from dataclasses import replace

from stories.importing.deck import Fragment, Kind, Slide

BULLET = re.compile(r"^[ \t]*(?:[•●○◦▪■□‣⁃∙·➢➤✓✔►▶\uf0b7\uf0a7\uf0d8]|[-–—*](?=[ \t]))[ \t]*(?=\S)")
NUMBER = re.compile(r"^[ \t]*(?:\(?\d{1,2}[.)]|\(?[a-h]\))[ \t]+(?=\S)")
MAX_HEADING_WORDS = 10
SECOND_LEVEL = "○◦"


def without_marker(text: str) -> tuple[str, bool]:
    """Return a line without the sign of its bullet, and whether it had one. A number stays."""
    if match := BULLET.match(text):
        return text[match.end() :], True
    return text, bool(NUMBER.match(text))


def as_bullet(fragment: Fragment) -> Fragment:
    """Return a paragraph that begins with a bullet as a bullet."""
    text, is_bullet = without_marker(fragment.text)
    if fragment.kind != Kind.PARAGRAPH or not is_bullet:
        return fragment
    level = fragment.level or int(fragment.text.lstrip()[:1] in SECOND_LEVEL)
    marker = fragment.text[: len(fragment.text) - len(text)].strip()
    return replace(fragment, kind=Kind.BULLET, text=text, level=level, marker=marker)


def looks_like_heading(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= MAX_HEADING_WORDS
        and "\n" not in text.strip()
        and not text.rstrip().endswith((".", ",", ";", "!", "”", '"'))
        and text.lstrip()[0] not in "“\"‘'•-–*("
        and "://" not in text
    )


def slides_of_flow(fragments: list[Fragment]) -> list[Slide]:
    """Return a text without pages as slides, a new one at each heading.

    Where the text has no headings, short bold lines count as such.
    """
    if not any(each.kind == Kind.HEADING for each in fragments):
        fragments = [
            replace(each, kind=Kind.HEADING, level=1)
            if each.kind == Kind.PARAGRAPH and each.is_bold and looks_like_heading(each.text)
            else each
            for each in fragments
        ]
    slides = [Slide(1)]
    for each in fragments:
        if each.kind == Kind.HEADING and each.level <= 2:
            if slides[-1].title or any(
                part.text.strip() or part.picture for part in slides[-1].fragments
            ):
                slides.append(Slide(len(slides) + 1))
            slides[-1].title, slides[-1].title_links = each.text.strip(), each.links
        else:
            slides[-1].fragments.append(each)
    return [slide for slide in slides if slide.title or slide.fragments]
