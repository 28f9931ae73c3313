# ruff: noqa: E501 - lines of XML
"""Makes files from the specifications of decks: PowerPoint, LibreOffice, PDF, Word, HTML and text."""

import io
from functools import lru_cache
from html import escape

from docx import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odfdo import Document as OdfDocument
from odfdo import DrawPage, Element, Frame
from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Pt
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from stories.importing.deck import Fragment, Kind
from tests.stories.importing.deck_specs import (
    BODY_SIZE,
    GAP,
    HEIGHT,
    SIDE,
    TITLE_SIZE,
    TOP,
    WIDTH,
    Box,
    DeckSpec,
    Drawing,
    Line,
    Photo,
    SlideSpec,
    Table,
)

LEADING = 1.2
ROW_HEIGHT = 44
PHOTO_HEIGHT = 150
DIAGRAM_NS = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


@lru_cache
def photo(name: str, size: tuple[int, int] = (320, 200)) -> bytes:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).text((20, 20), name, fill="black")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def placed(slide: SlideSpec):
    """Yield each part of a slide with its left, top, width and height, in points."""
    number = len(slide.columns) or 1
    width = (WIDTH - 2 * SIDE - (number - 1) * GAP) / number
    for column, parts in enumerate(slide.columns):
        left, top = SIDE + column * (width + GAP), TOP
        for part in parts:
            height = _height(part, width)
            yield part, left, top, width, height
            top += height + GAP


def _height(part, width) -> float:
    if isinstance(part, Table):
        return ROW_HEIGHT * len(part.rows)
    if isinstance(part, Photo):
        return PHOTO_HEIGHT
    return sum(len(_wrapped(line, width)) for line in part.lines) * BODY_SIZE * LEADING


def _wrapped(line: Line, width: float) -> list[str]:
    font = "Helvetica-Bold" if line.bold else "Helvetica"
    return simpleSplit(line.text, font, line.size or BODY_SIZE, width - _indent(line)) or [""]


def _indent(line: Line) -> float:
    return 18 + 18 * line.level if line.bullet else 0


# PowerPoint ---------------------------------------------------------------------------------------


def as_pptx(deck: DeckSpec) -> bytes:
    presentation = Presentation()
    for number, spec in enumerate(deck.slides):
        _pptx_slide(presentation, deck, spec, is_first=number == 0)
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def _pptx_slide(presentation, deck, spec, *, is_first) -> None:
    parts = list(placed(spec))
    body = [each for each, *_ in parts if isinstance(each, Box) and each.is_body]
    uses_layout = spec.title and len(body) == 1 and not deck.title_boxes
    if uses_layout:
        layout = presentation.slide_layouts[0 if is_first else 1]
    else:
        layout = presentation.slide_layouts[5 if spec.title and not deck.title_boxes else 6]
    slide = presentation.slides.add_slide(layout)
    # Drawn from the last to the first, as after much moving about.
    for part, left, top, width, height in reversed(parts):
        if isinstance(part, Box) and part.is_body and uses_layout:
            _fill(slide.placeholders[1].text_frame, part.lines, deck, in_list=not is_first)
        elif isinstance(part, Box):
            shape = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(height))
            shape.text_frame.word_wrap = True
            _fill(shape.text_frame, part.lines, deck, in_list=False)
        elif isinstance(part, Table):
            frame = slide.shapes.add_table(
                len(part.rows), len(part.rows[0]), Pt(left), Pt(top), Pt(width), Pt(height)
            )
            for row, cells in enumerate(part.rows):
                for column, cell in enumerate(cells):
                    frame.table.cell(row, column).text = cell.text
        elif isinstance(part, Photo):
            slide.shapes.add_picture(
                io.BytesIO(photo(part.name)), Pt(left), Pt(top), height=Pt(height)
            )
        else:
            _add_smart_art(slide, part, left, top, width, height)
    if spec.title:
        if deck.title_boxes:
            box = slide.shapes.add_textbox(Pt(SIDE), Pt(30), Pt(WIDTH - 2 * SIDE), Pt(50))
            _fill(
                box.text_frame,
                [Line(spec.title.text, spec.title.place, size=TITLE_SIZE)],
                deck,
                in_list=False,
            )
        else:
            slide.shapes.title.text = spec.title.text
    if spec.notes:
        slide.notes_slide.notes_text_frame.text = spec.notes
    if spec.footer:
        box = slide.shapes.add_textbox(Pt(SIDE), Pt(HEIGHT - 25), Pt(300), Pt(20))
        box.text_frame.text = spec.footer


def _fill(frame, lines, deck, *, in_list) -> None:
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        text = f"• {line.text}" if line.bullet and deck.typed_bullets else line.text
        middle = len(text) // 2
        for piece in [text[:middle], text[middle:]] if deck.many_runs else [text]:
            run = paragraph.add_run()
            run.text = piece
            if line.size or deck.many_runs:
                run.font.size = Pt(line.size or BODY_SIZE)
            if line.bold:
                run.font.bold = True
            if line.link:
                run.hyperlink.address = line.link
        paragraph.level = line.level
        properties = paragraph._p.get_or_add_pPr()
        if line.bullet and not in_list and not deck.typed_bullets:
            properties.append(_xml('<a:buChar char="•"/>'))
        elif deck.typed_bullets or (in_list and not line.bullet and deck.many_runs):
            properties.append(_xml("<a:buNone/>"))


def _xml(words: str):
    namespaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    return parse_xml(words.replace("/>", f" {namespaces}/>", 1))


def _add_smart_art(slide, drawing, left, top, width, height) -> None:
    points, links = ['<dgm:pt modelId="0" type="doc"/>'], []
    above = {-1: 0}
    for number, line in enumerate(drawing.lines, start=1):
        points.append(
            f'<dgm:pt modelId="{number}"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{escape(line.text)}</a:t></a:r></a:p></dgm:t></dgm:pt>'
            f'<dgm:pt modelId="{number}00" type="pres"/>'
        )
        links.append(
            f'<dgm:cxn modelId="{number}9" srcId="{above[line.level - 1]}" destId="{number}" srcOrd="{number}" destOrd="0"/>'
        )
        above[line.level] = number
    points.reverse()  # the order of the file says nothing
    blob = (
        f'<dgm:dataModel xmlns:dgm="{DIAGRAM_NS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"<dgm:ptLst>{''.join(points)}</dgm:ptLst><dgm:cxnLst>{''.join(links)}</dgm:cxnLst></dgm:dataModel>"
    ).encode()
    number = (
        len(slide.part.package._all_parts)
        if hasattr(slide.part.package, "_all_parts")
        else id(drawing)
    )
    part = Part(
        PackURI(f"/ppt/diagrams/data{number}.xml"),
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        slide.part.package,
        blob,
    )
    relation = slide.part.relate_to(part, RT.DIAGRAM_DATA)
    frame = f"""<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
      <p:nvGraphicFramePr><p:cNvPr id="{90 + len(slide.shapes)}" name="Diagram"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>
      <p:xfrm><a:off x="{Pt(left)}" y="{Pt(top)}"/><a:ext cx="{Pt(width)}" cy="{int(Pt(height))}"/></p:xfrm>
      <a:graphic><a:graphicData uri="{DIAGRAM_NS}"><dgm:relIds xmlns:dgm="{DIAGRAM_NS}" r:dm="{relation}"/></a:graphicData></a:graphic>
    </p:graphicFrame>"""
    slide.shapes._spTree.append(parse_xml(frame))


# LibreOffice --------------------------------------------------------------------------------------


def as_odp(deck: DeckSpec) -> bytes:
    document = OdfDocument("presentation")
    document.body.clear()
    for style in (
        '<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
        f'<style:style style:name="Big" style:family="text"><style:text-properties fo:font-size="{TITLE_SIZE}pt"/></style:style>',
    ):
        document.insert_style(Element.from_tag(style), automatic=True)
    for number, spec in enumerate(deck.slides, start=1):
        page = DrawPage(f"page{number}", name=f"page{number}")
        for part, left, top, width, height in placed(spec):
            page.append(_odp_frame(document, deck, part, left, top, width, height))
        if spec.title:
            title = f"<text:p><text:span text:style-name='Big'>{escape(spec.title.text)}</text:span></text:p>"
            role = "" if deck.title_boxes else "title"
            page.append(_odp_box(title, SIDE, 30, WIDTH - 2 * SIDE, 50, role))
        if spec.footer:
            page.append(
                _odp_box(
                    f"<text:p>{escape(spec.footer)}</text:p>", SIDE, HEIGHT - 25, 300, 20, "footer"
                )
            )
        if spec.notes:
            notes = Element.from_tag("presentation:notes")
            notes.append(
                _odp_box(f"<text:p>{escape(spec.notes)}</text:p>", 0, 0, 400, 400, "notes")
            )
            page.append(notes)
        document.body.append(page)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _odp_box(content, left, top, width, height, role=""):
    role = f'presentation:class="{role}"' if role else ""
    return Element.from_tag(
        f'<draw:frame {role} svg:x="{left / 28.35:.3f}cm" svg:y="{top / 28.35:.3f}cm" '
        f'svg:width="{width / 28.35:.3f}cm" svg:height="{height / 28.35:.3f}cm"><draw:text-box>{content}</draw:text-box></draw:frame>'
    )


def _odp_frame(document, deck, part, left, top, width, height):
    if isinstance(part, Photo):
        return Frame.image_frame(
            document.add_file(io.BytesIO(photo(part.name))),
            size=(f"{width / 28.35}cm", f"{height / 28.35}cm"),
            position=(f"{left / 28.35}cm", f"{top / 28.35}cm"),
        )
    if isinstance(part, Table):
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f"<table:table-cell><text:p>{escape(cell.text)}</text:p></table:table-cell>"
                for cell in row
            )
            + "</table:table-row>"
            for row in part.rows
        )
        return Element.from_tag(
            f'<draw:frame svg:x="{left / 28.35}cm" svg:y="{top / 28.35}cm" svg:width="{width / 28.35}cm" '
            f'svg:height="{height / 28.35}cm"><table:table>{rows}</table:table></draw:frame>'
        )
    content = "".join(_odp_line(line, deck) for line in part.lines)
    is_outline = isinstance(part, Box) and part.is_body and any(line.bullet for line in part.lines)
    return _odp_box(content, left, top, width, height, "outline" if is_outline else "")


def _odp_line(line: Line, deck) -> str:
    words = escape(line.text)
    if line.bold:
        words = f'<text:span text:style-name="Bold">{words}</text:span>'
    if line.link:
        words = f'<text:a xlink:href="{escape(line.link)}">{words}</text:a>'
    if line.bullet and deck.typed_bullets:
        words = f"• {words}"
    paragraph = f"<text:p>{words}</text:p>"
    if not line.bullet or deck.typed_bullets:
        return paragraph
    item = f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>"
    for _ in range(line.level):
        item = f"<text:list><text:list-item>{item}</text:list-item></text:list>"
    return item


# PDF ----------------------------------------------------------------------------------------------


def as_pdf(deck: DeckSpec, password: str = "") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), encrypt=password or None)
    for number, spec in enumerate(deck.slides, start=1):
        if spec.title:
            _draw_lines(
                canvas,
                [Line(spec.title.text, spec.title.place, size=TITLE_SIZE)],
                SIDE,
                40,
                WIDTH - 2 * SIDE,
            )
        for part, left, top, width, height in placed(spec):
            if isinstance(part, Photo):
                image = ImageReader(io.BytesIO(photo(part.name)))
                canvas.drawImage(image, left, HEIGHT - top - height, width, height)
            elif isinstance(part, Table):
                _draw_table(canvas, part, left, top, width)
            else:
                _draw_lines(
                    canvas, part.lines, left, top, width, without_signs=isinstance(part, Drawing)
                )
        if spec.footer:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(SIDE, 14, spec.footer)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(WIDTH - 60, 14, str(number))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_lines(canvas, lines, left, top, width, *, without_signs=False) -> None:
    for line in lines:
        size = line.size or BODY_SIZE
        font = "Helvetica-Bold" if line.bold else "Helvetica"
        for number, text in enumerate(_wrapped(line, width)):
            top += size * LEADING
            canvas.setFont(font, size)
            # The boxes of SmartArt have no sign; what stands under them has.
            has_sign = line.bullet and (line.level > 0 or not without_signs)
            if has_sign and number == 0:
                canvas.drawString(left + 18 * line.level, HEIGHT - top, "•")
            spaces = len(line.text) - len(line.text.lstrip())
            x = left + (_indent(line) if has_sign else spaces * size / 4)
            canvas.drawString(x, HEIGHT - top, text)
            if line.link:
                end = x + canvas.stringWidth(text, font, size)
                canvas.linkURL(line.link, (x, HEIGHT - top - 4, end, HEIGHT - top + size))


def _draw_table(canvas, table, left, top, width) -> None:
    number = len(table.rows[0])
    cell_width = width / number
    bottom = top + ROW_HEIGHT * len(table.rows)
    canvas.grid(
        [left + cell_width * n for n in range(number + 1)],
        [HEIGHT - top - ROW_HEIGHT * n for n in range(len(table.rows) + 1)],
    )
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            _draw_lines(
                canvas,
                [cell],
                left + cell_width * column + 4,
                top + ROW_HEIGHT * row,
                cell_width - 8,
            )
    assert bottom < HEIGHT


# Text that flows ----------------------------------------------------------------------------------


def _parts(spec: SlideSpec):
    return [part for column in spec.columns for part in column]


def as_docx(deck: DeckSpec, *, with_headings: bool = True) -> bytes:
    document = WordDocument()
    for number, spec in enumerate(deck.slides):
        if spec.title and with_headings:
            document.add_heading(spec.title.text, level=0 if number == 0 else 1)
        elif spec.title:
            document.add_paragraph().add_run(spec.title.text).bold = True
        for part in _parts(spec):
            if isinstance(part, Table):
                table = document.add_table(len(part.rows), len(part.rows[0]))
                for row, cells in enumerate(part.rows):
                    for column, cell in enumerate(cells):
                        table.cell(row, column).text = cell.text
            elif isinstance(part, Photo):
                document.add_picture(io.BytesIO(photo(part.name)))
            else:
                for line in part.lines:
                    style = f"List Bullet{' 2' if line.level else ''}" if line.bullet else None
                    paragraph = document.add_paragraph(style=style)
                    if line.link:
                        _add_link(paragraph, line)
                    else:
                        paragraph.add_run(line.text).bold = line.bold or None
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_link(paragraph, line: Line) -> None:
    relation = paragraph.part.relate_to(line.link, RT.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(line.text)
    link.append(run._r)
    paragraph._p.append(link)


def as_odt(deck: DeckSpec) -> bytes:
    document = OdfDocument("text")
    document.body.clear()
    for number, spec in enumerate(deck.slides):
        if spec.title:
            document.body.append(
                Element.from_tag(
                    f'<text:h text:outline-level="{2 if number else 1}">{escape(spec.title.text)}</text:h>'
                )
            )
        for part in _parts(spec):
            if isinstance(part, Table):
                document.body.append(_odp_frame(document, deck, part, 0, 0, 10, 10).children[0])
            elif isinstance(part, Photo):
                paragraph = Element.from_tag("<text:p/>")
                paragraph.append(_odp_frame(document, deck, part, 0, 0, 10, 10))
                document.body.append(paragraph)
            else:
                for line in part.lines:
                    document.body.append(Element.from_tag(_odp_line(line, deck)))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_html(deck: DeckSpec) -> bytes:
    """As a browser copies it: headings, lists within lists, line breaks."""
    words = [
        "<!DOCTYPE html><html><head><title>Slides</title><style>p { color: red }</style></head><body>"
    ]
    for number, spec in enumerate(deck.slides):
        if spec.title:
            level = 2 if number else 1
            words.append(f"<h{level}>{escape(spec.title.text)}</h{level}>")
        for part in _parts(spec):
            if isinstance(part, Table):
                rows = (
                    "".join(f"<td>{escape(cell.text)}</td>" for cell in row) for row in part.rows
                )
                words.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
            elif isinstance(part, Box | Drawing):
                words += [_html_line(line) for line in part.lines]
    return "".join([*words, "<script>alert(1)</script></body></html>"]).encode()


def _html_line(line: Line) -> str:
    words = escape(line.text.lstrip())
    words = "&nbsp;" * (len(line.text) - len(line.text.lstrip())) + words
    if line.link:
        words = f'<a href="{escape(line.link)}">{words}</a>'
    if line.bold:
        words = f"<b>{words}</b>"
    if not line.bullet:
        return f"<p>{words or '<br>'}</p>"
    return "<ul>" * (line.level + 1) + f"<li>{words}</li>" + "</ul>" * (line.level + 1)


def as_text(deck: DeckSpec) -> bytes:
    """As pasted from a mail: a title on a line of its own, bullets as hyphens."""
    blocks = []
    for spec in deck.slides:
        lines = [spec.title.text, ""] if spec.title else []
        for part in _parts(spec):
            if isinstance(part, Box | Drawing):
                lines += [
                    f"{'  ' * line.level}- {line.text}" if line.bullet else line.text
                    for line in part.lines
                ]
            elif isinstance(part, Table):
                lines += ["\t".join(cell.text for cell in row) for row in part.rows]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks).encode()


def picture_fragment(key: str) -> Fragment:
    return Fragment(Kind.PICTURE, picture=key)
