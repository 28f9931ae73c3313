"""Readers of calendar files that we did not write with, and a strict one of our own.

`agreed` is what most tests want: all of them read the file, and all see the same.
"""

from . import strict, theirs
from .seen import Seen

__all__ = ["Seen", "agreed"]


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
