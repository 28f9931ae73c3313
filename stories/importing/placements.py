"""Where the words of a deck belong on the page of a summary."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from stories.importing.days import Day


class Place(StrEnum):
    """A field or block of a summary. The values are stored."""

    TITLE = "title"
    DATE = "date"  # the page shows that of its session
    PEOPLE = "people"
    INTRODUCTION = "introduction"
    IN_SHORT = "in_short"
    QUESTION = "question"
    THEME = "theme"
    POINT = "point"
    QUOTE = "quote"
    POEM = "poem"
    VIDEO = "video"
    REFLECTION = "reflection"
    FEEDBACK = "feedback"
    NEXT = "next"
    OTHER = "other"
    PICTURE = "picture"
    LABEL = "label"  # such as "Questions we asked": the page has a heading for it
    NOTE = "note"
    UNPLACED = "unplaced"
    LEFT_OUT = "left_out"


@dataclass
class Placement:
    """A piece of a deck, and where it belongs. No word of the piece is changed or missing."""

    place: Place
    text: str
    slide: int
    heading: str = ""  # of a poem or a video
    credit: str = ""  # who said or wrote it
    links: list[str] = field(default_factory=list)
    video: str = ""  # its address
    picture: str = ""
    reason: str = ""  # why it has no place, or what to look at

    @property
    def words(self) -> list[str]:
        return " ".join([self.heading, self.text, self.credit]).split()


@dataclass
class Part:
    """The pieces of one session, in order."""

    day: Day | None = None
    people: int | None = None
    placements: list[Placement] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Part":
        return cls(
            day=Day(**data["day"]) if data["day"] else None,
            people=data["people"],
            placements=[
                Placement(**(each | {"place": Place(each["place"])})) for each in data["placements"]
            ],
        )
