"""Which kind of file it is, by its content, and whether it is safe to open. Nothing is written to disk."""

import zipfile
from enum import StrEnum
from io import BytesIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from stories.importing import errors
from stories.importing.errors import UnreadableFile

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024  # one XML file within it
MAX_RATIO = 200  # unpacked to packed; XML of slides has about 10 to 40
RATIO_COUNTS_FROM = 5 * 1024 * 1024
MAX_MEMBERS = 10_000
MAX_PAGES = 200

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and Office with a password
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
BINARY_STARTS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"\x7fELF",
    b"MZ",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)


class FileType(StrEnum):
    PPTX = "pptx"
    DOCX = "docx"
    ODP = "odp"
    ODT = "odt"
    PDF = "pdf"
    HTML = "html"
    TEXT = "text"


ODF_TYPES = {
    "application/vnd.oasis.opendocument.presentation": FileType.ODP,
    "application/vnd.oasis.opendocument.presentation-template": FileType.ODP,
    "application/vnd.oasis.opendocument.text": FileType.ODT,
    "application/vnd.oasis.opendocument.text-template": FileType.ODT,
}
# In [Content_Types].xml. Files with macros have other names; their macros are never run.
OOXML_TYPES = {
    "presentationml.": FileType.PPTX,
    "ms-powerpoint.presentation.macroEnabled": FileType.PPTX,
    "wordprocessingml.": FileType.DOCX,
    "ms-word.document.macroEnabled": FileType.DOCX,
}


def checked_type(data: bytes) -> FileType:
    """Return the type of a file, once it is known to be safe to open. Raise UnreadableFile."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(errors.TOO_BIG)
    if not data.strip():
        raise UnreadableFile(errors.EMPTY)
    if data.startswith(OLE):
        raise UnreadableFile(errors.LOCKED if ENCRYPTED_PACKAGE in data else errors.OLD_OFFICE)
    if b"%PDF-" in data[:1024]:
        return FileType.PDF
    if data.startswith(b"PK"):
        return _checked_archive(data)
    if data.startswith(BINARY_STARTS):
        raise UnreadableFile(errors.UNKNOWN)
    return _type_of_text(data)


def decoded(data: bytes) -> str:
    """Return a text file's text. Raise UnreadableFile if it is none."""
    encodings = (
        ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    )
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFile(errors.UNKNOWN)


def _type_of_text(data: bytes) -> FileType:
    start = decoded(data)[:2000].lstrip().lower()
    is_html = start.startswith(
        ("<!doctype html", "<html", "<head", "<body", "<div", "<p", "<h1", "<ul", "<meta")
    )
    return FileType.HTML if is_html else FileType.TEXT


def _checked_archive(data: bytes) -> FileType:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_sizes(archive, len(data))
            file_type = _type_of_archive(archive)
            for member in archive.infolist():
                # OpenOffice wrote a document type into its manifest, which nobody reads here.
                is_xml = member.filename.lower().endswith((".xml", ".rels"))
                if is_xml and member.file_size and member.filename != "META-INF/manifest.xml":
                    _check_xml(archive, member)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        ParseError,
    ) as error:
        raise UnreadableFile(errors.BROKEN) from error
    return file_type


def _check_sizes(archive: zipfile.ZipFile, packed: int) -> None:
    """Check the sizes that the archive states. Python's zipfile never unpacks more than these."""
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableFile(errors.LOCKED)
    total = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or total > MAX_UNPACKED:
        raise UnreadableFile(errors.UNPACKS_TOO_BIG)
    if total > RATIO_COUNTS_FROM and total > MAX_RATIO * packed:
        raise UnreadableFile(errors.UNPACKS_TOO_BIG)


def _type_of_archive(archive: zipfile.ZipFile) -> FileType:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        types = archive.read("[Content_Types].xml").decode("utf-8", "replace")
        for part, file_type in OOXML_TYPES.items():
            if part in types:
                return file_type
    if "mimetype" in names:
        mimetype = archive.read("mimetype")[:200].decode("ascii", "replace").strip()
        if odf_type := ODF_TYPES.get(mimetype):
            if "META-INF/manifest.xml" in names:
                manifest = archive.read("META-INF/manifest.xml")
                if b"encryption-data" in manifest:
                    raise UnreadableFile(errors.LOCKED)
            return odf_type
    raise UnreadableFile(errors.UNKNOWN)


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse document types and entities: they could read other files, or grow without end."""
    if member.file_size > MAX_XML:
        raise UnreadableFile(errors.UNPACKS_TOO_BIG)
    try:
        with archive.open(member) as stream:
            for _, element in iterparse(stream, forbid_dtd=True):
                element.clear()
    except DefusedXmlException as error:
        raise UnreadableFile(errors.ENTITIES) from error
