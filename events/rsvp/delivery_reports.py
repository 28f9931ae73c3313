"""Parsing of mails that say what became of ours (RFC 3464). Nothing is written here.

Anyone can write one: callers must check that it is about a mail of ours.
"""

import email
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses, parseaddr
from itertools import islice

from flufl.bounce import all_failures

from events.emails.headers import notice_pk_of

logger = logging.getLogger(__name__)

MOST_BYTES = 100_000
MOST_IN_LINE = 1_000
MOST_ADDRESSES = 20  # our mails have one recipient

_MAIL_SERVERS = ("mailer-daemon", "postmaster")
_SPACES = re.compile(rb"[ \t]{20,}")
_BLANK_LINES = re.compile(rb"(?:[ \t]*\r?\n){3,}")


@dataclass(frozen=True)
class DeliveryReport:
    """What a mail server says of a mail. `delayed` ones are tried again.

    `notice` is the primary key in the Message-ID of the returned mail, and `returned_to` are the
    addresses in its To: they differ from those that failed when somebody forwards their mail.
    """

    failed: frozenset[str]
    delayed: frozenset[str]
    notice: int | None = None
    returned_to: frozenset[str] = frozenset()


def parse_report(raw: bytes) -> DeliveryReport | None:
    """Return what a mail says of the delivery of another, or None for any other mail."""
    try:
        mail = email.message_from_bytes(_shortened(raw))
        if not _is_report(mail):
            return None
        delayed, failed = all_failures(mail)
        notice, returned_to = _returned(mail)
    except Exception as error:  # broken in one of endless ways: then people read it
        logger.info("A report of a mail server cannot be read: %s", type(error).__name__)
        return None
    failures = _addresses(failed)
    return DeliveryReport(failures, _addresses(delayed) - failures, notice, returned_to)


def _shortened(raw: bytes) -> bytes:
    """Return the first lines: what happened is told there, and then comes the mail of ours.

    Without long lines, spaces and blank lines, with which the library takes minutes.
    """
    text = _BLANK_LINES.sub(b"\n\n", _SPACES.sub(b" ", raw[:MOST_BYTES]))
    return b"\n".join(line[:MOST_IN_LINE] for line in text.splitlines())


def _is_report(mail: Message) -> bool:
    if mail.get_content_type() == "multipart/report":
        return str(mail.get_param("report-type", "delivery-status")).lower() == "delivery-status"
    sender = parseaddr(str(mail.get("From", "")))[1].lower()
    return sender.partition("@")[0] in _MAIL_SERVERS


def _addresses(found: frozenset[bytes]) -> frozenset[str]:
    decoded = (address.decode(errors="replace").lower() for address in found)
    plain = (address for address in decoded if "@" in address and address.isprintable())
    return frozenset(sorted(plain)[:MOST_ADDRESSES])


def _returned(mail: Message) -> tuple[int | None, frozenset[str]]:
    """Return the notice and the recipients of the mail that comes back."""
    for headers in _returned_headers(mail):
        if pk := notice_pk_of(str(headers.get("Message-ID", ""))):
            to = [address.lower() for _, address in getaddresses([str(headers.get("To", ""))])]
            return pk, frozenset(to[:MOST_ADDRESSES])
    return None, frozenset()


def _returned_headers(mail: Message) -> Iterator[Message]:
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            yield from islice(part.walk(), 1, 2)  # the mail in it
        elif part.get_content_type() == "text/rfc822-headers":
            headers = part.get_payload(decode=True)
            yield email.message_from_bytes(headers if isinstance(headers, bytes) else b"")
