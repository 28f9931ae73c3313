"""A strict reader of our own, which checks every statement of the RFCs about bytes, one by one.

It shares no code with the library that writes our files. `read` gives the events it found.
"""

import re
from collections import Counter
from datetime import UTC, datetime

from .clock import Clock
from .content_lines import Broken, Component, Line, parse, physical_problems
from .parsed_event import ParsedEvent

MOMENT = re.compile(r"\d{8}T\d{6}Z")
LOCAL = re.compile(r"\d{8}T\d{6}")
ESCAPED = r"\\[\\;,nN]"
TEXT = re.compile(rf"(?:[^\\;,]|{ESCAPED})*")
TEXTS = re.compile(rf"(?:[^\\;]|{ESCAPED})*")
URI = re.compile(r"[a-z][a-z0-9+.-]*:[!#-;=?-\[\]_a-z~%]+", re.IGNORECASE)
MAILTO = re.compile(r"mailto:[^@\s]+@[^@\s]+")
DURATION = re.compile(r"P(?:\d+W|(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)")
GEO = re.compile(r"[+-]?\d+(\.\d+)?;[+-]?\d+(\.\d+)?")

FORMS = {
    **dict.fromkeys(
        "SUMMARY DESCRIPTION LOCATION UID PRODID NAME X-WR-CALNAME X-WR-CALDESC TZID TZNAME".split(),
        TEXT,
    ),
    "CATEGORIES": TEXTS,
    **dict.fromkeys(["URL", "SOURCE", "IMAGE"], URI),
    **dict.fromkeys(["ORGANIZER", "ATTENDEE"], MAILTO),
    **dict.fromkeys(["DTSTAMP", "CREATED", "LAST-MODIFIED"], MOMENT),
    **dict.fromkeys(["REFRESH-INTERVAL", "X-PUBLISHED-TTL"], DURATION),
    "SEQUENCE": re.compile(r"\d+"),
    "STATUS": re.compile("TENTATIVE|CONFIRMED|CANCELLED"),
    "TRANSP": re.compile("OPAQUE|TRANSPARENT"),
    "GEO": GEO,
    "VERSION": re.compile(r"2\.0"),
    "CALSCALE": re.compile("GREGORIAN"),
    "COLOR": re.compile("[a-z]+"),
    "METHOD": re.compile("REQUEST|CANCEL"),
}
ONCE = {  # what each component must have, exactly once
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {
        *"UID DTSTAMP DTSTART DTEND SUMMARY SEQUENCE STATUS LAST-MODIFIED CREATED URL TRANSP".split()
    },
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "RRULE", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "RRULE", "TZOFFSETFROM", "TZOFFSETTO"},
}
AT_MOST_ONCE = {
    "VCALENDAR": {
        *"CALSCALE METHOD NAME X-WR-CALNAME DESCRIPTION X-WR-CALDESC UID URL COLOR".split(),
        *"LAST-MODIFIED REFRESH-INTERVAL X-PUBLISHED-TTL SOURCE".split(),
    },
    "VEVENT": {
        "DESCRIPTION",
        "LOCATION",
        "GEO",
        "ORGANIZER",
        "CATEGORIES",
        "CLASS",
        "ATTENDEE",
        "IMAGE",
    },
    "VTIMEZONE": set(),
    "STANDARD": {"TZNAME", "RDATE"},
    "DAYLIGHT": {"TZNAME", "RDATE"},
}
VALUE = {
    "REFRESH-INTERVAL": "DURATION",
    "SOURCE": "URI",
    "IMAGE": "URI",
}  # RFC 7986: no default type


def problems(data: bytes, *, method: str | None = None) -> list[str]:
    """Everything wrong with the bytes. `method` is the one asked for; None is a feed or a download."""
    try:
        return [*physical_problems(data), *_problems(parse(data), method)]
    except (Broken, UnicodeDecodeError) as error:
        return [*physical_problems(data), str(error)]


def read(data: bytes, *, method: str | None = None) -> list[ParsedEvent]:
    found = problems(data, method=method)
    assert not found, "\n".join(found)
    calendar = parse(data)
    clocks = {clock.name: clock for clock in map(Clock, calendar.inside("VTIMEZONE"))}
    return [_seen(event, clocks) for event in calendar.inside("VEVENT")]


def _problems(calendar: Component, method: str | None) -> list[str]:
    found = list(_names(calendar)) + list(_calendar(calendar, method))
    clocks = {clock.name: clock for clock in map(Clock, calendar.inside("VTIMEZONE"))}
    events = calendar.inside("VEVENT")
    for uid, times in Counter(event.one("UID").value for event in events).items():
        if times > 1:
            found.append(f"E4: {times} events have the UID {uid}")
    used = set()
    moments = []
    for event in events:
        start, end = event.one("DTSTART"), event.one("DTEND")
        if start.params != end.params:
            found.append("T1: DTSTART and DTEND are in two zones")
        used |= {line.params["TZID"] for line in (start, end) if "TZID" in line.params}
        moments += [_moment(line, clocks) for line in (start, end)]
        if moments[-1] <= moments[-2]:
            found.append("T1: the end is not after the start")
        if not event.one("SUMMARY").value.strip():
            found.append("E10: the title is empty")
        found += _people(event, method)
    if len(clocks) != len(calendar.inside("VTIMEZONE")) or used - set(clocks):
        found.append("T3: each TZID has one VTIMEZONE")
    for clock in clocks.values():
        if moments:
            found += clock.problems(min(moments), max(moments))
    return found


def _names(component: Component) -> list[str]:
    found = []
    if component.name not in ONCE:
        return [f"B9: what is a {component.name}?"]
    counts = Counter(line.name for line in component.lines)
    for name in ONCE[component.name]:
        if counts[name] != 1:
            found.append(f"{component.name} has {counts[name]} {name}, not one")
    for name, times in counts.items():
        known = ONCE[component.name] | AT_MOST_ONCE[component.name]
        if name not in known and not (name.startswith("X-") and name != "X-LIC-ERROR"):
            found.append(f"B9: {name} has no place in {component.name}")
        if times > 1:
            found.append(f"C1, C6: {name} stands {times} times in {component.name}")
    for line in component.lines:
        form = FORMS.get(line.name)
        if form and not form.fullmatch(line.value):
            found.append(f"B4 or form: {line.name}:{line.value[:60]}")
        if line.params.get("VALUE") != VALUE.get(line.name):
            found.append(f"C4, C5: {line.name} has the wrong VALUE")
    for part in component.parts:
        found += _names(part)
    return found


def _calendar(calendar: Component, method: str | None) -> list[str]:
    found = []
    value = {line.name: line.value for line in calendar.lines}
    if not calendar.parts:
        found.append("C2: nothing inside")
    if value.get("NAME") != value.get("X-WR-CALNAME"):
        found.append("C3: NAME and X-WR-CALNAME differ")
    if value.get("REFRESH-INTERVAL") != value.get("X-PUBLISHED-TTL"):
        found.append("C4: REFRESH-INTERVAL and X-PUBLISHED-TTL differ")
    if value.get("METHOD") != method:
        found.append(f"C8: METHOD is {value.get('METHOD')}, not {method}")
    parts = [name for name in calendar.order if name in {"VTIMEZONE", "VEVENT"}]
    if parts != sorted(parts, reverse=True):
        found.append("T3: a VTIMEZONE comes after an event")
    if calendar.order[: len(calendar.lines)] != [line.name for line in calendar.lines]:
        found.append("K5: a property of the calendar comes after a component")
    if method and len(calendar.inside("VEVENT")) != 1:
        found.append("I1: a message is about one event")
    return found


def _people(event: Component, method: str | None) -> list[str]:
    organisers, attendees = event.all("ORGANIZER"), event.all("ATTENDEE")
    if method is None:
        return ["C8: people in a feed or download"] if organisers or attendees else []
    if len(organisers) != 1 or len(attendees) != 1:
        return ["I1: a message has one ORGANIZER and one ATTENDEE"]
    found = []
    if organisers[0].value.lower() == attendees[0].value.lower():
        found.append("I4: the organiser invites themselves")
    asked = {
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    if method == "REQUEST" and {**attendees[0].params, **asked} != attendees[0].params:
        found.append("I2: the ATTENDEE is not asked")
    wanted = "CONFIRMED" if method == "REQUEST" else "CANCELLED"
    if event.one("STATUS").value != wanted:
        found.append(f"I3, I5: STATUS is not {wanted}")
    return found


def _moment(line: Line, clocks: dict[str, Clock]) -> datetime:
    if MOMENT.fullmatch(line.value) and "TZID" not in line.params:
        return datetime.strptime(line.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if not LOCAL.fullmatch(line.value) or line.params.get("TZID") not in clocks:
        raise Broken(f"T2: {line.name}:{line.value} needs a Z or a TZID that the file explains")
    return clocks[line.params["TZID"]].utc(datetime.strptime(line.value, "%Y%m%dT%H%M%S"))


def _seen(event: Component, clocks: dict[str, Clock]) -> ParsedEvent:
    def text(name: str) -> str:
        found = event.all(name)
        plain = found[0].value if found else ""
        return re.sub(r"\\(.)", lambda each: "\n" if each[1] in "nN" else each[1], plain)

    return ParsedEvent(
        uid=text("UID"),
        starts=_moment(event.one("DTSTART"), clocks),
        ends=_moment(event.one("DTEND"), clocks),
        summary=text("SUMMARY"),
        description=text("DESCRIPTION"),
        location=text("LOCATION"),
        url=event.one("URL").value,
        status=text("STATUS"),
        sequence=int(text("SEQUENCE")),
    )
