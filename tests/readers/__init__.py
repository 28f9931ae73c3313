"""Readers of calendar files that we did not write with, and a strict one of our own.

`agreed` is what most tests want: all of them read the file, and all see the same.
"""

from dataclasses import dataclass
from datetime import datetime

from . import strict, theirs


@dataclass(frozen=True, order=True)
class Seen:
    """One event as a reader understood it. Times are in UTC."""

    uid: str
    starts: datetime
    ends: datetime
    summary: str
    description: str
    location: str
    url: str
    status: str
    sequence: int


def agreed(data: bytes, *, method: str | None = None) -> list[Seen]:
    """The events of a file in order of UID, after five readers agreed on every word of them."""

    ours = sorted(strict.read(data, method=method))
    for reader in (
        theirs.recurring_ical_events,
        theirs.vobject,
        theirs.home_assistant,
        theirs.ical_js,
    ):
        assert sorted(reader(data)) == ours, reader.__name__
    return ours
