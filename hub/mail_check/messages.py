"""Lines of the report, for whoever runs the site."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    OK = "ok"
    ADVICE = "look"  # what is set works, and this would make it better
    PROBLEM = "wrong"


@dataclass(frozen=True)
class Line:
    mark: Mark
    text: str

    def __str__(self) -> str:
        return f"{self.mark:<6} {self.text}"


def ok(text: str) -> Line:
    return Line(Mark.OK, text)


def advice(text: str) -> Line:
    return Line(Mark.ADVICE, text)


def problem(text: str) -> Line:
    return Line(Mark.PROBLEM, text)
