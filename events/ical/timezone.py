"""The Europe/London VTIMEZONE of every calendar file.

Two RRULEs, because Outlook keeps one rule each way and ical.js reads one value of an RDATE. Onsets
are local times in the offset before the change (RFC 5545 3.6.5). Valid from 31 March 1996, when
the European Union set these dates, for as long as the law stands.
"""

from datetime import UTC, datetime

from hub.dates import LONDON

VALID_FROM = datetime(1996, 3, 31, 1, 0, tzinfo=UTC)

VTIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def to_utc(moment: datetime, name: str) -> datetime:
    """Return the moment in UTC, in whole seconds. Raises ValueError when it is naive."""
    if moment.utcoffset() is None:
        raise ValueError(f"{name} has no time zone. A calendar file needs one.")
    return moment.astimezone(UTC).replace(microsecond=0)


def to_file_times(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return both moments in London time, or in UTC before `VALID_FROM` or where ambiguous.

    The hour from one to two o'clock comes twice on one October night. RFC 5545 3.3.5 takes the
    first, ical.js the second. So both ends of a session that touches that hour are in UTC.
    """
    local = start.astimezone(LONDON), end.astimezone(LONDON)
    if start < VALID_FROM or any(map(_is_ambiguous, local)):
        return start.astimezone(UTC), end.astimezone(UTC)
    return local


def _is_ambiguous(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
