"""Reads .odp and .odt with odfdo."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from odfdo import Document

from stories.importing import errors
from stories.importing.deck import Deck, Fragment, Kind, Slide, Unit
from stories.importing.errors import UnreadableFile
from stories.importing.file_types import MAX_PAGES
from stories.importing.readers.text_lines import as_bullet, slides_of_flow
from stories.importing.reading_order import Box, guess_title, in_reading_order

LENGTH = re.compile(r"(-?[\d.]+)\s*(cm|mm|in|pt|pc|px)?")
CENTIMETRES = {"cm": 1, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
MARGINS = ("footer", "header", "date-time")
UNSEEN = {  # filled in by the program, or no words of the text
    *("text:page-number", "presentation:date-time", "text:tracked-changes", "office:annotation"),
    *("text:bookmark-start", "svg:title", "svg:desc", "office:forms", "text:sequence-decls"),
}
MAX_REPEATED_SPACES = 400


def read_odp(data: bytes) -> Deck:
    """Return the slides. Raise UnreadableFile if there are too many."""
    document = Document(BytesIO(data))
    pages = [each for each in document.body.children if each.tag == "draw:page"]
    if len(pages) > MAX_PAGES:
        raise UnreadableFile(errors.TOO_MANY_PAGES)
    reader = _Reader(document, Deck(Unit.SLIDE))
    reader.deck.slides = [reader.slide(page, number) for number, page in enumerate(pages, start=1)]
    return reader.deck


def read_odt(data: bytes) -> Deck:
    """Return the text as slides, one for each heading."""
    document = Document(BytesIO(data))
    reader = _Reader(document, Deck(Unit.PART))
    reader.deck.slides = slides_of_flow(list(reader.blocks(document.body)))
    if margins := reader.margins():
        number = len(reader.deck.slides) + 1
        reader.deck.slides.append(Slide(number, fragments=margins))
    return reader.deck


class _Reader:
    def __init__(self, document: Any, deck: Deck) -> None:
        self.document = document
        self.deck = deck
        self.styles: dict[str, tuple[float, bool]] = {}

    def slide(self, page: Any, number: int) -> Slide:
        title, boxes, notes = None, [], []
        for shape in self._flat(page):
            if shape.tag == "presentation:notes":
                notes += self._notes(shape)
                continue
            box = self._box(shape)
            if box is None:
                continue
            if title is None and shape.get_attribute("presentation:class") == "title" and box.text:
                title = box
            else:
                boxes.append(box)
        if title is None and (title := guess_title(boxes)):
            boxes.remove(title)
        slide = Slide(number)
        if title:
            lines = [each for each in title.content if each.text.strip()]
            slide.title = "\n".join(each.text.strip() for each in lines)
            slide.title_links = tuple(link for each in lines for link in each.links)
        for index, box in enumerate(in_reading_order(boxes)):
            slide.fragments += [replace(each, box=index) for each in box.content]
        slide.fragments += notes
        return slide

    def _flat(self, parent: Any) -> Iterator[Any]:
        for shape in parent.children:
            if shape.tag in ("draw:g", "draw:a"):
                yield from self._flat(shape)
            else:
                yield shape

    def _box(self, shape: Any) -> Box | None:
        role = shape.get_attribute("presentation:class")
        if role == "page-number" or shape.get_attribute("presentation:placeholder") == "true":
            return None
        fragments = list(self.blocks(shape, is_list=role == "outline"))
        if link := self._link_around(shape):
            fragments = [
                replace(each, links=(*each.links, link)) for each in fragments[:1]
            ] + fragments[1:]
        if role in MARGINS:
            fragments = [replace(each, kind=Kind.MARGIN) for each in fragments]
        fragments = _trimmed(fragments)
        if not fragments:
            return None
        has_words = fragments[0].kind != Kind.MARGIN
        return Box(
            left=_length(shape.get_attribute("svg:x")),
            top=_length(shape.get_attribute("svg:y")),
            width=_length(shape.get_attribute("svg:width")),
            height=_length(shape.get_attribute("svg:height")),
            content=fragments,
            text="\n".join(each.text for each in fragments).strip() if has_words else "",
            size=max(each.size for each in fragments),
            is_list=any(each.kind == Kind.BULLET for each in fragments),
        )

    def _link_around(self, shape: Any) -> str:
        parent = shape.parent
        is_link = parent is not None and parent.tag == "draw:a"
        return _web(parent.get_attribute("xlink:href")) if is_link else ""

    def _notes(self, notes: Any) -> list[Fragment]:
        texts = []
        for frame in self._flat(notes):
            if frame.get_attribute("presentation:class") == "notes" and frame.tag == "draw:frame":
                texts += [each.text for each in self.blocks(frame)]
        text = "\n".join(texts).strip()
        return [Fragment(Kind.NOTE, text, box=-1)] if text else []

    def blocks(
        self,
        parent: Any,
        *,
        level: int = -1,
        is_list: bool = False,
        is_inside_item: bool = False,
    ) -> Iterator[Fragment]:
        """Yield the paragraphs, list items, rows and pictures within an element, in order."""
        for child in parent.children:
            tag = child.tag
            if tag in ("text:p", "text:h"):
                yield from self._paragraph(child, level=level, in_list=is_inside_item or is_list)
            elif tag == "text:list":
                yield from self.blocks(child, level=level + 1)
            elif tag == "text:list-item":
                yield from self.blocks(child, level=level, is_inside_item=True)
            elif tag == "text:list-header":
                yield from self.blocks(child, level=level)
            elif tag == "table:table":
                yield from self._rows(child)
            elif tag == "draw:image":
                yield from self._picture(child)
            elif tag in UNSEEN or tag.startswith(("draw:enhanced", "draw:glue", "presentation:")):
                continue
            else:
                yield from self.blocks(child, level=level, is_list=is_list)

    def _paragraph(self, paragraph: Any, *, level: int, in_list: bool) -> Iterator[Fragment]:
        links: list[str] = []
        inside: list[Any] = []
        notes: list[str] = []
        words = "".join(self._words(paragraph, links, inside, notes)).rstrip()
        size, bold = self._style(paragraph)
        kind = Kind.PARAGRAPH
        if paragraph.tag == "text:h" and words.strip():
            kind, level = Kind.HEADING, int(paragraph.get_attribute("text:outline-level") or 1)
        elif in_list and words.strip():
            kind = Kind.BULLET
        elif self._names_a_title(paragraph) and words.strip():
            kind, level = Kind.HEADING, 0
        yield as_bullet(
            Fragment(kind, words, level=max(level, 0), links=tuple(links), is_bold=bold, size=size)
        )
        for frame in inside:
            yield from self.blocks(frame)
        for note in notes:
            yield Fragment(Kind.NOTE, note)

    def _words(
        self, element: Any, links: list[str], inside: list, notes: list[str]
    ) -> Iterator[str]:
        """Yield the words of a paragraph; collect links, frames within it and footnotes."""
        yield _collapsed(element.text)
        for child in element.children:
            tag = child.tag
            if tag == "text:s":
                yield " " * min(int(child.get_attribute("text:c") or 1), MAX_REPEATED_SPACES)
            elif tag == "text:tab":
                yield "\t"
            elif tag == "text:line-break":
                yield "\n"
            elif tag == "text:note":
                notes += [
                    "\n".join(
                        "".join(self._words(each, links, inside, notes)) for each in body.children
                    )
                    for body in child.children
                    if body.tag == "text:note-body"
                ]
            elif tag.startswith("draw:") and tag != "draw:a":
                inside.append(child)
            elif tag not in UNSEEN:
                if tag in ("text:a", "draw:a") and (
                    link := _web(child.get_attribute("xlink:href"))
                ):
                    links.append(link)
                yield from self._words(child, links, inside, notes)
            yield _collapsed(child.tail)

    def _rows(self, table: Any) -> Iterator[Fragment]:
        rows = [*_descendants(table, "table:table-row")]
        for number, row in enumerate(rows):
            cells, links, pictures = [], [], []
            for cell in row.children:
                if cell.tag != "table:table-cell":
                    continue
                parts = list(self.blocks(cell))
                cells.append("\n".join(each.text.strip() for each in parts if each.text.strip()))
                links += [link for each in parts for link in each.links]
                pictures += [each for each in parts if each.picture]
            text = " – ".join(cell for cell in cells if cell)
            yield Fragment(
                Kind.ROW, text, cells=tuple(cells), is_head=number == 0, links=tuple(links)
            )
            yield from pictures

    def _picture(self, image: Any) -> Iterator[Fragment]:
        href = image.get_attribute("xlink:href") or ""
        if href.startswith(("Pictures/", "./Pictures/", "media/")):
            try:
                content = self.document.get_part(href.removeprefix("./"))
            except (KeyError, ValueError):
                return
            yield Fragment(Kind.PICTURE, picture=self.deck.add_picture(bytes(content)))

    def _style(self, paragraph: Any) -> tuple[float, bool]:
        """Return size in points and whether it is bold, of a paragraph and of all words in it."""
        size, bold = self._named_style("paragraph", paragraph.get_attribute("text:style-name"))
        spans = [each for each in paragraph.children if each.tag == "text:span"]
        styles = [
            self._named_style("text", each.get_attribute("text:style-name")) for each in spans
        ]
        if styles:
            size = max(size, *(each for each, _ in styles))
            is_all_spans = not (paragraph.text or "").strip()
            bold = bold or (is_all_spans and all(each for _, each in styles))
        return size, bold

    def _named_style(self, family: str, name: str | None) -> tuple[float, bool]:
        if not name:
            return 0.0, False
        key = f"{family} {name}"
        if key not in self.styles:
            self.styles[key] = (0.0, False)  # also ends a circle of parents
            style = self.document.get_style(family, name)
            if style is not None:
                properties = style.get_properties(area="text") or {}
                size, bold = self._named_style(
                    family, style.get_attribute("style:parent-style-name")
                )
                own = str(properties.get("fo:font-size") or "")
                if own.endswith("pt"):
                    size = _length(own) / CENTIMETRES["pt"]
                if weight := properties.get("fo:font-weight"):
                    bold = str(weight) == "bold"
                self.styles[key] = (size, bold)
        return self.styles[key]

    def _names_a_title(self, paragraph: Any) -> bool:
        name = paragraph.get_attribute("text:style-name") or ""
        style = self.document.get_style("paragraph", name) if name else None
        parent = style.get_attribute("style:parent-style-name") if style is not None else ""
        return "Title" in (name, parent)

    def margins(self) -> list[Fragment]:
        """Return headers and footers, each text once."""
        texts: dict[str, None] = {}
        for page in self.document.styles.get_elements("//style:master-page"):
            for margin in page.children:
                for each in self.blocks(margin):
                    text = each.text.strip()
                    if text and not text.isdigit():
                        texts[text] = None
        return [Fragment(Kind.MARGIN, text) for text in texts]


def _trimmed(fragments: list[Fragment]) -> list[Fragment]:
    """Return the fragments without empty ones at both ends."""
    filled = [n for n, each in enumerate(fragments) if each.text.strip() or each.picture]
    return fragments[filled[0] : filled[-1] + 1] if filled else []


def _descendants(element: Any, tag: str) -> Iterator[Any]:
    for child in element.children:
        if child.tag == tag:
            yield child
        elif child.tag.startswith("table:"):
            yield from _descendants(child, tag)


def _collapsed(text: str | None) -> str:
    """Return text with runs of white space as one space, as OpenDocument defines it."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _web(address: Any) -> str:
    address = str(address or "")
    return address if address.startswith(("http://", "https://", "mailto:")) else ""


def _length(words: Any) -> float:
    match = LENGTH.match(str(words or ""))
    return float(match[1]) * CENTIMETRES.get(match[2] or "cm", 1) if match else 0.0
