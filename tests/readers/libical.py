"""libical, which Evolution, GNOME Calendar and KOrganizer read calendars with. From Debian's package libical3."""

import ctypes
from ctypes.util import find_library
from datetime import UTC, datetime

from .parsed_event import ParsedEvent

NAME = find_library("ical")
ANY_COMPONENT, ANY_PROPERTY, VEVENT = 1, 0, 4


class _Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(NAME)
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    signatures = {
        "icalparser_parse_string": (pointer, text),
        "icalcomponent_free": (None, pointer),
        "icalcomponent_count_errors": (number, pointer),
        "icalrestriction_check": (number, pointer),
        "icalcomponent_get_first_component": (pointer, pointer, number),
        "icalcomponent_get_next_component": (pointer, pointer, number),
        "icalcomponent_get_first_property": (pointer, pointer, number),
        "icalcomponent_get_next_property": (pointer, pointer, number),
        "icalproperty_get_property_name": (text, pointer),
        "icalproperty_get_value": (pointer, pointer),
        "icalvalue_get_text": (text, pointer),
        "icalproperty_get_value_as_string": (text, pointer),
        "icalcomponent_get_dtstart": (_Time, pointer),
        "icalcomponent_get_dtend": (_Time, pointer),
        "icaltime_as_timet_with_zone": (ctypes.c_longlong, _Time, pointer),
    }
    for name, (result, *arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def read(data: bytes) -> list[ParsedEvent]:
    library = _library()
    calendar = library.icalparser_parse_string(data)
    assert calendar
    try:
        assert library.icalcomponent_count_errors(calendar) == 0
        assert library.icalrestriction_check(calendar) == 1, "against RFC 5546"
        return [_event(library, each) for each in _events(library, calendar)]
    finally:
        library.icalcomponent_free(calendar)


def _events(library, calendar):
    event = library.icalcomponent_get_first_component(calendar, VEVENT)
    while event:
        yield event
        event = library.icalcomponent_get_next_component(calendar, VEVENT)


def _event(library, event) -> ParsedEvent:
    texts, values = {}, {}
    part = library.icalcomponent_get_first_property(event, ANY_PROPERTY)
    while part:
        name = library.icalproperty_get_property_name(part).decode()
        values[name] = library.icalproperty_get_value_as_string(part).decode()
        if name in ("UID", "SUMMARY", "DESCRIPTION", "LOCATION"):
            texts[name] = library.icalvalue_get_text(library.icalproperty_get_value(part)).decode()
        part = library.icalcomponent_get_next_property(event, ANY_PROPERTY)
    return ParsedEvent(
        uid=texts["UID"],
        starts=_moment(library, library.icalcomponent_get_dtstart(event)),
        ends=_moment(library, library.icalcomponent_get_dtend(event)),
        summary=texts["SUMMARY"],
        description=texts.get("DESCRIPTION", ""),
        location=texts.get("LOCATION", ""),
        url=values["URL"],
        status=values["STATUS"],
        sequence=int(values["SEQUENCE"]),
    )


def _moment(library, time: _Time) -> datetime:
    assert time.zone, "a floating time"
    return datetime.fromtimestamp(library.icaltime_as_timet_with_zone(time, time.zone), UTC)
