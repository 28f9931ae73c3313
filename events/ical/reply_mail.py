"""Parsing of calendar replies and their mails (RFC 5546 3.2.3, RFC 6047). Nothing is written here.

Such mails can be forged: callers must check that UID, attendee and sender belong to one booking.
"""

import email
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import getaddresses
from urllib.parse import unquote

from icalendar import Calendar, Event
from icalendar.prop import vDDDTypes

MOST_BYTES = 5_000_000  # enough for a signature picture, and quick to parse
MOST_CALENDAR_BYTES = 200_000
MOST_PARTS = 50
CALENDAR_TYPES = ("text/calendar", "application/ics")
PARTSTATS = ("ACCEPTED", "TENTATIVE", "DECLINED")


class ReplyError(ValueError):
    """An unusable reply. The text gives the reason for an organiser, without personal data."""


@dataclass(frozen=True)
class Reply:
    """One attendee's reply: `partstat` is ACCEPTED, TENTATIVE or DECLINED; `stamp` is in UTC.

    Both addresses are in lower case. `from_email` is the sender of the mail.
    """

    uid: str
    attendee_email: str
    partstat: str
    sequence: int
    stamp: datetime
    from_email: str


def parse(raw: bytes) -> Reply | None:
    """Return the reply in one mail, or None when the mail holds none.

    Raises ReplyError for a reply that is broken, too big, without a sender or contradictory, or
    that is about several events or attendees, or asks for another time.
    """
    if len(raw) > MOST_BYTES:
        raise ReplyError("This mail is too big to be an answer from a calendar.")
    try:
        mail = email.message_from_bytes(raw)
    except RecursionError as error:  # thousands of nested parts
        raise ReplyError("This mail has too many parts to be an answer from a calendar.") from error
    replies = [facts for part in _calendar_parts(mail) if (facts := _reply_facts(part))]
    if not replies:
        return None
    if len(set(replies)) > 1:
        raise ReplyError("This mail holds two different answers.")
    return Reply(*replies[0], from_email=_sender(mail))


def _calendar_parts(mail: Message) -> Iterator[Message]:
    """Yield the calendar parts, except in attached mails: those are from others, or bounces."""
    queue, count = [mail], 0
    while queue:
        part = queue.pop(0)
        count += 1
        if count > MOST_PARTS:
            raise ReplyError("This mail has too many parts to be an answer from a calendar.")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            queue = [*part.get_payload(), *queue]
        elif not part.is_multipart() and _is_calendar(part):
            yield part


def _is_calendar(part: Message) -> bool:
    if part.get_content_type() in CALENDAR_TYPES:
        return True
    try:
        name = part.get_filename() or ""
    except (LookupError, UnicodeError, ValueError):
        return False
    return name.lower().endswith(".ics")


def _decode(part: Message, data: bytes) -> str:
    charset = _parameter(part, "charset") or "utf-8"
    try:
        text = data.decode(charset, errors="replace")
    except LookupError:
        text = data.decode("utf-8", errors="replace")
    return text.removeprefix("\ufeff")


def _parameter(part: Message, name: str) -> str:
    """Return a parameter of the Content-Type, whose value may be in three parts (RFC 2231)."""
    value = part.get_param(name, "")
    return str(value[2] if isinstance(value, tuple) else value or "").strip()


def _reply_facts(part: Message) -> tuple[str, str, str, int, datetime] | None:
    """Parse a METHOD:REPLY file, or return None for a file that is not a reply."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or len(data) > MOST_CALENDAR_BYTES:
        raise ReplyError("The calendar file in this mail is too big.")
    text = _decode(part, data)
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        # The library is lenient, and otherwise raises many types.
        raise ReplyError("The calendar file in this mail is broken.") from error
    if not isinstance(calendar, Calendar):
        raise ReplyError("The calendar file in this mail is broken.")
    method = str(calendar.get("METHOD") or _parameter(part, "method")).strip().upper()
    if method == "COUNTER":
        raise ReplyError("This answer asks for another time.")
    if method != "REPLY":
        return None
    if len(calendar.events) != 1 or "RECURRENCE-ID" in calendar.events[0]:
        raise ReplyError("This answer is not about one date.")
    event = calendar.events[0]
    uid = event.get("UID")
    if not isinstance(uid, str) or not uid.strip():
        raise ReplyError("This answer does not say which date it is about.")
    attendee_email, partstat = _attendee(event)
    return uid.strip(), attendee_email, partstat, _sequence(event), _stamp(event)


def _attendee(event: Event) -> tuple[str, str]:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if len(attendees) != 1:
        raise ReplyError("This answer is not from one person.")
    params = getattr(attendees[0], "params", {})
    scheme, _, address = str(attendees[0]).strip().partition(":")
    if scheme.lower() != "mailto":
        # iCloud may use an internal address with the e-mail in a parameter (RFC 7986 6.2).
        address = str(params.get("EMAIL", ""))
    attendee_email = unquote(address).strip().lower()
    if "@" not in attendee_email:
        raise ReplyError("This answer does not say whose it is.")
    partstat = str(params.get("PARTSTAT", "")).strip().upper()
    if partstat not in PARTSTATS:
        raise ReplyError("This answer is not yes, no or maybe.")
    return attendee_email, partstat


def _sequence(event: Event) -> int:
    sequence = event.get("SEQUENCE", 0)
    if not isinstance(sequence, int) or sequence < 0:
        raise ReplyError("This answer has a broken version number.")
    return int(sequence)


def _stamp(event: Event) -> datetime:
    dtstamp = event.get("DTSTAMP")  # a broken one is of another type, whose attributes raise
    stamp = dtstamp.dt if isinstance(dtstamp, vDDDTypes) else None
    if not isinstance(stamp, datetime):
        raise ReplyError("This answer does not say when it was given.")
    return stamp.replace(tzinfo=stamp.tzinfo or UTC).astimezone(UTC)


def _sender(mail: Message) -> str:
    addresses = [address for _, address in getaddresses(map(str, mail.get_all("From", [])))]
    if len(addresses) != 1 or "@" not in addresses[0]:
        raise ReplyError("This answer does not say who sent it.")
    return addresses[0].strip().lower()
