"""The checker is checked: each fault it must see is put into a good file, one at a time."""

from datetime import UTC, datetime

import icalendar
import pytest

from . import strict, third_party
from .clock import Clock
from .content_lines import parse

ZONE = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
EVENT = """BEGIN:VEVENT
UID:one@brew.test
DTSTAMP:20270101T090000Z
CREATED:20270101T090000Z
LAST-MODIFIED:20270101T090000Z
DTSTART;TZID=Europe/London:20270325T103000
DTEND;TZID=Europe/London:20270325T120000
SUMMARY:Brew\\, cake
SEQUENCE:0
STATUS:CONFIRMED
TRANSP:OPAQUE
URL:https://brew.test/one/
END:VEVENT
"""
HEAD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//EN
NAME:Brews
X-WR-CALNAME:Brews
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
"""
END = "END:VCALENDAR\n"
GOOD = (HEAD + ZONE + EVENT + END).replace("\n", "\r\n").encode()


def test_a_good_file_has_no_faults():
    assert strict.problems(GOOD) == []
    (seen,) = strict.read(GOOD)
    assert seen.starts == datetime(2027, 3, 25, 10, 30, tzinfo=UTC)
    assert seen.summary == "Brew, cake"


@pytest.mark.parametrize(
    ("statement", "old", "new"),
    [
        ("B1", "\r\nUID", "\nUID"),
        ("B1", "END:VCALENDAR\r\n", "END:VCALENDAR"),
        ("B1", "BEGIN:VCALENDAR", "\ufeffBEGIN:VCALENDAR"),
        ("B2", "SUMMARY:Brew", "SUMMARY:" + "x" * 68),
        ("B2", "SUMMARY:Brew", "SUMMARY:" + "é" * 34),
        ("B3", "SUMMARY:Brew", "\r\nSUMMARY:Brew"),
        ("B3", "SUMMARY:Brew", "SUMMARY:Br\x0bew"),
        ("B4", "SUMMARY:Brew\\, cake", "SUMMARY:Brew, cake"),
        ("B4", "SUMMARY:Brew", "SUMMARY:Brew; tea"),
        ("B4", "SUMMARY:Brew", "SUMMARY:Brew\\: tea"),
        ("B4", "URL:https://brew.test/one/", "URL:https://brew.test/one\\,two/"),
        ("B7", "SUMMARY:Brew", "SUMMARY;X-A=a\"b:Brew"),
        ("B9", "SEQUENCE:0", "SEQUENCE:0\r\nMOOD:GOOD"),
        ("B9", "SEQUENCE:0", "SEQUENCE:0\r\nX-LIC-ERROR:no"),
        ("VERSION", "VERSION:2.0\r\n", ""),
        ("C1", "PRODID:-//Test//EN", "PRODID:-//Test//EN\r\nPRODID:-//Test//EN"),
        ("C3", "X-WR-CALNAME:Brews", "X-WR-CALNAME:Brew"),
        ("C4", ";VALUE=DURATION", ""),
        ("C4", "X-PUBLISHED-TTL:PT6H", "X-PUBLISHED-TTL:PT1H"),
        ("C5", "NAME:Brews\r\nX-WR", "NAME:Brews\r\nSOURCE:https://brew.test/\r\nX-WR"),
        ("form", "NAME:Brews\r\nX-WR", "NAME:Brews\r\nCOLOR:#ff0000\r\nX-WR"),
        ("C8", "NAME:Brews\r\nX-WR", "METHOD:PUBLISH\r\nNAME:Brews\r\nX-WR"),
        ("C8", "SEQUENCE:0", "SEQUENCE:0\r\nORGANIZER:mailto:a@b.test"),
        ("UID", "UID:one@brew.test\r\n", ""),
        ("form", "STATUS:CONFIRMED", "STATUS:CANCELED"),
        ("E10", "SUMMARY:Brew\\, cake", "SUMMARY: "),
        ("T1", "20270325T120000", "20270325T103000"),
        ("DTEND", "DTEND;TZID=Europe/London:20270325T120000", "DURATION:PT1H"),
        ("T1", "DTEND;TZID=Europe/London:20270325T120000", "DTEND:20270325T120000Z"),
        ("T2", "DTSTART;TZID=Europe/London:20270325T103000", "DTSTART:20270325T103000"),
        ("T2", "DTSTART;TZID=Europe/London:20270325T103000", "DTSTART;TZID=Europe/London:20270325T103000Z"),
        ("T2", "DTSTART;TZID=Europe/London", "DTSTART;TZID=Europe/Paris"),
        ("T4", "DTSTART:19960331T010000", "DTSTART:19960331T010000Z"),
        ("T5", "DTSTART:19960331T010000", "DTSTART:19960331T020000"),
        ("R1", "BYMONTH=3;BYDAY=-1SU", "BYMONTH=4;BYDAY=-1SU"),
        ("T6", "BYDAY=-1SU", "BYDAY=-1SU\r\nRDATE:20260329T010000"),
        ("T7", "20270325T120000", "20270328T013000"),
    ],
)  # fmt: skip
def test_every_fault_is_named(statement, old, new):
    text = GOOD.decode()
    assert old in text
    found = strict.problems(text.replace(old, new, 1).encode())
    assert any(statement in problem for problem in found), found


def test_a_zone_after_its_event_and_a_uid_twice_are_seen():
    late = (HEAD + EVENT + ZONE + END).replace("\n", "\r\n").encode()
    assert any("T3" in problem for problem in strict.problems(late))
    twice = (HEAD + ZONE + EVENT + EVENT + END).replace("\n", "\r\n").encode()
    assert any("E4" in problem for problem in strict.problems(twice))
    nothing = (HEAD + END).replace("\n", "\r\n").encode()
    assert any("C2" in problem for problem in strict.problems(nothing))


def test_a_clock_that_leaves_out_a_change_is_seen():
    half = ZONE.replace("BYMONTH=10", "BYMONTH=11").replace("19961027", "19961124")
    data = (HEAD + half + EVENT + END).replace("\n", "\r\n").encode()
    (zone,) = parse(data).inside("VTIMEZONE")
    span = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)
    assert any("T5" in problem for problem in Clock(zone).problems(*span))


def test_the_readers_of_others_work_from_the_zone_in_the_file():
    """With the time zone that the writing library makes by itself, two of them are an hour out."""
    calendar = icalendar.Calendar.from_ical(GOOD)
    calendar.subcomponents = calendar.events
    calendar.add_missing_timezones()
    bad = calendar.to_ical()
    right = datetime(2027, 3, 25, 10, 30, tzinfo=UTC)
    assert [seen.starts for seen in third_party.ical_js(GOOD)] == [right]
    assert [seen.starts for seen in third_party.ical_js(bad)] != [right]
    assert [seen.starts for seen in third_party.vobject(GOOD)] == [right]
    assert [seen.starts for seen in third_party.vobject(bad)] != [right]
    assert any("T6" in problem for problem in strict.problems(bad))
