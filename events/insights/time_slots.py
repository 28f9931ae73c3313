"""Parts of a week, such as Wednesday mornings, in which sessions are and people could come."""

from dataclasses import dataclass
from datetime import datetime

from hub.dates import LONDON, WEEKDAYS

PARTS = ("morning", "afternoon", "evening")
_AFTERNOON, _EVENING = 12, 17  # hours in London


@dataclass(frozen=True, order=True)
class TimeSlot:
    """A weekday, 0 for Monday, and a part of the day, 0 for the morning. `key` is what is stored."""

    weekday: int
    part: int

    @classmethod
    def of(cls, moment: datetime) -> "TimeSlot":
        local = moment.astimezone(LONDON)
        return cls(local.weekday(), (local.hour >= _AFTERNOON) + (local.hour >= _EVENING))

    @classmethod
    def from_key(cls, key: str) -> "TimeSlot":
        weekday, part = key.split()
        return cls(int(weekday), PARTS.index(part))

    @property
    def key(self) -> str:
        return f"{self.weekday} {PARTS[self.part]}"

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {PARTS[self.part]}"


WEEK = tuple(TimeSlot(weekday, part) for weekday in range(7) for part in range(len(PARTS)))
