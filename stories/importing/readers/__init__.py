"""Readers of files: each returns a `Deck`, with every word in it."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from stories.importing import errors
from stories.importing.deck import Deck
from stories.importing.errors import UnreadableFile
from stories.importing.file_types import FileType, checked_type

# Each library takes a while to load, and a process reads one file: only what it needs is imported.
READERS = {
    FileType.PPTX: "stories.importing.readers.pptx.read_pptx",
    FileType.DOCX: "stories.importing.readers.docx.read_docx",
    FileType.ODP: "stories.importing.readers.odf.read_odp",
    FileType.ODT: "stories.importing.readers.odf.read_odt",
    FileType.PDF: "stories.importing.readers.pdf.read_pdf",
    FileType.HTML: "stories.importing.readers.html.read_html",
    FileType.TEXT: "stories.importing.readers.plain_text.read_plain_text",
}


def read(data: bytes) -> Deck:
    """Return what is in a file. Raise UnreadableFile, with a sentence, for whatever goes wrong."""
    try:
        deck = _reader_of(checked_type(data))(data)
    except UnreadableFile:
        raise
    except Exception as error:  # a broken file can raise errors of any kind
        raise UnreadableFile(errors.BROKEN) from error
    _clean(deck)
    if not any(slide.title or slide.fragments for slide in deck.slides):
        raise UnreadableFile(errors.EMPTY)
    return deck


def _reader_of(file_type: FileType) -> Callable[[bytes], Deck]:
    module, _, name = READERS[file_type].rpartition(".")
    return getattr(import_module(module), name)


def _clean(deck: Deck) -> None:
    """Take out what no database stores: NUL, and halves of signs."""
    for slide in deck.slides:
        slide.title = _storable(slide.title)
        slide.fragments = [
            replace(
                each,
                text=_storable(each.text),
                cells=tuple(_storable(cell) for cell in each.cells),
                links=tuple(_storable(link) for link in each.links),
            )
            for each in slide.fragments
        ]


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
