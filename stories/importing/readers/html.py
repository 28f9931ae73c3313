"""Reads a web page, or what was pasted from one, with Beautiful Soup. Nothing is fetched."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, CData, NavigableString, Tag
from bs4.element import PreformattedString

from stories.importing import errors
from stories.importing.deck import Deck, Fragment, Kind, Unit
from stories.importing.errors import UnreadableFile
from stories.importing.file_types import decoded
from stories.importing.readers.text_lines import as_bullet, slides_of_flow

UNSEEN = {"script", "style", "head", "template", "noscript", "svg", "object", "button", "select"}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
    *(
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
    ),
}
DATA_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,", re.IGNORECASE)
MAX_DEPTH = 200


def read_html(data: bytes) -> Deck:
    """Return the text as slides, one for each heading."""
    deck = Deck(Unit.PART)
    soup = BeautifulSoup(decoded(data), "html.parser")
    deck.slides = slides_of_flow(list(_blocks(soup, deck)))
    return deck


def _blocks(parent: Tag, deck: Deck, level: int = -1, depth: int = 0) -> Iterator[Fragment]:
    """Yield the blocks in an element. Words that stand between blocks are a paragraph."""
    if depth > MAX_DEPTH:
        raise UnreadableFile(errors.BROKEN)
    loose: list[Any] = []
    for child in parent.children:
        if not isinstance(child, Tag) or not _holds_blocks(child):
            loose.append(child)
            continue
        yield from _inline(loose, deck, level if parent.name == "li" else -1)
        loose = []
        yield from _block(child, deck, level, depth)
    yield from _inline(loose, deck, level if parent.name == "li" else -1)


def _holds_blocks(tag: Tag) -> bool:
    return tag.name in BLOCKS or (tag.name not in UNSEEN and tag.find(BLOCKS) is not None)


def _block(tag: Tag, deck: Deck, level: int, depth: int) -> Iterator[Fragment]:
    if tag.name in UNSEEN:
        return
    if re.fullmatch(r"h[1-6]", tag.name):
        yield from _inline(list(tag.children), deck, -1, heading=int(tag.name[1]))
    elif tag.name == "table":
        rows = tag.find_all("tr")
        for number, row in enumerate(rows):
            parts = [
                list(_blocks(cell, deck, depth=depth + 1))
                for cell in row.find_all(["td", "th"], recursive=False)
            ]
            cells = [
                "\n".join(each.text.strip() for each in cell if each.text.strip()) for cell in parts
            ]
            links = tuple(link for cell in parts for each in cell for link in each.links)
            text = " – ".join(cell for cell in cells if cell)
            yield Fragment(Kind.ROW, text, cells=tuple(cells), is_head=number == 0, links=links)
    elif tag.name == "pre":
        yield Fragment(Kind.PARAGRAPH, tag.get_text().strip("\n"))
    elif tag.name in ("ul", "ol"):
        yield from _blocks(tag, deck, level + 1, depth + 1)
    else:
        yield from _blocks(tag, deck, level, depth + 1)


def _inline(nodes: list[Any], deck: Deck, level: int, heading: int = 0) -> Iterator[Fragment]:
    """Yield a paragraph, heading or bullet made of these nodes, and the pictures in them."""
    links: list[str] = []
    pictures: list[str] = []
    bold: list[bool] = []
    text = "".join(_words(nodes, links, pictures, bold))
    lines = [line.strip(" \t") for line in text.split("\n")]
    text = "\n".join(lines).strip("\n")
    if text:
        kind = Kind.HEADING if heading else Kind.BULLET if level >= 0 else Kind.PARAGRAPH
        fragment = Fragment(
            kind,
            text,
            level=heading or max(level, 0),
            links=tuple(links),
            is_bold=bool(bold) and all(bold),
        )
        yield as_bullet(fragment)
    for source in pictures:
        try:
            content = base64.b64decode(source.partition(",")[2], validate=True)
        except binascii.Error:
            continue
        yield Fragment(Kind.PICTURE, picture=deck.add_picture(content))


def _words(
    nodes: list[Any], links: list[str], pictures: list[str], bold: list[bool], is_bold: bool = False
) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, NavigableString):
            if isinstance(node, PreformattedString) and not isinstance(node, CData):
                continue  # a comment or a document type
            words = re.sub(r"[ \t\r\n\f]+", " ", node)
            if words.strip():
                bold.append(is_bold)
            yield words
        elif not isinstance(node, Tag) or node.name in UNSEEN:
            continue
        elif node.name == "br":
            yield "\n"
        elif node.name == "img":
            source = str(node.get("src") or "")
            if DATA_PICTURE.match(source):
                pictures.append(source)
        else:
            href = str(node.get("href") or node.get("src") or "")
            if node.name in ("a", "iframe") and href.startswith(("http://", "https://", "mailto:")):
                links.append(href)
                if node.name == "iframe":
                    yield f" {href} "
            weight = str(node.get("style") or "").replace(" ", "")
            is_strong = node.name in ("b", "strong") and "font-weight:normal" not in weight
            yield from _words(
                list(node.children),
                links,
                pictures,
                bold,
                is_bold or is_strong or "font-weight:bold" in weight,
            )
