"""Parsing of mails with calendar replies (RFC 6047, METHOD:REPLY). Nothing is written here.

Such mails can be forged: callers must check that UID, attendee and sender belong to one booking.
"""

import email
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from email.message import Message
from email.utils import getaddresses

from events.ical import CalendarReply, UnreadableCalendar, read_reply

MOST_BYTES = 5_000_000  # enough for a signature picture, and quick to parse
MOST_CALENDAR_BYTES = 200_000
MOST_PARTS = 50
CALENDAR_TYPES = ("text/calendar", "application/ics")


class ReplyError(ValueError):
    """An unusable reply. The text gives the reason for an organiser, without personal data."""


@dataclass(frozen=True)
class Reply(CalendarReply):
    """A calendar reply and the sender of its mail; both addresses are in lower case."""

    from_email: str


def parse(raw: bytes) -> Reply | None:
    """Return the reply in one mail, or None when the mail holds none.

    Raises ReplyError for a reply that is broken, too big, without a sender or contradictory.
    """
    if len(raw) > MOST_BYTES:
        raise ReplyError("This mail is too big to be an answer from a calendar.")
    try:
        mail = email.message_from_bytes(raw)
    except RecursionError as error:  # thousands of nested parts
        raise ReplyError("This mail has too many parts to be an answer from a calendar.") from error
    replies = list(_calendar_replies(mail))
    if not replies:
        return None
    if len(set(replies)) > 1:
        raise ReplyError("This mail holds two different answers.")
    return Reply(**asdict(replies[0]), from_email=_sender(mail))


def _calendar_replies(mail: Message) -> Iterator[CalendarReply]:
    for part in _calendar_parts(mail):
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or len(data) > MOST_CALENDAR_BYTES:
            raise ReplyError("The calendar file in this mail is too big.")
        method = part.get_param("method", "")
        try:
            reply = read_reply(_decode(part, data), mail_method=_parameter(method))
        except UnreadableCalendar as error:
            raise ReplyError(str(error)) from error
        if reply:
            yield reply


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
    charset = _parameter(part.get_param("charset", "utf-8")) or "utf-8"
    try:
        text = data.decode(charset, errors="replace")
    except LookupError:
        text = data.decode("utf-8", errors="replace")
    return text.removeprefix("\ufeff")


def _parameter(value: object) -> str:
    """Return a header parameter, whose value may be in three parts (RFC 2231)."""
    return str(value[2] if isinstance(value, tuple) else value or "").strip()


def _sender(mail: Message) -> str:
    addresses = [address for _, address in getaddresses(map(str, mail.get_all("From", [])))]
    if len(addresses) != 1 or "@" not in addresses[0]:
        raise ReplyError("This answer does not say who sent it.")
    return addresses[0].strip().lower()
