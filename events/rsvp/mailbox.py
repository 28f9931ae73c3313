"""The IMAP mailbox of calendar replies (RFC 3501, RFC 6851).

Process, then move: after a dropped connection the next pass reads a mail again, to no effect.
Mails without a calendar file are never downloaded and stay unread.
"""

import imaplib
import re
import ssl
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from events.ical.reply_mail import MOST_BYTES
from hub.dates import MONTHS

READ, ODD = "Read", "Odd"

TIMEOUT = 15.0  # seconds per server response

# Keyword for mails without a calendar file, if the server keeps keywords: examine each once.
EXAMINED = "NoCalendarFile"
MAX_BATCH = 500  # mails

_EXAMPLE = "REPLIES_URL must look like imaps://user:password@host/INBOX"
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_NEXT_MAIL = re.compile(rb"\d+ \(")
_UID = re.compile(rb"UID (\d+)")
_CALENDAR = re.compile(rb'text"? "?calendar|application"? "?ics|\.ics\b', re.IGNORECASE)
_REPORT = re.compile(rb'"message" "delivery-status"|"report-type" "delivery-status"', re.IGNORECASE)


class MailboxError(Exception):
    """A rejected command. Names only the command: the response can contain an address."""


# Temporary errors, or errors for the operator.
CONNECTION_ERRORS = (MailboxError, imaplib.IMAP4.error, OSError)


class Mailbox:
    """A connection, as a context manager. Raises `CONNECTION_ERRORS`."""

    def __init__(self, url: str) -> None:
        """Parse `imaps://user:password@host/INBOX`. Plain `imap` only to this machine."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:  # its message can contain the password
            raise ImproperlyConfigured(_EXAMPLE) from None
        self._host, self._folder = parts.hostname or "", unquote(parts.path).strip("/") or "INBOX"
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._is_tls = parts.scheme == "imaps"
        is_private = self._is_tls or (parts.scheme == "imap" and self._host in _LOOPBACK)
        if not (is_private and self._host and self._user):
            raise ImproperlyConfigured(_EXAMPLE)
        self._port = port or (993 if self._is_tls else 143)

    def __enter__(self) -> Self:
        self._imap = self._connect()
        try:
            self._log_in()
            capabilities = self._checked("CAPABILITY", self._imap.capability())
            self._capabilities = set(capabilities[0].decode().split())
            self._prefix = self._folder_prefix()
            self._checked("SELECT", self._imap.select(_quoted(self._folder)))
        except BaseException:
            self._disconnect()
            raise
        return self

    def __exit__(self, *about: object) -> None:
        self._disconnect()

    def with_calendar(self) -> list[str]:
        """Return UIDs of mails with a calendar file up to `MOST_BYTES`, newest first."""
        size = str(MOST_BYTES + 1)
        uids = self._search("UNDELETED", "UNKEYWORD", EXAMINED, "SMALLER", size)[-MAX_BATCH:]
        if not uids:
            return []
        structures = self._uid("FETCH", ",".join(uids), "(UID BODYSTRUCTURE)")
        with_calendar = set(_uids_with(_CALENDAR, structures))
        if without_calendar := [uid for uid in uids if uid not in with_calendar]:
            # Fails without keyword support: the next pass then examines the mails again.
            self._imap.uid("STORE", ",".join(without_calendar), "+FLAGS.SILENT", f"({EXAMINED})")
        return [uid for uid in reversed(uids) if uid in with_calendar]

    def with_report(self) -> list[str]:
        """Return UIDs of mails in which a mail server tells of a delivery, newest first.

        Call it before `with_calendar`, which marks all others as examined.
        """
        new = ("UNDELETED", "UNKEYWORD", EXAMINED, "SMALLER", str(MOST_BYTES + 1))
        uids = self._search(*new)[-MAX_BATCH:]
        if not uids:
            return []
        structures = self._uid("FETCH", ",".join(uids), "(UID BODYSTRUCTURE)")
        found = {*_uids_with(_REPORT, structures), *self._search(*new, "FROM", "mailer-daemon")}
        return [uid for uid in reversed(uids) if uid in found]

    def fetch(self, uid: str) -> bytes | None:
        """Return the whole mail without marking it as read, or None when it is gone."""
        parts = self._uid("FETCH", uid, "(BODY.PEEK[])")
        return next((part[1] for part in parts if isinstance(part, tuple)), None)

    def move(self, uid: str, name: str) -> None:
        """Move a mail to a folder, which is created when missing."""
        folder = _quoted(self._prefix + name)
        command = "MOVE" if "MOVE" in self._capabilities else "COPY"
        try:
            self._uid(command, uid, folder)
        except MailboxError:  # a missing folder, most likely
            self._imap.create(folder)
            self._uid(command, uid, folder)
        if command == "MOVE":
            return
        self._uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self._capabilities:
            # A plain EXPUNGE would also delete mails that people have marked and may want back.
            self._uid("EXPUNGE", uid)

    def empty(self, name: str, *, before: date) -> int:
        """Delete mails from before a day in a folder. Return their number.

        Call it last: it deselects the inbox.
        """
        if self._imap.select(_quoted(self._prefix + name))[0] != "OK":
            return 0  # no mail was ever moved there
        day = f"{before.day}-{MONTHS[before.month - 1][:3]}-{before.year}"
        if uids := self._search("BEFORE", day):
            self._uid("STORE", ",".join(uids), "+FLAGS", r"(\Deleted)")
            self._checked("EXPUNGE", self._imap.expunge())
        return len(uids)

    def _connect(self) -> imaplib.IMAP4:
        if not self._is_tls:
            return imaplib.IMAP4(self._host, self._port, timeout=TIMEOUT)
        # Explicit, as imaplib accepts any certificate by default.
        ssl_context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(self._host, self._port, ssl_context=ssl_context, timeout=TIMEOUT)

    def _log_in(self) -> None:
        is_simple = f"{self._user}{self._password}".isascii()
        if "AUTH=PLAIN" in self._imap.capabilities or not is_simple:  # allows non-ASCII (RFC 4616)
            secret = f"\0{self._user}\0{self._password}".encode()
            self._imap.authenticate("PLAIN", lambda _: secret)
        else:
            self._imap.login(self._user, self._password)

    def _folder_prefix(self) -> str:
        """Return the prefix of personal folders (RFC 2342), from (("INBOX." ".")) NIL NIL."""
        if "NAMESPACE" not in self._capabilities:
            return ""
        answer = self._checked("NAMESPACE", self._imap.namespace())[0].decode()
        return answer.split('"')[1] if answer.startswith('(("') else ""

    def _search(self, *criteria: str) -> list[str]:
        return (self._uid("SEARCH", *criteria)[0] or b"").decode().split()

    def _uid(self, command: str, *args: str) -> list[Any]:
        return self._checked(command, self._imap.uid(command, *args))

    def _checked(self, command: str, answer: tuple[str, list[Any]]) -> list[Any]:
        if answer[0] != "OK":
            raise MailboxError(command)
        return answer[1]

    def _disconnect(self) -> None:
        try:
            self._imap.logout()
        except (imaplib.IMAP4.error, OSError):
            with suppress(OSError):
                self._imap.shutdown()


def _uids_with(pattern: re.Pattern[bytes], parts: Sequence[Any]) -> Iterable[str]:
    """Yield UIDs from a FETCH response whose structure mentions such a part.

    imaplib splits the response at each literal. A mail's first piece starts with its number.
    """
    mails: list[bytes] = []
    for part in parts:
        pieces = part if isinstance(part, tuple) else (part or b"",)
        if _NEXT_MAIL.match(pieces[0]):
            mails.append(b"")
        if mails:
            mails[-1] += b"".join(pieces)
    for mail in mails:
        if (uid := _UID.search(mail)) and pattern.search(mail):
            yield uid[1].decode()


def _quoted(name: str) -> str:
    """Return a folder name as a quoted string, as imaplib does not quote it."""
    return '"{}"'.format(name.replace("\\", r"\\").replace('"', r"\""))
