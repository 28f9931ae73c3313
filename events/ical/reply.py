"""Parsing of calendar replies (RFC 5546 3.2.3)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote

from icalendar import Calendar, Event
from icalendar.prop import vDDDTypes

PARTSTATS = ("ACCEPTED", "TENTATIVE", "DECLINED")


class UnreadableCalendar(ValueError):
    """An unusable calendar reply. The text gives the reason, for an organiser."""


@dataclass(frozen=True)
class CalendarReply:
    """One attendee's reply: `partstat` is ACCEPTED, TENTATIVE or DECLINED; `stamp` is in UTC."""

    uid: str
    attendee_email: str
    partstat: str
    sequence: int
    stamp: datetime


def read_reply(data: bytes | str, *, mail_method: str = "") -> CalendarReply | None:
    """Parse a METHOD:REPLY file, or return None for a file that is not a reply.

    `mail_method` is the method in the mail, for a file without one. Raises UnreadableCalendar when
    the file is broken, about several events or attendees, or asks for another time.
    """
    try:
        calendar = Calendar.from_ical(data)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        # The library is lenient, and otherwise raises many types.
        raise UnreadableCalendar("The calendar file in this mail is broken.") from error
    if not isinstance(calendar, Calendar):
        raise UnreadableCalendar("The calendar file in this mail is broken.")
    method = str(calendar.get("METHOD") or mail_method).strip().upper()
    if method == "COUNTER":
        raise UnreadableCalendar("This answer asks for another time.")
    if method != "REPLY":
        return None
    if len(calendar.events) != 1 or "RECURRENCE-ID" in calendar.events[0]:
        raise UnreadableCalendar("This answer is not about one date.")
    event = calendar.events[0]
    uid = event.get("UID")
    if not isinstance(uid, str) or not uid.strip():
        raise UnreadableCalendar("This answer does not say which date it is about.")
    email, partstat = _attendee(event)
    return CalendarReply(uid.strip(), email, partstat, _sequence(event), _stamp(event))


def _attendee(event: Event) -> tuple[str, str]:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if len(attendees) != 1:
        raise UnreadableCalendar("This answer is not from one person.")
    params = getattr(attendees[0], "params", {})
    scheme, _, address = str(attendees[0]).strip().partition(":")
    if scheme.lower() != "mailto":
        # iCloud may use an internal address with the e-mail in a parameter (RFC 7986 6.2).
        address = str(params.get("EMAIL", ""))
    email = unquote(address).strip().lower()
    if "@" not in email:
        raise UnreadableCalendar("This answer does not say whose it is.")
    partstat = str(params.get("PARTSTAT", "")).strip().upper()
    if partstat not in PARTSTATS:
        raise UnreadableCalendar("This answer is not yes, no or maybe.")
    return email, partstat


def _sequence(event: Event) -> int:
    sequence = event.get("SEQUENCE", 0)
    if not isinstance(sequence, int) or sequence < 0:
        raise UnreadableCalendar("This answer has a broken version number.")
    return int(sequence)


def _stamp(event: Event) -> datetime:
    dtstamp = event.get("DTSTAMP")  # a broken one is of another type, whose attributes raise
    stamp = dtstamp.dt if isinstance(dtstamp, vDDDTypes) else None
    if not isinstance(stamp, datetime):
        raise UnreadableCalendar("This answer does not say when it was given.")
    return stamp.replace(tzinfo=stamp.tzinfo or UTC).astimezone(UTC)
