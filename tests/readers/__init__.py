"""Readers of calendar files that we did not write with, and a strict one of our own.

`agreed` is what most tests want: all of them read the file, and all see the same.
"""

from . import libical, strict, third_party
from .parsed_event import ParsedEvent

__all__ = ["ParsedEvent", "agreed", "agreed_by_all"]


def agreed(data: bytes, *, method: str | None = None) -> list[ParsedEvent]:
    """The events of a file in order of UID, after five readers agreed on every word of them."""

    ours = sorted(strict.read(data, method=method))
    for reader in (
        third_party.recurring_ical_events,
        third_party.vobject,
        third_party.home_assistant,
        third_party.ical_js,
    ):
        assert sorted(reader(data)) == ours, reader.__name__
    return ours


def agreed_by_all(data: bytes, *, method: str | None = None) -> list[ParsedEvent]:
    """The same, and node-ical and libical agree too."""
    ours = agreed(data, method=method)
    assert sorted(third_party.node_ical(data)) == ours
    if libical.NAME:  # bin/setup installs it where it can
        assert sorted(libical.read(data)) == ours
    return ours
