"""Reads PDF with pdfplumber: lines are joined to paragraphs as they were before they were wrapped."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from stories.importing import errors
from stories.importing.deck import Deck, Fragment, Kind, Slide, Unit
from stories.importing.errors import UnreadableFile
from stories.importing.file_types import MAX_PAGES
from stories.importing.readers.text_lines import as_bullet, without_marker
from stories.importing.reading_order import Box, guess_title, in_reading_order

MAX_WORDS = 200_000
WORD_GAP = 0.33  # of the size of the letters: a wider gap parts two words
COLUMN_GAP = 1.6  # of the size: a wider gap within a line parts two columns
GAP_OF_PARAGRAPHS = 0.45  # of the size: so much more than usual between lines parts two paragraphs
BLOCK_GAP = 1.9  # of the size: a wider gap parts two boxes
MAX_VERSE = 28  # letters in a line, on average
SMALLEST_PICTURE = 24  # points; smaller ones are bullets and lines
WHOLE_PAGE = 0.7
RESOLUTION = 150  # dots an inch, of pictures taken out
MAX_PICTURES = 300
UNMAPPED_BULLET = "(cid:127)"  # the bullet of fonts that do not say what their signs mean
MARGIN = 0.07  # of the height, at the top and bottom


def read_pdf(data: bytes) -> Deck:
    """Return the pages. Raise UnreadableFile for a password or too many pages."""
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableFile(errors.TOO_MANY_PAGES)
            deck = Deck(Unit.PAGE)
            for number, page in enumerate(pdf.pages, start=1):
                deck.slides.append(_read_page(page, number, deck))
                page.close()
            return deck
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise UnreadableFile(errors.LOCKED) from error
        raise


def _read_page(page: Any, number: int, deck: Deck) -> Slide:
    boxes: list[Box] = []
    tables = [table for table in page.find_tables() if _is_table(table)]
    links = _links(page)
    rest = page
    for table in tables:
        left, top, right, bottom = table.bbox
        rows = [
            Fragment(
                Kind.ROW,
                " – ".join(_unwrapped(cell) for cell in row if cell and cell.strip()),
                cells=tuple(_unwrapped(cell or "") for cell in row),
                is_head=index == 0,
            )
            for index, row in enumerate(table.extract())
        ]
        words = "\n".join(each.text for each in rows)
        boxes.append(Box(left, top, right - left, bottom - top, rows, words))
        rest = rest.outside_bbox(table.bbox, strict=False)
    lines = _lines(rest, links)
    for block in _blocks(lines):
        fragments = _paragraphs(block, _room(block, lines, page.width))
        if fragments:
            boxes.append(_box(block, fragments))
    boxes += list(_pictures(page, deck, has_words=bool(lines or tables)))
    return _slide(number, boxes, page)


def _slide(number: int, boxes: list[Box], page: Any) -> Slide:
    slide = Slide(number)
    boxes = [box for box in boxes if not _is_page_number(box, number, page)]
    title = guess_title([box for box in boxes if not _is_in_margin(box, page, bottom_only=True)])
    if title:
        boxes.remove(title)
        slide.title = "\n".join(each.text for each in title.content if each.text.strip())
        slide.title_links = tuple(link for each in title.content for link in each.links)
    for index, box in enumerate(in_reading_order(boxes)):
        fragments = box.content
        if (
            _is_in_margin(box, page, bottom_only=True)
            and len(fragments) == 1
            and fragments[0].kind != Kind.PICTURE
        ):
            fragments = [replace(each, kind=Kind.MARGIN) for each in fragments]
        slide.fragments += [replace(each, box=index) for each in fragments]
    return slide


def _is_in_margin(box: Box, page: Any, *, bottom_only: bool) -> bool:
    return box.top > page.height * (1 - MARGIN) or (
        not bottom_only and box.bottom < page.height * MARGIN
    )


def _is_page_number(box: Box, number: int, page: Any) -> bool:
    words = box.text.lower().removeprefix("page").removeprefix("slide").split()
    is_number = (
        bool(words) and words[0].isdigit() and (len(words) == 1 or words[1:2] in (["of"], ["/"]))
    )
    return is_number and _is_in_margin(box, page, bottom_only=False)


def _is_table(table: Any) -> bool:
    """Return whether ruled lines make a table, and not a frame around words."""
    rows = table.extract()
    return len(rows) > 1 and max(len(row) for row in rows) > 1


def _links(page: Any) -> list[tuple[str, Any]]:
    return [
        (link["uri"], link)
        for link in page.hyperlinks
        if str(link.get("uri") or "").startswith(("http://", "https://", "mailto:"))
    ]


class _Line:
    """Words that stand on one line, close to each other."""

    def __init__(self, words: list[dict[str, Any]], links: list[tuple[str, Any]]) -> None:
        self.left = min(word["x0"] for word in words)
        self.right = max(word["x1"] for word in words)
        self.top = min(word["top"] for word in words)
        self.bottom = max(word["bottom"] for word in words)
        self.size = round(Counter(word["size"] for word in words).most_common(1)[0][0], 1)
        self.text = " ".join(word["text"] for word in words).replace(UNMAPPED_BULLET, "•")
        self.first_width = words[0]["x1"] - words[0]["x0"]
        self.is_bold = all("bold" in word["fontname"].lower() for word in words)
        middle = (self.top + self.bottom) / 2
        self.links = tuple(
            dict.fromkeys(
                uri
                for uri, place in links
                if place["top"] <= middle <= place["bottom"]
                and place["x0"] < self.right
                and place["x1"] > self.left
            )
        )


def _lines(page: Any, links: list[tuple[str, Any]]) -> list[_Line]:
    words = page.extract_words(
        keep_blank_chars=False,
        use_text_flow=False,
        extra_attrs=["size", "fontname"],
        x_tolerance_ratio=WORD_GAP / 2,
    )
    if len(words) > MAX_WORDS:
        raise UnreadableFile(errors.TOO_MANY_PAGES)
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["top"] + word["bottom"], word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        for row in reversed(rows[-3:]):
            if row[-1]["top"] < middle < row[-1]["bottom"]:
                row.append(word)
                break
        else:
            rows.append([word])
    found = []
    for row in rows:
        row.sort(key=lambda word: word["x0"])
        part = [row[0]]
        for before, word in pairwise(row):
            if word["x0"] - before["x1"] > COLUMN_GAP * max(word["size"], before["size"]):
                found.append(_Line(part, links))
                part = []
            part.append(word)
        found.append(_Line(part, links))
    return found


def _blocks(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Group lines that stand below each other, in letters of one size, into blocks."""
    blocks: list[list[_Line]] = []
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        for block in blocks:
            last = block[-1]
            gap = line.top - last.bottom
            overlaps = line.left < max(each.right for each in block) and line.right > min(
                each.left for each in block
            )
            if (
                -last.size < gap < BLOCK_GAP * last.size
                and overlaps
                and abs(line.size - last.size) < 1
            ):
                block.append(line)
                break
        else:
            blocks.append([line])
    return blocks


def _room(block: Sequence[_Line], lines: Sequence[_Line], width: float) -> float:
    """Return how far to the right the lines of a block could go: to the margin or the next column."""
    left, right = min(line.left for line in block), max(line.right for line in block)
    top, bottom = min(line.top for line in block), max(line.bottom for line in block)
    margin = min(line.left for line in lines)
    beside = [
        each.left for each in lines if each.left > right and each.top < bottom and each.bottom > top
    ]
    return max(right, min([width - min(margin, left), *beside]))


def _paragraphs(block: Sequence[_Line], room: float) -> list[Fragment]:
    """Join wrapped lines, those whose next word would not have fitted any more."""
    right = max(line.right for line in block)
    usual_gap = _usual_gap(block)
    has_bullets = any(without_marker(line.text)[1] for line in block)
    is_verse = _is_verse(block, room)
    paragraphs: list[list[_Line]] = []
    for line in block:
        if not paragraphs:
            paragraphs.append([line])
            continue
        last = paragraphs[-1][-1]
        is_apart = line.top - last.bottom > usual_gap + GAP_OF_PARAGRAPHS * line.size
        if is_apart and not has_bullets:
            paragraphs.append([])
        if (
            is_apart
            or without_marker(line.text)[1]
            or _starts_paragraph(paragraphs[-1], line, right, room, is_verse=is_verse)
        ):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    left = min(line.left for line in block)
    return [_fragment(lines, left) for lines in paragraphs]


def _is_verse(block: Sequence[_Line], room: float) -> bool:
    """Return whether nothing wrapped these lines: they are very short, or end early within a sentence."""
    left, right = min(line.left for line in block), max(line.right for line in block)
    is_short = sum(len(line.text) for line in block) < MAX_VERSE * len(block)
    if is_short and len(block) > 2 and right - left < (room - left) / 2:
        return True
    return any(
        after.text[:1].islower()
        and _fits(after, before, right)
        and not without_marker(before.text)[1]
        for before, after in pairwise(block)
    )


def _fits(line: _Line, before: _Line, right: float) -> bool:
    """Return whether the first word of a line would have fitted at the end of the one before."""
    return before.right + before.size * 0.3 + line.first_width <= right


def _starts_paragraph(
    before: Sequence[_Line], line: _Line, right: float, room: float, *, is_verse: bool
) -> bool:
    last, text = before[-1], " ".join(each.text for each in before)
    if text.count("“") > text.count("”"):
        return False  # somebody is still speaking
    if is_verse or _fits(line, last, right):
        return True
    is_within_sentence = line.text[:1].islower() or line.text.startswith(("I ", "I’", "I'"))
    ends = last.text.endswith((".", "!", "?", "”", ":"))
    return _fits(line, last, room) and (ends or not is_within_sentence)


def _usual_gap(block: Sequence[_Line]) -> float:
    gaps = sorted(after.top - before.bottom for before, after in pairwise(block))
    return gaps[0] if gaps else 0.0


def _fragment(lines: Sequence[_Line], left: float) -> Fragment:
    if not lines:
        return Fragment(Kind.PARAGRAPH, "")
    text = " ".join(line.text for line in lines)
    indent = lines[0].left - left
    is_bullet = without_marker(text)[1]
    if not is_bullet and len(lines) == 1 and indent > lines[0].size * 0.4:
        text = " " * round(indent / (lines[0].size * 0.25)) + text
    fragment = Fragment(
        Kind.PARAGRAPH,
        text,
        level=int(is_bullet and indent > lines[0].size * 0.8),
        links=tuple(dict.fromkeys(link for line in lines for link in line.links)),
        is_bold=all(line.is_bold for line in lines),
        size=lines[0].size,
    )
    return as_bullet(fragment)


def _box(block: Sequence[_Line], fragments: list[Fragment]) -> Box:
    left, top = min(line.left for line in block), min(line.top for line in block)
    right, bottom = max(line.right for line in block), max(line.bottom for line in block)
    return Box(
        left,
        top,
        right - left,
        bottom - top,
        fragments,
        "\n".join(each.text for each in fragments),
        block[0].size,
        all(each.is_bold for each in fragments),
        any(each.kind == Kind.BULLET for each in fragments),
    )


def _unwrapped(cell: str) -> str:
    """Return a cell's words, with a new line only where a new bullet begins."""
    lines: list[str] = []
    for line in cell.split("\n"):
        if lines and not without_marker(line)[1]:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    return "\n".join(without_marker(line)[0] for line in lines)


def _pictures(page: Any, deck: Deck, *, has_words: bool) -> Iterator[Box]:
    for image in page.images:
        left, right = max(image["x0"], 0), min(image["x1"], page.width)
        top, bottom = max(image["top"], 0), min(image["bottom"], page.height)
        is_backdrop = (right - left) * (
            bottom - top
        ) > WHOLE_PAGE * page.width * page.height and has_words
        is_small = min(right - left, bottom - top) < SMALLEST_PICTURE
        if is_backdrop or is_small or len(deck.pictures) >= MAX_PICTURES:
            continue
        key = deck.add_picture(_as_png(page, (left, top, right, bottom)))
        yield Box(left, top, right - left, bottom - top, [Fragment(Kind.PICTURE, picture=key)])


def _as_png(page: Any, bbox: tuple[float, float, float, float]) -> bytes:
    buffer = BytesIO()
    page.crop(bbox).to_image(resolution=RESOLUTION).original.convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()
