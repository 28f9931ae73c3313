"""Reads .docx with python-docx, and what that leaves out: text boxes, footnotes, links in fields."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from stories.importing.deck import Deck, Fragment, Kind, Slide, Unit
from stories.importing.readers.text_lines import as_bullet, slides_of_flow

RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LINK_FIELD = re.compile(r'HYPERLINK\s+"([^"]+)"')
HEADING = re.compile(r"heading (\d)")
FOOTNOTES = ("footnotes", "endnotes")


def read_docx(data: bytes) -> Deck:
    """Return the text as slides, one for each heading. Words that were struck out stay out."""
    document = Document(BytesIO(data))
    deck = Deck(Unit.PART)
    fragments = list(_blocks(document.element.body, document, deck))
    fragments += _footnotes(document)
    deck.slides = slides_of_flow(fragments)
    if margins := _margins(document, deck):
        deck.slides.append(Slide(len(deck.slides) + 1, fragments=margins))
    return deck


def _blocks(parent: Any, document: Any, deck: Deck) -> Iterator[Fragment]:
    for element in parent:
        if element.tag == qn("w:p"):
            yield from _paragraph(Paragraph(element, document), deck)
        elif element.tag == qn("w:tbl"):
            yield from _rows(element, document, deck)
        elif element.tag == qn("w:sdt"):
            content = element.find(qn("w:sdtContent"))
            if content is not None:
                yield from _blocks(content, document, deck)


def _rows(table: Any, document: Any, deck: Deck) -> Iterator[Fragment]:
    for number, row in enumerate(table.iterchildren(qn("w:tr"))):
        cells, pictures, links = [], [], []
        for cell in row.iterchildren(qn("w:tc")):
            parts = list(_blocks(cell, document, deck))
            cells.append("\n".join(each.text.strip() for each in parts if each.text.strip()))
            pictures += [each for each in parts if each.picture]
            links += [link for each in parts for link in each.links]
        text = " – ".join(cell for cell in cells if cell)
        yield Fragment(Kind.ROW, text, cells=tuple(cells), is_head=number == 0, links=tuple(links))
        yield from pictures


def _paragraph(paragraph: Any, deck: Deck) -> Iterator[Fragment]:
    part, element = paragraph.part, paragraph._p
    links: list[str] = []
    text = "".join(_words(element, part, links)).rstrip()
    runs = [run for run in paragraph.runs if run.text.strip()]
    level, is_heading = _heading_level(paragraph)
    is_list, list_level = _list_level(paragraph)
    kind = Kind.HEADING if is_heading and text.strip() else Kind.PARAGRAPH
    if is_list and text.strip() and not is_heading:
        kind, level = Kind.BULLET, list_level
    bold = bool(runs) and all(run.bold for run in runs)
    fragment = Fragment(kind, text, level=level, links=tuple(links), is_bold=bold)
    yield as_bullet(fragment)
    for content in _outside_fallback(element, qn("w:txbxContent")):
        yield from _blocks(content, paragraph._parent, deck)
    for blip in _outside_fallback(element, qn("a:blip")):
        relation = part.rels.get(blip.get(f"{RELATIONSHIPS}embed"))
        if relation is not None and not relation.is_external:
            yield Fragment(Kind.PICTURE, picture=deck.add_picture(relation.target_part.blob))


def _words(element: Any, part: Any, links: list[str]) -> Iterator[str]:
    """Yield the words of a paragraph as they are read now; collect the addresses of links."""
    for child in element:
        if child.tag in (qn("w:del"), qn("w:moveFrom"), FALLBACK, qn("w:txbxContent"), qn("w:pPr")):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield "\t"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            if child.get(qn("w:type")) not in ("page", "column"):
                yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag == qn("w:instrText"):
            links += LINK_FIELD.findall(child.text or "")
        else:
            if child.tag == qn("w:hyperlink"):
                relation = part.rels.get(child.get(f"{RELATIONSHIPS}id") or "")
                if relation is not None and relation.is_external:
                    links.append(relation.target_ref)
            yield from _words(child, part, links)


def _outside_fallback(element: Any, name: str) -> Iterator[Any]:
    """Yield elements of a name, once: Word writes drawings twice, for older programs too."""
    for found in element.iter(name):
        above = found.getparent()
        while above is not element and above.tag not in (FALLBACK, qn("w:txbxContent")):
            above = above.getparent()
        if above is element:
            yield found


def _heading_level(paragraph: Any) -> tuple[int, bool]:
    style = paragraph.style
    while style is not None:
        name = (style.name or "").lower()
        if name == "title":
            return 0, True
        if match := HEADING.match(name):
            return int(match[1]), True
        style = style.base_style
    return 0, False


def _list_level(paragraph: Any) -> tuple[bool, int]:
    properties = paragraph._p.pPr
    style = paragraph.style
    while True:
        numbering = None if properties is None else properties.numPr
        if numbering is not None:
            is_off = numbering.numId is not None and numbering.numId.val == 0
            level = numbering.ilvl.val if numbering.ilvl is not None else 0
            return not is_off, level
        if style is None:
            return False, 0
        if (style.name or "").lower().startswith("list") and style.name != "List Paragraph":
            digits = re.findall(r"\d", style.name)
            return True, int(digits[0]) - 1 if digits else 0
        properties, style = style.element.pPr, style.base_style


def _footnotes(document: Any) -> list[Fragment]:
    found = []
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(FOOTNOTES):
            continue
        for note in parse_xml(relation.target_part.blob):
            if note.get(qn("w:type")) in (None, "normal"):
                text = "\n".join("".join(_words(each, relation.target_part, [])) for each in note)
                if text.strip():
                    found.append(Fragment(Kind.NOTE, text.strip()))
    return found


def _margins(document: Any, deck: Deck) -> list[Fragment]:
    """Return headers and footers, each text once."""
    texts: dict[str, None] = {}
    for section in document.sections:
        for margin in (section.header, section.footer):
            if not margin.is_linked_to_previous:
                for paragraph in margin.paragraphs:
                    text = "".join(_words(paragraph._p, margin.part, [])).strip()
                    if text and not text.isdigit():
                        texts[text] = None
    return [Fragment(Kind.MARGIN, text) for text in texts]
