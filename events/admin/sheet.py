"""What a session's hosts may know of the needs of those who come, without names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from re import Pattern

from events.admin.attendees import COMING, AttendeeList
from events.models import AccessNeed, Booking

# In place of a name in people's own words.
MASK = "…"
# Parts of names that are everyday words too: taken for a name only as the name is written.
_EVERYDAY_WORDS = frozenset(
    (
        *("and", "for", "he", "her", "him", "his", "in", "my", "of", "she", "so", "the", "them"),
        *(
            "they",
            "to",
            "will",
            "with",
            "art",
            "dawn",
            "grace",
            "hope",
            "iris",
            "ivy",
            "joy",
            "lily",
        ),
        *("mark", "may", "nan", "olive", "page", "pat", "rose", "supporter", "carer"),
    )
)


@dataclass(frozen=True)
class SheetLine:
    """What several people asked for. `words` are what some of them wrote beside it."""

    label: str
    people: int
    states: str
    words: tuple[str, ...] = ()


def sheet_of(attendees: AttendeeList) -> tuple[list[SheetLine], int]:
    """Return the needs to share with the hosts, most asked for first, and the number of private ones.

    Only bookings in COMING count. Names of the session's people are masked in what people wrote.
    """
    needs = [need for need in attendees.needs if need.person.booking.state in COMING]
    names = _name_pattern([*attendees.bookings, *attendees.cancelled])
    by_label: dict[str, list[AccessNeed]] = defaultdict(list)
    for need in needs:
        if need.person.booking.share_needs:
            by_label[need.option_label or _mask(need.words, names)].append(need)
    lines = [_line(label, same, names) for label, same in by_label.items()]
    shared = sum(map(len, by_label.values()))
    return sorted(lines, key=lambda line: (-line.people, line.label)), len(needs) - shared


def names_in(words: str, attendees: AttendeeList) -> list[str]:
    """Return the names of people of the session, whole or in part, that stand in these words."""
    names = _name_pattern([*attendees.bookings, *attendees.cancelled])
    return list(dict.fromkeys(names.findall(words)))


def _line(label: str, needs: list[AccessNeed], names: Pattern[str]) -> SheetLine:
    people = len({need.person_id for need in needs})
    counts = Counter(str(need.get_state_display()) for need in needs)
    states = ", ".join(
        f"{state}: {number}" if len(counts) > 1 else state for state, number in counts.items()
    )
    words = (_mask(need.words, names) for need in needs if need.option_label and need.words)
    return SheetLine(label, people, states, tuple(dict.fromkeys(words)))


def _mask(words: str, names: Pattern[str]) -> str:
    return names.sub(MASK, words)


def _name_pattern(bookings: Iterable[Booking]) -> Pattern[str]:
    """Return the pattern of all names of these bookings, whole or in part, the longest first."""
    names = {booking.contact_name for booking in bookings}
    names |= {person.name for booking in bookings for person in booking.people.all()}
    whole = {" ".join(name.split()) for name in names}
    parts = {part for name in whole for part in re.findall(r"[^\W\d_]{2,}", name)}
    everyday = {part for part in parts if part.casefold() in _EVERYDAY_WORDS}
    any_case = sorted((whole | parts) - everyday - {""}, key=len, reverse=True)
    patterns = [
        f"(?i:{'|'.join(map(_as_pattern, any_case))})" if any_case else "",
        "|".join(map(re.escape, sorted(everyday))),
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, patterns)) or '(?!)'})(?!\w)")


def _as_pattern(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))
