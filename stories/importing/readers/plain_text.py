"""Reads plain text: empty lines part paragraphs, and a line alone before a list is its heading."""

import re
from dataclasses import replace

from stories.importing.deck import Deck, Fragment, Kind, Unit
from stories.importing.file_types import decoded
from stories.importing.people_count import people_in
from stories.importing.readers.text_lines import as_bullet, looks_like_heading, slides_of_flow

MARKDOWN_HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t#]*$")
NAME_OF_POET = re.compile(r"(a )?(poem )?by ", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")


def read_plain_text(data: bytes) -> Deck:
    """Return the text as slides, one for each heading."""
    text = decoded(data)
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    fragments: list[Fragment] = []
    for number, block in enumerate(blocks):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        if number:
            fragments.append(Fragment(Kind.PARAGRAPH, "", box=0))
        fragments += _block(lines, has_more=number + 1 < len(blocks))
    deck = Deck(Unit.PART)
    deck.slides = slides_of_flow(fragments)
    return deck


def _block(lines: list[str], *, has_more: bool) -> list[Fragment]:
    found = []
    for index, line in enumerate(lines):
        if match := MARKDOWN_HEADING.match(line):
            found.append(Fragment(Kind.HEADING, match[2], level=len(match[1])))
            continue
        if "\t" in line.strip() and len(lines) > 1:
            cells = tuple(cell.strip() for cell in line.split("\t"))
            words = " – ".join(cell for cell in cells if cell)
            found.append(Fragment(Kind.ROW, words, cells=cells, is_head=index == 0))
            continue
        fragment = as_bullet(Fragment(Kind.PARAGRAPH, line, links=tuple(ADDRESS.findall(line))))
        if fragment.kind == Kind.BULLET:
            fragment = replace(fragment, level=(len(line) - len(line.lstrip())) // 2)
        next_is_bullet = index + 1 < len(lines) and _is_bullet(lines[index + 1])
        stands_alone = len(lines) == 1 and has_more
        is_first = index == 0 and fragment.kind == Kind.PARAGRAPH
        if is_first and (next_is_bullet or stands_alone) and _is_heading(line):
            fragment = replace(fragment, kind=Kind.HEADING, level=2)
        found.append(fragment)
    return found


def _is_heading(line: str) -> bool:
    """Return whether a line that stands alone is a heading, and not a fact or a poet's name."""
    return looks_like_heading(line) and not people_in(line) and not NAME_OF_POET.match(line)


def _is_bullet(line: str) -> bool:
    return as_bullet(Fragment(Kind.PARAGRAPH, line)).kind == Kind.BULLET
