"""Files that are broken, locked, too big or hostile end in a sentence."""

import io
import zipfile
from base64 import b64encode

import pytest

from stories.importing import errors
from stories.importing.errors import UnreadableFile
from stories.importing.file_types import MAX_BYTES, FileType, checked_type
from stories.importing.placements import Place
from stories.importing.readers import read
from stories.importing.sandbox import read_apart
from stories.importing.sorting import sort_deck
from tests.stories.importing.deck_files import as_docx, as_odp, as_odt, as_pdf, as_pptx
from tests.stories.importing.deck_specs import SLIDE_DECKS, DeckSpec, p, slide

DECK = next(each for each in SLIDE_DECKS if each.name == "powerpoint")
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FILE_ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def rewritten(data: bytes, change) -> bytes:
    """Return an archive whose members `change(name, content)` has changed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return buffer.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def with_doctype(data: bytes, part: str, doctype: str) -> bytes:
    def change(name, content):
        return content.replace(b"?>", b"?>" + doctype.encode(), 1) if name == part else content

    return rewritten(data, change)


def locked_odp() -> bytes:
    def change(name, content):
        if name == "META-INF/manifest.xml":
            return content.replace(
                b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
            )
        return content

    return rewritten(as_odp(DECK), change)


def zipped(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def with_flag_of_password(data: bytes) -> bytes:
    """Return an archive whose first member says that it is encrypted."""
    data = bytearray(data)
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def many_slides() -> bytes:
    return as_odp(
        DeckSpec("many", [slide(f"Slide {n}", Place.THEME, p("A line")) for n in range(201)])
    )


REFUSED = {
    "nothing": (lambda: b"", errors.EMPTY),
    "spaces": (lambda: b"  \n ", errors.EMPTY),
    "empty page": (lambda: b"<html><body></body></html>", errors.EMPTY),
    "a program": (lambda: b"MZ" + bytes(100), errors.UNKNOWN),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), errors.UNKNOWN),
    "other bytes": (lambda: bytes(range(256)) * 4, errors.UNKNOWN),
    "a zip of something": (lambda: zipped("readme.txt", b"Hello"), errors.UNKNOWN),
    "half of slides": (lambda: as_pptx(DECK)[:9000], errors.BROKEN),
    "half of a PDF": (lambda: as_pdf(DECK)[:300], errors.BROKEN),
    "only the start of a PDF": (lambda: b"%PDF-1.7\n", errors.BROKEN),
    "old PowerPoint": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), errors.OLD_OFFICE),
    "locked PowerPoint": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        errors.LOCKED,
    ),
    "locked LibreOffice": (locked_odp, errors.LOCKED),
    "locked PDF": (lambda: as_pdf(DECK, password="tea"), errors.LOCKED),
    "locked zip": (lambda: with_flag_of_password(as_pptx(DECK)), errors.LOCKED),
    "too big": (lambda: b"a" * (MAX_BYTES + 1), errors.TOO_BIG),
    "zip bomb": (
        lambda: with_member(as_pptx(DECK), "ppt/media/image9.bin", bytes(100 * 1024 * 1024)),
        errors.UNPACKS_TOO_BIG,
    ),
    "bomb of XML": (
        lambda: with_member(
            as_docx(DECK), "word/extra.xml", b"<a>" + b" " * 41 * 1024 * 1024 + b"</a>"
        ),
        errors.UNPACKS_TOO_BIG,
    ),
    "entities in slides": (
        lambda: with_doctype(as_pptx(DECK), "ppt/slides/slide1.xml", BOMB),
        errors.ENTITIES,
    ),
    "entities in Word": (
        lambda: with_doctype(as_docx(DECK), "word/document.xml", FILE_ENTITY),
        errors.ENTITIES,
    ),
    "entities in LibreOffice": (
        lambda: with_doctype(as_odt(DECK), "content.xml", FILE_ENTITY),
        errors.ENTITIES,
    ),
    "entities in relations": (
        lambda: with_doctype(as_pptx(DECK), "ppt/_rels/presentation.xml.rels", FILE_ENTITY),
        errors.ENTITIES,
    ),
    "too many slides": (many_slides, errors.TOO_MANY_PAGES),
    "deep page": (lambda: b"<div>" * 3000 + b"<p>tea</p>" + b"</div>" * 3000, errors.BROKEN),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name):
    make, sentence = REFUSED[name]
    with pytest.raises(UnreadableFile) as refusal:
        read(make())
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("make", [as_pptx, as_docx, as_odp, as_odt, as_pdf])
def test_a_file_cut_or_changed_at_any_place_is_read_or_refused(make):
    data = make(DECK)
    step = max(1, len(data) // 12)
    for place in range(0, len(data), step):
        for broken in (data[:place], data[:place] + b"\xff\x00\x7f" + data[place + 3 :]):
            try:
                sort_deck(read(broken))
            except UnreadableFile as refusal:
                assert str(refusal)


@pytest.mark.parametrize(
    ("make", "file_type"),
    [
        (as_pptx, FileType.PPTX),
        (as_docx, FileType.DOCX),
        (as_odp, FileType.ODP),
        (as_odt, FileType.ODT),
        (as_pdf, FileType.PDF),
        (lambda deck: b"<p>Hello</p>", FileType.HTML),
        (lambda deck: "Zoë’s words".encode("cp1252"), FileType.TEXT),
        (lambda deck: "Zoë’s words".encode("utf-16"), FileType.TEXT),
    ],
)
def test_the_type_is_known_by_the_content(make, file_type):
    assert checked_type(make(DECK)) == file_type


def test_what_a_page_would_run_or_fetch_is_not_read():
    page = (
        b"<html><body><h1>Tea</h1><script>steal()</script><style>p{}</style><!-- secret -->"
        b'<p onclick="steal()">Sit down. <img src="https://spy.example/a.png"></p></body></html>'
    )
    deck = read(page)
    words = " ".join(each.text for slide in deck.slides for each in slide.fragments)
    assert words == "Sit down."
    assert not deck.pictures


def test_a_picture_within_a_page_comes_along():
    picture = b64encode(b"not really a picture").decode()
    deck = read(f'<p>Look <img src="data:image/png;base64,{picture}"></p>'.encode())
    assert list(deck.pictures.values()) == [b"not really a picture"]


def test_a_file_is_read_in_a_process_of_its_own():
    contents = read_apart(as_pptx(DECK))
    assert [part.day.day for part in contents.parts] == [22]
    assert contents.parts == sort_deck(read(as_pptx(DECK)))


def test_pictures_of_a_pdf_are_drawn_within_the_limits_of_that_process():
    deck = next(each for each in SLIDE_DECKS if each.name == "scanned_page")
    contents = read_apart(as_pdf(deck))
    assert len(contents.pictures) == 2
    assert all(each.startswith(b"\x89PNG") for each in contents.pictures.values())


def test_a_refusal_of_that_process_is_its_sentence():
    with pytest.raises(UnreadableFile, match="locked with a password"):
        read_apart(as_pdf(DECK, password="tea"))


def test_a_file_that_takes_too_long_is_given_up():
    with pytest.raises(UnreadableFile) as refusal:
        read_apart(as_pptx(DECK), max_seconds=0.001)
    assert str(refusal.value) == errors.TOO_LONG


def test_the_process_that_reads_knows_no_secret(monkeypatch):
    seen = {}

    def run(command, **options):
        seen.update(options["env"])
        raise ValueError

    monkeypatch.setenv("SECRET_KEY", "a secret")
    monkeypatch.setattr("stories.importing.sandbox.subprocess.run", run)
    with pytest.raises(UnreadableFile):
        read_apart(b"tea")
    assert set(seen) == {"PATH", "LANG"}
