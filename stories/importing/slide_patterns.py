"""Patterns of lines on a slide: headings among them, nested bullets, tables of themes, poems, films."""

import re
from dataclasses import replace
from itertools import pairwise

from hub.blocks.video_links import video_link
from stories.importing.deck import Fragment, Kind, Slide
from stories.importing.quotations import opens_quotation, quotation_in
from stories.importing.section_names import Section, section_of

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")
MAX_SUBHEADING_WORDS = 8
MIN_POEM_LINES = 4
MAX_VERSE_LENGTH = 60  # characters
SPACES = (" ", "\t", "\u00a0", "\u2002", "\u2003")
COLUMN_NAME = re.compile(
    r"(themes?|topics?|questions?|areas?|subjects?|issues?|headings?)$", re.IGNORECASE
)
BY = re.compile(r"^\s*(?:by|a poem by|poem by|written by|–|—|―)\s+", re.IGNORECASE)


def joined(fragments: list[Fragment]) -> list[Fragment]:
    """Return the fragments with a quotation of several paragraphs joined to one."""
    found: list[Fragment] = []
    closing, begun = "", 0
    for each in fragments:
        if closing and each.kind != Kind.ROW and each.box == found[begun].box:
            text = f"{found[begun].text}\n{each.text}"
            links = (*found[begun].links, *each.links)
            found[begun] = replace(found[begun], text=text, links=links)
            if closing in each.text:
                closing = ""
            continue
        found.append(each)
        closing, begun = "", len(found) - 1
        if each.kind != Kind.ROW and (mark := opens_quotation(each.text)):
            same_box = [
                other.text for other in fragments if other.box == each.box and other is not each
            ]
            closing = mark if any(mark in text for text in same_box) else ""
    return found


def subheadings(lines: list[Fragment], slide: Slide) -> set[int]:
    """Return which lines are headings of the lines after them."""
    filled = [(n, each) for n, each in enumerate(lines) if each.text.strip()]
    found, weak = set(), set()
    for (number, each), (_, after) in pairwise(filled):
        if each.kind == Kind.HEADING:
            found.add(number)
            continue
        is_short = len(
            each.text.split()
        ) <= MAX_SUBHEADING_WORDS and not each.text.rstrip().endswith(
            (".", ",", ";", ":", "!", "?")
        )
        if (
            each.kind != Kind.PARAGRAPH
            or not is_short
            or "\n" in each.text.strip()
            or quotation_in(each.text)
        ):
            continue
        if after.kind == Kind.BULLET:
            weak.add(number)
            if each.is_bold and not after.is_bold:
                found.add(number)
        elif each.is_bold and not after.is_bold:
            found.add(number)
    if is_nested(lines) and section_of(slide.title) == Section.THEMES:
        return {n for n, each in filled if each.kind == Kind.BULLET and each.level == 0}
    return found | weak if len(weak) > 1 or not slide.title.strip() else found


def is_nested(lines: list[Fragment]) -> bool:
    levels = [each.level for each in lines if each.kind == Kind.BULLET and each.text.strip()]
    return bool(levels) and levels[0] == 0 and max(levels) > 0


def is_theme_table(lines: list[Fragment]) -> bool:
    """Return whether a table has a short name in its first column, and words about it beside."""
    rows = [each for each in lines if each.kind == Kind.ROW]
    return len(rows) > 1 and all(len(row.cells) == 2 for row in rows)


def names_columns(head: Fragment, lines: list[Fragment]) -> bool:
    """Return whether the first row says what stands in the columns."""
    if COLUMN_NAME.match(head.cells[0].strip()):
        return True
    others = [each.cells[1] for each in lines if each.kind == Kind.ROW and not each.is_head]
    is_short = all(len(cell.split()) <= 3 for cell in head.cells)
    return is_short and all(len(cell.split()) > 3 for cell in others)


def video_address(fragment: Fragment) -> str:
    addresses = [*fragment.links, *ADDRESS.findall(fragment.text)]
    full = [each if "://" in each else f"https://{each}" for each in addresses]
    return next((each for each in full if video_link(each)), "")


def is_poem(box: list[Fragment]) -> bool:
    """Return whether a box has several short lines, in verses or moved in, and no bullets."""
    if any(each.kind != Kind.PARAGRAPH for each in box):
        return False
    lines = "\n".join(each.text for each in box).strip("\n").split("\n")
    filled = [line for line in lines if line.strip()]
    if len(filled) < MIN_POEM_LINES or max(len(line) for line in filled) > MAX_VERSE_LENGTH:
        return False
    has_verses = any(not line.strip() for line in lines)
    has_breaks = any(each.text.strip().count("\n") >= MIN_POEM_LINES - 1 for each in box)
    is_moved_in = any(line.startswith(SPACES) for line in filled)
    is_prose = sum(line.rstrip().endswith((".", ":")) for line in filled) > len(filled) / 2
    return (has_verses or has_breaks or is_moved_in) and not is_prose


def is_poet(line: str) -> bool:
    return bool(BY.match(line)) and len(line.split()) <= MAX_SUBHEADING_WORDS + 2
