"""Whole calendar files: a feed, a single event, an invite."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import quote

from icalendar import Calendar
from icalendar.prop import vCalAddress, vDuration, vText

from events.ical.text import lines, one_line, web_address
from events.ical.timezone import VTIMEZONE, to_utc
from events.ical.vevent import CalendarEvent, event_text, serialise, vevent
from hub.email_addresses import is_same_email

PRODID = "-//Over a Brew//Sessions//EN"
REFRESH_INTERVAL = timedelta(hours=6)
END = "END:VCALENDAR\r\n"

Method = Literal["REQUEST", "CANCEL"]


def feed(*, events: Iterable[str], name: str, description: str, url: str) -> bytes:
    """Return a feed of texts from `event_text`, in the order given.

    The same data gives the same bytes. It stays valid with no events. It has no METHOD, and so no
    ORGANIZER: it is a copy to read, not a message (RFC 5546 3.2.1). `url` is its page.
    """
    calendar = Calendar.new(
        prodid=PRODID,
        name=one_line(name),
        description=lines(description) or None,
        url=web_address(url),
        refresh_interval=REFRESH_INTERVAL,
    )
    # The library makes one up. vdirsyncer takes the first UID of a file, so also the calendar's,
    # for that of each event, and keeps one event of all.
    del calendar["UID"]
    # The library does not treat these as text, and writes them unescaped.
    for key in ("NAME", "X-WR-CALNAME", "X-WR-CALDESC"):
        if key in calendar:
            calendar[key] = vText(str(calendar[key]))
    # The property has no default type, so the parameter is required (RFC 7986 5.7).
    calendar["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"
    calendar.add("x-published-ttl", vDuration(REFRESH_INTERVAL).to_ical().decode())  # Outlook
    return _file(calendar, events)


def single(event: CalendarEvent) -> bytes:
    """Return one event to download. No METHOD or ORGANIZER, or calendars would reply by mail."""
    return _file(_empty_calendar(), [event_text(event)])


def invite(
    event: CalendarEvent,
    *,
    method: Method,
    organiser_name: str,
    organiser_email: str,
    attendee_name: str,
    attendee_email: str,
    stamp: datetime,
    personal_link: str | None = None,
) -> bytes:
    """Return the message that adds, changes or removes an event in one attendee's calendar.

    REQUEST for a new or changed event, CANCEL when the attendee or the event is off (RFC 5546
    3.2.2, 3.2.5). `stamp` is the time of this message. `personal_link` goes in the description;
    such links are allowed nowhere else. Raises ValueError for a REQUEST of a cancelled event, or
    when organiser and attendee are the same.
    """
    if method == "REQUEST" and event.cancelled:
        raise ValueError("A cancelled date is sent with CANCEL, or calendars keep it.")
    if is_same_email(organiser_email, attendee_email):
        raise ValueError("The organiser cannot invite their own address.")
    is_request = method == "REQUEST"
    calendar = _empty_calendar()
    calendar.add("method", method)
    component = vevent(
        replace(event, cancelled=not is_request),
        stamp=to_utc(stamp, "stamp"),
        extra=f"See, change or cancel your booking:\n{web_address(personal_link)}"
        if personal_link
        else "",
        organizer=vCalAddress.new(_mailto(organiser_email), cn=_cn(organiser_name)),
        attendee=vCalAddress.new(
            _mailto(attendee_email),
            cn=_cn(attendee_name),
            cutype="INDIVIDUAL",
            role="REQ-PARTICIPANT",
            # The only form for which every client shows answer buttons, and replies.
            partstat="NEEDS-ACTION" if is_request else None,
            rsvp=True if is_request else None,
        ),
    )
    return _file(calendar, [serialise(component)])


def etag(body: bytes) -> str:
    """Return a strong ETag, quoted: the same for the same bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def _empty_calendar() -> Calendar:
    calendar = Calendar()
    calendar.prodid = PRODID
    calendar.version = "2.0"
    return calendar


def _file(calendar: Calendar, events: Iterable[str]) -> bytes:
    header = calendar.to_ical().decode().removesuffix(END)
    return "".join((header, VTIMEZONE, *events, END)).encode()


def _mailto(email: str) -> str:
    address = email.strip()
    if one_line(address) != address or " " in address or address.count("@") != 1:
        raise ValueError("A calendar invite needs one plain e-mail address.")
    # RFC 6068: all other characters of a mailto address are percent-encoded.
    return "mailto:" + quote(address, safe="@!$'*+-./=_~")


def _cn(name: str) -> str | None:
    # Parameters allow no double quote; its escape (RFC 6868) shows as ^' in many calendars.
    return one_line(name.replace('"', "'").replace("^", "")) or None
