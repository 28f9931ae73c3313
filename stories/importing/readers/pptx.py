"""Reads .pptx with python-pptx, and what that leaves out: SmartArt, bullets, inserted films."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from stories.importing import errors
from stories.importing.deck import Deck, Fragment, Kind, Slide, Unit
from stories.importing.errors import UnreadableFile
from stories.importing.file_types import MAX_PAGES
from stories.importing.readers.text_lines import as_bullet
from stories.importing.reading_order import Box, guess_title, in_reading_order

DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WITH_BULLETS = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
UNSEEN_FIELDS = ("slidenum", "datetime")  # filled in by the program, written by nobody
WEB = ("http://", "https://", "mailto:")


def read_pptx(data: bytes) -> Deck:
    """Return the slides, hidden ones too. Raise UnreadableFile if there are too many."""
    presentation = Presentation(BytesIO(data))
    if len(presentation.slides) > MAX_PAGES:
        raise UnreadableFile(errors.TOO_MANY_PAGES)
    deck = Deck(Unit.SLIDE)
    for number, slide in enumerate(presentation.slides, start=1):
        deck.slides.append(_read_slide(slide, number, deck))
    return deck


def _read_slide(source: Any, number: int, deck: Deck) -> Slide:
    title, boxes = None, []
    for shape, left, top in _flat(source.shapes):
        box = _box(shape, left, top, deck)
        if box is None:
            continue
        if title is None and box.text.strip() and _placeholder(shape) in TITLES:
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
    slide.fragments += _notes(source)
    return slide


def _flat(shapes: Any, scale: tuple = (1, 1, 0, 0)) -> Iterator[tuple[Any, float, float]]:
    """Yield all shapes with their place on the slide, also those in groups."""
    x_scale, y_scale, x_offset, y_offset = scale
    for shape in shapes:
        left = (shape.left or 0) * x_scale + x_offset
        top = (shape.top or 0) * y_scale + y_offset
        if shape.shape_type != MSO_SHAPE_TYPE.GROUP:
            yield shape, left, top
            continue
        inner = shape._element.grpSpPr.find(qn("a:xfrm"))
        child = None if inner is None else inner.find(qn("a:chOff"))
        extent = None if inner is None else inner.find(qn("a:chExt"))
        if child is None or extent is None:
            yield from _flat(shape.shapes, scale)
            continue
        wide = x_scale * (shape.width or 0) / (int(extent.get("cx")) or 1)
        high = y_scale * (shape.height or 0) / (int(extent.get("cy")) or 1)
        offsets = left - int(child.get("x")) * wide, top - int(child.get("y")) * high
        yield from _flat(shape.shapes, (wide, high, *offsets))


def _box(shape: Any, left: float, top: float, deck: Deck) -> Box | None:
    """Return a shape with its fragments, or None if there are none."""
    placeholder = _placeholder(shape)
    if placeholder == PP_PLACEHOLDER.SLIDE_NUMBER:
        return None
    fragments = list(_fragments(shape, deck))
    if placeholder in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.DATE):
        fragments = [replace(each, kind=Kind.MARGIN) for each in fragments]
    while fragments and not (fragments[0].text.strip() or fragments[0].picture):
        fragments.pop(0)
    while fragments and not (fragments[-1].text.strip() or fragments[-1].picture):
        fragments.pop()
    if not fragments:
        return None
    return Box(
        left,
        top,
        shape.width or 0,
        shape.height or 0,
        fragments,
        "" if fragments[0].kind == Kind.MARGIN else "\n".join(each.text for each in fragments),
        max(each.size for each in fragments),
        all(each.is_bold for each in fragments if each.text),
        any(each.kind == Kind.BULLET for each in fragments),
    )


def _placeholder(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _fragments(shape: Any, deck: Deck) -> Iterator[Fragment]:
    if shape.has_text_frame:
        is_list = _placeholder(shape) in WITH_BULLETS and not _is_without_bullets(shape)
        for paragraph in shape.text_frame.paragraphs:
            yield _paragraph(paragraph, shape.part, is_list=is_list)
    elif getattr(shape, "has_table", False) and shape.has_table:
        for number, row in enumerate(shape.table.rows):
            yield _row(
                [cell.text_frame.text for cell in row.cells if not cell.is_spanned], number == 0
            )
    elif getattr(shape, "has_chart", False) and shape.has_chart:
        yield from _chart(shape.chart)
    else:
        yield from _diagram(shape)
    links = _shape_links(shape)
    for blip in shape._element.iter(qn("a:blip")):
        part = _related(shape.part, blip.get(f"{RELATIONSHIPS}embed"))
        if part is not None:
            yield Fragment(Kind.PICTURE, picture=deck.add_picture(part.blob), links=links)
            links = ()
    if links:
        yield Fragment(Kind.PARAGRAPH, " ".join(links), links=links)


def _row(cells: list[str], is_head: bool) -> Fragment:
    cells = [cell.replace("\v", "\n").strip() for cell in cells]
    return Fragment(
        Kind.ROW, " – ".join(cell for cell in cells if cell), cells=tuple(cells), is_head=is_head
    )


def _paragraph(paragraph: Any, part: Any, *, is_list: bool) -> Fragment:
    words, links, bold, size = [], [], [], [0.0]
    for run in paragraph._p:
        if run.tag == qn("a:br"):
            words.append("\n")
        elif run.tag in (qn("a:r"), qn("a:fld")):
            text = run.findtext(qn("a:t")) or ""
            if run.tag == qn("a:fld") and (run.get("type") or "").startswith(UNSEEN_FIELDS):
                continue
            words.append(text)
            properties = run.find(qn("a:rPr"))
            if properties is not None:
                if text.strip():
                    bold.append(properties.get("b") in ("1", "true"))
                size.append(int(properties.get("sz") or 0) / 100)
                link = properties.find(qn("a:hlinkClick"))
                if link is not None and (target := _target(part, link.get(f"{RELATIONSHIPS}id"))):
                    links.append(target)
    text = "".join(words).replace("\v", "\n").rstrip()
    fragment = Fragment(
        Kind.BULLET if text.strip() and _has_bullet(paragraph, is_list) else Kind.PARAGRAPH,
        text,
        level=paragraph.level,
        links=tuple(links),
        is_bold=bool(bold) and all(bold),
        size=max(size),
    )
    return as_bullet(fragment)


def _has_bullet(paragraph: Any, is_list: bool) -> bool:
    properties = paragraph._p.find(qn("a:pPr"))
    if properties is not None:
        if properties.find(qn("a:buNone")) is not None:
            return False
        if any(
            properties.find(qn(name)) is not None
            for name in ("a:buChar", "a:buAutoNum", "a:buBlip")
        ):
            return True
    return is_list


def _is_without_bullets(shape: Any) -> bool:
    """Return whether a placeholder or its layout switches bullets off, as above columns."""
    layout = getattr(shape, "_base_placeholder", None)
    for each in (shape, layout):
        body = None if each is None else each._element.find(qn("p:txBody"))
        if (
            body is not None
            and body.find(f"{qn('a:lstStyle')}/{qn('a:lvl1pPr')}/{qn('a:buNone')}") is not None
        ):
            return True
    return False


def _chart(chart: Any) -> Iterator[Fragment]:
    if chart.has_title and chart.chart_title.has_text_frame:
        yield Fragment(Kind.PARAGRAPH, chart.chart_title.text_frame.text)
    for plot in chart.plots:
        series = list(plot.series)
        if len(series) > 1:
            yield _row(["", *(each.name for each in series)], is_head=True)
        for index, category in enumerate(plot.categories):
            numbers = [each.values[index] for each in series]
            yield _row([str(category), *(_number(each) for each in numbers)], is_head=False)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _diagram(shape: Any) -> Iterator[Fragment]:
    """Yield the words of a SmartArt drawing in the order of its outline."""
    for ids in shape._element.iter(f"{{{DIAGRAM}}}relIds"):
        part = _related(shape.part, ids.get(f"{RELATIONSHIPS}dm"))
        if part is None:
            continue
        model = parse_xml(part.blob)
        texts: dict[str, str] = {}
        roots: list[str] = []
        children: dict[str, list[tuple[int, str]]] = {}
        for point in model.iter(f"{{{DIAGRAM}}}pt"):
            kind = point.get("type", "node")
            if kind == "doc":
                roots.append(point.get("modelId"))
            elif kind in ("node", "asst"):
                paragraphs = [
                    "".join(text.text or "" for text in each.iter(qn("a:t")))
                    for each in point.iter(qn("a:p"))
                ]
                texts[point.get("modelId")] = "\n".join(each for each in paragraphs if each)
        for connection in model.iter(f"{{{DIAGRAM}}}cxn"):
            if connection.get("type", "parOf") == "parOf":
                order = int(connection.get("srcOrd") or 0)
                siblings = children.setdefault(connection.get("srcId"), [])
                siblings.append((order, connection.get("destId")))
        done: set[str] = set()
        for root in [*roots, *texts]:
            yield from _outline(root, texts, children, done, -1 if root in roots else 0)


def _outline(
    point: str, texts: dict[str, str], children: dict[str, list], done: set[str], level: int
) -> Iterator[Fragment]:
    if point in done:
        return
    done.add(point)
    if texts.get(point):
        yield Fragment(Kind.BULLET, texts[point], level=max(level, 0))
    for _, child in sorted(children.get(point, [])):
        yield from _outline(child, texts, children, done, level + 1)


def _shape_links(shape: Any) -> tuple[str, ...]:
    """Return where a press on the shape leads, and the address of an inserted film."""
    links = []
    for name, attribute in ((qn("a:hlinkClick"), "id"), (qn("a:videoFile"), "link")):
        for element in shape._element.iter(name):
            if element.getparent().tag == qn("a:rPr"):
                continue  # of words, which have it themselves
            if target := _target(shape.part, element.get(f"{RELATIONSHIPS}{attribute}")):
                links.append(target)
    return tuple(dict.fromkeys(links))


def _notes(source: Any) -> list[Fragment]:
    if not source.has_notes_slide or source.notes_slide.notes_text_frame is None:
        return []
    text = source.notes_slide.notes_text_frame.text.replace("\v", "\n").strip()
    return [Fragment(Kind.NOTE, text, box=-1)] if text else []


def _target(part: Any, relation: str | None) -> str:
    """Return the web address of a relation, and nothing for a place within the file."""
    found = part.rels.get(relation) if relation else None
    if found is None or not found.is_external:
        return ""
    return found.target_ref if found.target_ref.startswith(WEB) else ""


def _related(part: Any, relation: str | None) -> Any:
    found = part.rels.get(relation) if relation else None
    return None if found is None or found.is_external else found.target_part
