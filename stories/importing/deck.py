"""What a reader finds in a file: slides, and on each its fragments in reading order."""

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256


class Unit(StrEnum):
    """What a file is counted in, for people."""

    SLIDE = "slide"
    PAGE = "page"
    PART = "part"  # of a text without pages: a heading and what follows it


class Kind(StrEnum):
    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    ROW = "row"
    PICTURE = "picture"
    NOTE = "note"  # of the speaker
    MARGIN = "margin"  # header or footer


@dataclass(frozen=True)
class Fragment:
    """A piece of a slide. Its text keeps line breaks, and spaces at the start of lines.

    Fragments of one text box have the same `box`. An empty paragraph is an empty line.
    """

    kind: Kind
    text: str = ""
    box: int = 0
    level: int = 0
    links: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()  # of a row
    is_head: bool = False  # the first row of a table
    is_bold: bool = False
    size: float = 0  # points; 0: as the file's template has it
    marker: str = ""  # the sign of its bullet, where somebody typed one
    picture: str = ""  # key in `Deck.pictures`


@dataclass
class Slide:
    number: int
    title: str = ""
    fragments: list[Fragment] = field(default_factory=list)
    title_links: tuple[str, ...] = ()


@dataclass
class Deck:
    unit: Unit
    slides: list[Slide] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def add_picture(self, content: bytes) -> str:
        """Keep a picture once, and return its key."""
        key = sha256(content).hexdigest()[:32]
        self.pictures.setdefault(key, content)
        return key
