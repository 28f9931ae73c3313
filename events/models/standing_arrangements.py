"""Standing arrangements: one a line, and a line may begin with the ways to join that it is for."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.text import capfirst

from events.models.attendance import AttendanceMode

_BY = "by (?:video|phone)|in person"
_ALSO_BY = "(?:by )?(?:video|phone)|in person"
_WAYS = re.compile(rf"((?:{_BY})(?:(?:, | or | and )(?:{_ALSO_BY}))*)\s*:\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class StandingArrangement:
    """A line such as "By video: Live captions are on." Its `modes` are all if it names none."""

    line: str
    words: str
    modes: tuple[AttendanceMode, ...]

    @classmethod
    def from_line(cls, line: str) -> "StandingArrangement":
        found = _WAYS.match(line)
        if not found:
            return cls(line, line, tuple(AttendanceMode))
        ways = found[1].lower().replace("in person", AttendanceMode.IN_PERSON)
        return cls(
            line,
            capfirst(line[found.end() :]),
            tuple(mode for mode in AttendanceMode if mode in ways),
        )


def lines_for(lines: Collection[str], modes: Collection[AttendanceMode]) -> list[str]:
    """Return what is there for people who join in one of these modes.

    What is there for all of them does not name the mode.
    """
    arrangements = [StandingArrangement.from_line(line) for line in lines]
    return [
        each.words if set(modes) <= set(each.modes) else each.line
        for each in arrangements
        if set(modes) & set(each.modes)
    ]
