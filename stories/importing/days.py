"""Dates as people in the United Kingdom write them: "Wednesday 25 March 2026", "25/03/26", "March 2026"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hub.dates import MONTHS, WEEKDAYS

_MONTH = "|".join([*MONTHS, *(name[:3] for name in MONTHS), "Sept"])
_WEEKDAY = "|".join([*WEEKDAYS, *(name[:3] for name in WEEKDAYS), "Tues", "Weds", "Thurs"])
_YEAR = r"(?:,?\s+(?P<year>20\d\d)|,?\s+[’'](?P<short>\d\d))"
_PATTERNS = [
    rf"(?:(?:{_WEEKDAY})\.?,?\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\b\.?{_YEAR}?",
    rf"(?:(?:{_WEEKDAY})\.?,?\s+)?(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{_YEAR}?",
    rf"(?:(?:{_WEEKDAY})\.?,?\s+)?\b(?P<day>\d{{1,2}})[/.-](?P<number>\d{{1,2}})[/.-](?P<year>20\d\d|\d\d)\b",
    r"\b(?P<year>20\d\d)-(?P<number>\d{2})-(?P<day>\d{2})\b",
    rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?P<year>20\d\d)\b",
]
_DAYS = [re.compile(each, re.IGNORECASE) for each in _PATTERNS]
# "1 to 8 July 2024": a time with many days, and no day of one session.
RANGE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s*(?:–|-|—|to|and|&)\s*$", re.IGNORECASE)
TIME = re.compile(
    r"\b\d{1,2}([:.]\d\d)?\s*(am|pm|noon)?\s*(–|-|to|until)\s*\d{1,2}([:.]\d\d)?\s*(am|pm|noon)\b|\b\d{1,2}([:.]\d\d)?\s*(am|pm)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Day:
    """A day as far as it was written: a month may have no day, a day no year."""

    month: int
    year: int | None = None
    day: int | None = None

    def fits(self, other: "Day") -> bool:
        """Return whether both can be the same day."""
        return self.month == other.month and all(
            None in pair or pair[0] == pair[1]
            for pair in ((self.year, other.year), (self.day, other.day))
        )

    def fits_date(self, day: date) -> bool:
        return self.fits(Day(day.month, day.year, day.day))


@dataclass(frozen=True)
class Mention:
    day: Day
    start: int
    end: int


def mentions(text: str) -> Iterator[Mention]:
    """Yield the days that a text names, in order. Ranges of days are left out."""
    taken: list[tuple[int, int]] = []
    found = []
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            taken.append(match.span())
            day = _day(match)
            if day and not RANGE.search(text[: match.start()]):
                found.append(Mention(day, *match.span()))
    yield from sorted(found, key=lambda mention: mention.start)


def _day(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else _month_number(parts["month"])
    year = parts.get("year") or parts.get("short")
    full_year = (int(year) + 2000 if len(year) == 2 else int(year)) if year else None
    number = int(parts["day"]) if parts.get("day") else None
    try:
        date(full_year or 2000, month, number or 1)  # 2000 has a 29 February
    except ValueError:
        return None
    return Day(month, full_year, number)


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, start=1) if month[:3] == name[:3].capitalize())


def without_days(text: str) -> str:
    """Return a text without the days and times that it names, and the signs around them."""
    for mention in reversed(list(mentions(text))):
        text = f"{text[: mention.start]}\n{text[mention.end :]}"
    text = TIME.sub("\n", text)
    pieces = [piece.strip(" \t,;:–—-|·•()") for piece in text.split("\n")]
    return " ".join(piece for piece in pieces if piece)


def is_mostly_a_day(text: str, most_other_words: int = 5) -> Day | None:
    """Return the day if a text says little else."""
    found = list(mentions(text))
    if found and len(without_days(text).split()) <= most_other_words:
        return found[0].day
    return None
