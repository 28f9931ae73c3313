"""The mailbox of calendar replies (RFC 3501, RFC 6851).

Process, then move: after a dropped connection the next pass reads a mail again, to no effect.
Mails without a calendar file are never downloaded and stay unread.
"""

import imaplib
import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from imapclient import IMAPClient

from events.ical.reply_mail import MOST_BYTES
from hub.imap import CONNECTION_ERRORS, ImapConnection

logger = logging.getLogger(__name__)

__all__ = ["CONNECTION_ERRORS", "ODD", "READ", "Mailbox"]

READ, ODD = "Read", "Odd"

# Keyword for mails without a calendar file, so that each is examined once.
EXAMINED = "NoCalendarFile"
MAX_BATCH = 500  # mails

_CALENDAR = re.compile(rb"\b(text calendar|application ics)\b|\.ics\b", re.IGNORECASE)
_REPORT = re.compile(rb"\b(message|report-type) delivery-status\b", re.IGNORECASE)

# What IMAPClient raises for one structure that a server writes wrongly, and for "NO".
_UNREADABLE = (
    imaplib.IMAP4.error,
    IndexError,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
)


# The same for as long as this process runs, as UIDs of each mailbox. Some servers keep no keywords:
# Microsoft 365 refuses even to search for one.
_examined: defaultdict[tuple[object, ...], set[int]] = defaultdict(set)


class Mailbox(ImapConnection):
    """A connection, as a context manager. Raises `CONNECTION_ERRORS`."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        # The words of each BODYSTRUCTURE, or None where the server writes it wrongly.
        self._structures: dict[int, bytes | None] = {}

    def with_report(self) -> list[int]:
        """Return UIDs of mails in which a mail server tells of a delivery, newest first.

        Call it before `with_calendar`, which marks all others as examined.
        """
        uids = self._newest()
        found = self._matching(_REPORT, uids)
        if uids:
            found.update(self.client.search([*self._unexamined(), "FROM", "mailer-daemon"]))
        return [uid for uid in reversed(uids) if uid in found]

    def with_calendar(self) -> list[int]:
        """Return UIDs of mails with a calendar file up to `MOST_BYTES`, newest first."""
        uids = self._newest()
        found = self._matching(_CALENDAR, uids)
        if unreadable := [uid for uid in uids if self._structures[uid] is None]:
            found.update(self._search_for_calendar(unreadable))
        self._mark_examined([uid for uid in uids if uid not in found])
        return [uid for uid in reversed(uids) if uid in found]

    def fetch(self, uid: int) -> bytes | None:
        """Return the whole mail without marking it as read.

        None when it is gone, or when the server does not hand it out: it stays unread, for people.
        """
        try:
            return self.client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {}).get(b"BODY[]")
        except imaplib.IMAP4.abort:
            raise
        except _UNREADABLE:
            logger.warning("The mail server does not hand out a mail in the mailbox of answers.")
            return None

    def move(self, uid: int, name: str) -> None:
        """Move a mail to a folder, which is created when missing."""
        folder = self._folder_prefix() + name
        can_move = self.client.has_capability("MOVE")
        put = self.client.move if can_move else self.client.copy
        try:
            put([uid], folder)
        except IMAPClient.Error:  # a missing folder, most likely
            with suppress(IMAPClient.Error):
                self.client.create_folder(folder)
            put([uid], folder)
        if can_move:
            return
        self.client.delete_messages([uid], silent=True)
        if self.client.has_capability("UIDPLUS"):
            # A plain EXPUNGE would also delete mails that people have marked and may want back.
            self.client.uid_expunge([uid])

    def empty(self, name: str, *, before: date) -> int:
        """Delete mails from before a day in a folder. Return their number.

        Call it last: it deselects the inbox.
        """
        try:
            self.client.select_folder(self._folder_prefix() + name)
        except imaplib.IMAP4.abort:
            raise
        except IMAPClient.Error:
            return 0  # no mail was ever moved there
        if uids := self.client.search(["BEFORE", before]):
            self.client.delete_messages(uids, silent=True)
            self.client.expunge()
        return len(uids)

    def _newest(self) -> list[int]:
        """Return UIDs of a batch of mails not examined yet, whose structures are known then."""
        examined = _examined[self._identity()]
        uids = [uid for uid in self.client.search(self._unexamined()) if uid not in examined]
        batch = uids[-MAX_BATCH:]
        if unknown := [uid for uid in batch if uid not in self._structures]:
            self._structures.update(dict.fromkeys(unknown))
            self._structures.update(self._read_structures(unknown))
        return batch

    def _unexamined(self) -> list[str]:
        criteria = ["UNDELETED", "SMALLER", str(MOST_BYTES + 1)]
        return [*criteria, "UNKEYWORD", EXAMINED] if self._keeps_keywords() else criteria

    def _matching(self, pattern: re.Pattern[bytes], uids: list[int]) -> set[int]:
        return {uid for uid in uids if pattern.search(self._structures[uid] or b"")}

    def _mark_examined(self, uids: list[int]) -> None:
        if uids and self._keeps_keywords():
            try:
                self.client.add_flags(uids, [EXAMINED], silent=True)
            except imaplib.IMAP4.abort:
                raise
            except IMAPClient.Error:  # it has as many keywords as it keeps, or lets us only read
                logger.warning("The mail server does not mark mails without a calendar file.")
        _examined[self._identity()].update(uids)

    def _keeps_keywords(self) -> bool:
        kept = self.selected.get(b"PERMANENTFLAGS", ())
        return rb"\*" in kept or EXAMINED.encode() in kept

    def _identity(self) -> tuple[object, ...]:
        """Return what a UID is unique in (RFC 3501 2.3.1.1)."""
        return (self.host, self.port, self.user, self.folder, self.selected.get(b"UIDVALIDITY"))

    def _folder_prefix(self) -> str:
        """Return the prefix of personal folders (RFC 2342), such as "INBOX."."""
        if not self.client.has_capability("NAMESPACE"):
            return ""
        personal = self.client.namespace().personal
        return personal[0][0] if personal else ""

    def _read_structures(self, uids: list[int]) -> dict[int, bytes]:
        """Return the words of each BODYSTRUCTURE, but not of those that the server writes wrongly.

        IMAPClient reads a response as a whole, so that one wrong structure would stop the rest:
        then halve the batch.
        """
        try:
            mails = self.client.fetch(uids, ["BODYSTRUCTURE"])
            return {uid: b" ".join(_words(mail[b"BODYSTRUCTURE"])) for uid, mail in mails.items()}
        except imaplib.IMAP4.abort:
            raise
        except _UNREADABLE:
            middle = len(uids) // 2
            if not middle:
                return {}
            return self._read_structures(uids[:middle]) | self._read_structures(uids[middle:])

    def _search_for_calendar(self, uids: list[int]) -> list[int]:
        """Let the server look for calendar files in mails whose structure cannot be read."""
        numbers = ",".join(map(str, uids))
        criteria = ["UID", numbers, "OR", "TEXT", "text/calendar", "TEXT", "application/ics"]
        try:
            return self.client.search(criteria)
        except imaplib.IMAP4.abort:
            raise
        except IMAPClient.Error:
            return []  # left to people


def _words(structure: Any) -> Iterator[bytes]:  # noqa: ANN401 - tuples within tuples
    for each in structure:
        if isinstance(each, bytes):
            yield each
        elif isinstance(each, list | tuple):
            yield from _words(each)
