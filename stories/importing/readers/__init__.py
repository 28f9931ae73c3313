"""Readers of files: each returns a `Deck`, with every word in it."""

from collections.abc import Callable

from stories.importing import errors
from stories.importing.deck import Deck
from stories.importing.errors import UnreadableFile
from stories.importing.file_types import FileType, checked_type, decoded
from stories.importing.readers.docx import read_docx
from stories.importing.readers.html import read_html
from stories.importing.readers.odf import read_odp, read_odt
from stories.importing.readers.pdf import read_pdf
from stories.importing.readers.plain_text import read_plain_text
from stories.importing.readers.pptx import read_pptx

READERS: dict[FileType, Callable[[bytes], Deck]] = {
    FileType.PPTX: read_pptx,
    FileType.DOCX: read_docx,
    FileType.ODP: read_odp,
    FileType.ODT: read_odt,
    FileType.PDF: read_pdf,
    FileType.HTML: lambda data: read_html(decoded(data)),
    FileType.TEXT: lambda data: read_plain_text(decoded(data)),
}


def read(data: bytes) -> Deck:
    """Return what is in a file. Raise UnreadableFile, with a sentence, for whatever goes wrong."""
    try:
        deck = READERS[checked_type(data)](data)
    except UnreadableFile:
        raise
    except Exception as error:  # a broken file can raise errors of any kind
        raise UnreadableFile(errors.BROKEN) from error
    if not any(slide.title or slide.fragments for slide in deck.slides):
        raise UnreadableFile(errors.EMPTY)
    return deck
