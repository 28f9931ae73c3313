"""Parsing of calendar replies and their mails (RFC 5546 3.2.3, RFC 6047). Nothing is written here.

Such mails can be forged: callers must check that UID, attendee and sender belong to one booking.
"""

import email
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from urllib.parse import unquote

from icalendar import Calendar, Event
from icalendar.prop import vDDDTypes

from events.ical.reply_words import Reference, html_to_text, written_words

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

    Both addresses are in lower case. `from_email` is the sender of the mail. `sequence` is None
    when the reply has none: RFC 5546 lets programs leave out a 0, and some leave out more.
    `words` are those of the person, without their program's.
    """

    uid: str
    attendee_email: str
    partstat: str
    sequence: int | None
    stamp: datetime
    from_email: str
    words: str = ""


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
    parts = list(_parts(mail))
    found = [_reply_event(part) for part in parts if _is_calendar(part)]
    events = [event for event in found if event is not None]
    if not events:
        return None
    facts = [_reply_facts(event) for event in events]
    if len(set(facts)) > 1:
        raise ReplyError("This mail holds two different answers.")
    sender_name, from_email = _sender(mail)
    name = getattr(_only_attendee(events[0]), "params", {}).get("CN", "")
    reference = Reference.of(events, (sender_name, str(name)), (from_email, facts[0][1]))
    texts = [*(text for event in events for text in _comments(event)), _body(parts)]
    return Reply(*facts[0], from_email=from_email, words=written_words(texts, reference))


def _parts(mail: Message) -> Iterator[Message]:
    """Yield the parts, except in attached mails: those are from others, or bounces."""
    queue, count = [mail], 0
    while queue:
        part = queue.pop(0)
        count += 1
        if count > MOST_PARTS:
            raise ReplyError("This mail has too many parts to be an answer from a calendar.")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            queue = [*part.get_payload(), *queue]
        elif not part.is_multipart():
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


def _reply_event(part: Message) -> Event | None:
    """Return the event of a METHOD:REPLY file, or None for a file that is not a reply."""
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
    return calendar.events[0]


def _reply_facts(event: Event) -> tuple[str, str, str, int | None, datetime]:
    uid = event.get("UID")
    if not isinstance(uid, str) or not uid.strip():
        raise ReplyError("This answer does not say which date it is about.")
    attendee_email, partstat = _attendee(event)
    return uid.strip(), attendee_email, partstat, _sequence(event), _stamp(event)


def _only_attendee(event: Event) -> object:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if len(attendees) != 1:
        raise ReplyError("This answer is not from one person.")
    return attendees[0]


def _attendee(event: Event) -> tuple[str, str]:
    attendee = _only_attendee(event)
    params = getattr(attendee, "params", {})
    scheme, _, address = str(attendee).strip().partition(":")
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


def _comments(event: Event) -> Iterator[str]:
    """Yield COMMENT (RFC 5546 3.2.3), and what Google writes in parameters of the attendee."""
    comments = event.get("COMMENT", [])
    yield from map(str, comments if isinstance(comments, list) else [comments])
    params = getattr(_only_attendee(event), "params", {})
    yield str(params.get("X-RESPONSE-COMMENT", "")).replace("\\n", "\n")
    guests = str(params.get("X-NUM-GUESTS", "")).strip()
    if re.fullmatch(r"0*[1-9]\d{0,3}", guests):
        more = "1 more person comes" if int(guests) == 1 else f"{int(guests)} more people come"
        yield f"{more} with them, says their calendar."


def _body(parts: Sequence[Message]) -> str:
    """Return the text that people read, without attached files."""
    shown = [part for part in parts if part.get_content_disposition() != "attachment"]
    for kind, read in (("text/plain", str), ("text/html", html_to_text)):
        texts = [read(_text(part)) for part in shown if part.get_content_type() == kind]
        if any(text.strip() for text in texts):
            return "\n".join(texts)
    return ""


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return _decode(part, data) if isinstance(data, bytes) and not _is_calendar(part) else ""


def _sequence(event: Event) -> int | None:
    if "SEQUENCE" not in event:
        return None
    sequence = event["SEQUENCE"]
    if not isinstance(sequence, int) or sequence < 0:
        raise ReplyError("This answer has a broken version number.")
    return int(sequence)


def _stamp(event: Event) -> datetime:
    dtstamp = event.get("DTSTAMP")  # a broken one is of another type, whose attributes raise
    stamp = dtstamp.dt if isinstance(dtstamp, vDDDTypes) else None
    if not isinstance(stamp, datetime):
        raise ReplyError("This answer does not say when it was given.")
    return stamp.replace(tzinfo=stamp.tzinfo or UTC).astimezone(UTC)


def _sender(mail: Message) -> tuple[str, str]:
    """Return the name and address in From."""
    # Raw, as addresses may be in UTF-8 (RFC 6532), which `get_all` turns into question marks.
    headers = [value for name, value in mail.raw_items() if name.lower() == "from"]
    utf8 = [str(each).encode(errors="surrogateescape").decode(errors="replace") for each in headers]
    senders = getaddresses(utf8)
    if len(senders) != 1 or "@" not in senders[0][1]:
        raise ReplyError("This answer does not say who sent it.")
    name, address = map(_decoded_header, senders[0])
    # Some programs encode the domain alone, and decoding puts spaces around it.
    return name, address.replace(" ", "").lower()


def _decoded_header(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return text
