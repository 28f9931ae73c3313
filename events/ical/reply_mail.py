"""Parsing of calendar replies and their mails (RFC 5546 3.2.3, RFC 6047). Nothing is written here.

Such mails can be forged: callers must check that UID, attendee and sender belong to one booking.
"""

import email
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from urllib.parse import unquote

from icalendar import Calendar, Event
from icalendar.prop import vCalAddress, vDDDTypes, vDuration

from events.ical.reply_words import Reference, event_moment, html_to_text, written_words

MOST_BYTES = 5_000_000  # enough for a signature picture, and quick to parse
MOST_CALENDAR_BYTES = 200_000
MOST_PARTS = 50
CALENDAR_TYPES = ("text/calendar", "application/ics")
PARTSTATS = ("ACCEPTED", "TENTATIVE", "DECLINED")
DELEGATED = "DELEGATED"

# Of programs that answer for somebody who is away. With "no", or without, a person wrote.
_AWAY_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Autoreply-From")


class ReplyError(ValueError):
    """An unusable reply. The text gives the reason for an organiser, without personal data."""


@dataclass(frozen=True)
class TimeProposal:
    """Another time that somebody asks for (METHOD:COUNTER, RFC 5546 3.2.7). Days are without zone."""

    starts: datetime | date | None
    ends: datetime | date | None


@dataclass(frozen=True)
class Reply:
    """One attendee's reply: `partstat` is ACCEPTED, TENTATIVE, DECLINED or DELEGATED; `stamp` is in UTC.

    All addresses are in lower case. `from_email` is the sender of the mail. `sequence` is None
    when the reply has none: RFC 5546 lets programs leave out a 0, and some leave out more.
    `delegates` are those to whom a DELEGATED invite was passed on, `delegator` is who passed it on
    to this attendee. With a `proposal`, `partstat` may be empty. `words` are those of the person,
    without their program's.
    """

    uid: str
    attendee_email: str
    partstat: str
    sequence: int | None
    stamp: datetime
    proposal: TimeProposal | None = None
    delegates: tuple[str, ...] = ()
    delegator: str = ""
    from_email: str = ""
    words: str = ""


@dataclass(frozen=True)
class _Answer:
    """The event in one calendar file, and its only attendee who answers."""

    event: Event
    attendee: vCalAddress
    is_counter: bool


def parse(raw: bytes) -> Reply | None:
    """Return the reply in one mail, or None when the mail holds none.

    Raises ReplyError for a reply that is broken, too big, without a sender or contradictory, that
    is about several events or attendees, or that a machine sent while somebody is away.
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
    if is_automatic_reply(mail):
        raise ReplyError("A machine sent this answer, while somebody is away.")
    sender_name, from_email = _sender(mail)
    answers = [
        _Answer(event, _attendee_who_answers(event, is_counter, from_email), is_counter)
        for event, is_counter in events
    ]
    facts = [_reply_facts(answer) for answer in answers]
    if len(set(facts)) > 1:
        raise ReplyError("This mail holds two different answers.")
    reply, attendee = facts[0], answers[0].attendee
    reference = Reference.of(
        [answer.event for answer in answers],
        (sender_name, str(attendee.params.get("CN", ""))),
        (from_email, reply.attendee_email),
    )
    texts = [*(text for answer in answers for text in _comments(answer)), _body(parts)]
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


def _attendee_who_answers(event: Event, is_counter: bool, from_email: str) -> vCalAddress:
    """Return the one attendee (RFC 5546 3.2.3).

    Who passes an invite on may name the other person beside, and so may who asks for another time.
    """
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    attendees = [each for each in attendees if isinstance(each, vCalAddress)]
    if len(attendees) > 1:
        passed_on = [each for each in attendees if _partstat(each) == DELEGATED]
        own = [each for each in attendees if _email_of(each) == from_email]
        attendees = passed_on or (own if is_counter else attendees)
    if len(attendees) != 1:
        raise ReplyError("This answer is not from one person.")
    return attendees[0]


def _reply_facts(answer: _Answer) -> Reply:
    event, attendee = answer.event, answer.attendee
    uid = event.get("UID")
    if not isinstance(uid, str) or not uid.strip():
        raise ReplyError("This answer does not say which date it is about.")
    attendee_email, partstat = _email_of(attendee), _partstat(attendee)
    if "@" not in attendee_email:
        raise ReplyError("This answer does not say whose it is.")
    if partstat not in (*PARTSTATS, DELEGATED):
        if not answer.is_counter:
            raise ReplyError("This answer is not yes, no or maybe.")
        partstat = ""
    return Reply(
        uid=uid.strip(),
        attendee_email=attendee_email,
        partstat=partstat,
        sequence=_sequence(event),
        stamp=_stamp(event),
        proposal=_proposal(event) if answer.is_counter else None,
        delegates=_addresses(attendee, "DELEGATED-TO"),
        delegator=", ".join(_addresses(attendee, "DELEGATED-FROM")),
    )


def _email_of(attendee: vCalAddress) -> str:
    scheme, _, address = str(attendee).strip().partition(":")
    if scheme.lower() != "mailto":
        # iCloud may use an internal address with the e-mail in a parameter (RFC 7986 6.2).
        address = str(attendee.params.get("EMAIL", ""))
    return unquote(address).strip().lower()


def _partstat(attendee: vCalAddress) -> str:
    return str(attendee.params.get("PARTSTAT", "")).strip().upper()


def _addresses(attendee: vCalAddress, parameter: str) -> tuple[str, ...]:
    values = attendee.params.get(parameter, ())
    values = [values] if isinstance(values, str) else values
    addresses = (re.sub("^mailto:", "", str(each).strip(), flags=re.IGNORECASE) for each in values)
    return tuple(unquote(address).lower() for address in addresses if "@" in address)


def _proposal(event: Event) -> TimeProposal:
    starts, ends = event_moment(event, "DTSTART"), event_moment(event, "DTEND")
    duration = event.get("DURATION")
    length = duration.dt if isinstance(duration, vDuration | vDDDTypes) else None
    if starts and not ends and isinstance(length, timedelta):
        with suppress(OverflowError):
            ends = starts + length
    return TimeProposal(starts, ends)


def _comments(answer: _Answer) -> Iterator[str]:
    """Yield COMMENT (RFC 5546 3.2.3), and what Google writes in parameters of the attendee."""
    comments = answer.event.get("COMMENT", [])
    yield from map(str, comments if isinstance(comments, list) else [comments])
    params = answer.attendee.params
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
    stamp = event_moment(event, "DTSTAMP")
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
