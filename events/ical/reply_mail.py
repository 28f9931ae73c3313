"""Parsing of mails with calendar replies (RFC 6047). Nothing is written here.

Such mails can be forged: callers must check that UID, attendee and sender belong to one booking.
"""

import email
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from icalendar import Calendar, Event
from icalendar.timezone import tzp

from events.ical.reply_event import (
    Answer,
    Reply,
    ReplyError,
    attendee_who_answers,
    comments,
    reply_facts,
)
from events.ical.reply_words import Reference, html_to_text, written_words

MOST_BYTES = 5_000_000  # enough for a signature picture, and quick to parse
MOST_CALENDAR_BYTES = 200_000
MOST_LINES = 150_000  # of as many bytes in base64, with room
MOST_PARTS = 50
CALENDAR_TYPES = ("text/calendar", "application/ics")

_BOUNDARY = re.compile(rb"boundary[*0-9 \t]*=", re.IGNORECASE)
# Of programs that answer for somebody who is away. With "no", or without, a person wrote.
_AWAY_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Autoreply-From")


def parse(raw: bytes) -> Reply | None:
    """Return the reply in one mail, or None when the mail holds none.

    Raises ReplyError for a reply that is broken, too big, without a sender or contradictory, that
    is about several events or attendees, or that a machine sent while somebody is away.
    """
    if len(raw) > MOST_BYTES or raw.count(b"\n") > MOST_LINES:
        raise ReplyError("This mail is too big to be an answer from a calendar.")
    # Python looks in each line for the end of each part that is open.
    if sum(1 for _ in _BOUNDARY.finditer(raw)) > MOST_PARTS:
        raise ReplyError("This mail has too many parts to be an answer from a calendar.")
    try:
        mail = email.message_from_bytes(raw)
    except RecursionError as error:  # thousands of nested parts
        raise ReplyError("This mail has too many parts to be an answer from a calendar.") from error
    parts = list(_parts(mail))
    found = [_reply_event(part) for part in parts if _is_calendar(part)]
    events = [event for event in found if event is not None]
    if not events:
        return None
    if is_automatic_reply(mail):
        raise ReplyError("A machine sent this answer, while somebody is away.")
    sender_name, from_email = _sender(mail)
    answers = [
        Answer(event, attendee_who_answers(event, is_counter, from_email), is_counter)
        for event, is_counter in events
    ]
    facts = [reply_facts(answer) for answer in answers]
    if len(set(facts)) > 1:
        raise ReplyError("This mail holds two different answers.")
    reply, attendee = facts[0], answers[0].attendee
    reference = Reference.of(
        [answer.event for answer in answers],
        (sender_name, str(attendee.params.get("CN", ""))),
        (from_email, reply.attendee_email),
    )
    texts = [*(text for answer in answers for text in comments(answer)), _body(parts)]
    return replace(reply, from_email=from_email, words=written_words(texts, reference))


def is_automatic_reply(mail: Message) -> bool:
    """Return whether a machine answers for somebody who is away (RFC 3834 5, and what was before it).

    Not "auto-generated": calendars on the web send their owner's answers with it.
    """
    if _header(mail, "Auto-Submitted").startswith("auto-replied"):
        return True
    if any(_header(mail, name) not in ("", "no") for name in _AWAY_HEADERS):
        return True
    return _header(mail, "Precedence") in ("auto_reply", "auto-reply")


def _header(mail: Message, name: str) -> str:
    return " ".join(str(mail.get(name, "")).split()).lower()


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
    except (LookupError, ValueError):  # unknown, or of those that take no errors, such as "idna"
        text = data.decode("utf-8", errors="replace")
    return text.removeprefix("\ufeff")


def _parameter(part: Message, name: str) -> str:
    """Return a parameter of the Content-Type, whose value may be in three parts (RFC 2231)."""
    value = part.get_param(name, "")
    return str(value[2] if isinstance(value, tuple) else value or "").strip()


def _reply_event(part: Message) -> tuple[Event, bool] | None:
    """Return the event of a METHOD:REPLY or COUNTER file, and whether it is the latter.

    None for a file with another method.
    """
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or len(data) > MOST_CALENDAR_BYTES:
        raise ReplyError("The calendar file in this mail is too big.")
    text = _decode(part, data)
    # The library keeps the time zones of a file for the next one, which may call its own the same.
    tzp.use_default()
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        # The library is lenient, and otherwise raises many types.
        raise ReplyError("The calendar file in this mail is broken.") from error
    if not isinstance(calendar, Calendar):
        raise ReplyError("The calendar file in this mail is broken.")
    method = str(calendar.get("METHOD") or _parameter(part, "method")).strip().upper()
    if method not in ("REPLY", "COUNTER"):
        return None
    if len(calendar.events) != 1 or "RECURRENCE-ID" in calendar.events[0]:
        raise ReplyError("This answer is not about one date.")
    return calendar.events[0], method == "COUNTER"


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
