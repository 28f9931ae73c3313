"""Read the mailbox of calendar replies: fetch, process, move."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError

from events.rsvp.apply import Outcome, process_reply
from events.rsvp.mailbox import ODD, READ, Mailbox
from events.rsvp.unresolved import record_unresolved

PROCESSED_KEPT = timedelta(days=30)  # processed mails; they contain names and perhaps text
MAX_SECONDS = 60.0  # the rest waits for the next pass

NO_ANSWER = (
    "This mail has a calendar file and is no answer. It may be a mail of ours that came back."
)


def read_replies(*, now: datetime, stop: Callable[[], bool] = lambda: False) -> Counter[str]:
    """Process the mailbox at REPLIES_URL, if any, in a pass and count the outcomes.

    Reports of mail servers first: those about our mails are read, the others left to people.
    Newest first, so that an outdated reply changes nothing, even briefly. A mail that raises is
    left for the next pass, and the first such error is raised at the end; a DatabaseError at once.
    Processed mails are deleted after 30 days; odd mails are left to people.
    """
    counts: Counter[str] = Counter()
    if not settings.REPLIES_URL:
        return counts
    errors: list[Exception] = []
    end = time.monotonic() + MAX_SECONDS
    with Mailbox(settings.REPLIES_URL) as mailbox:
        for uid, has_calendar in _mails_to_read(mailbox):
            if stop() or time.monotonic() > end:
                break
            raw = mailbox.fetch(uid)
            if raw is None:  # moved by another process
                continue
            try:
                outcome = process_reply(raw=raw, now=now)
                if outcome == Outcome.NONE:
                    if not has_calendar:
                        continue
                    record_unresolved(raw=raw, reason=NO_ANSWER, now=now)
                    outcome = Outcome.UNRESOLVED
            except DatabaseError:
                raise
            except Exception as error:
                errors.append(error)
                continue
            mailbox.move(uid, ODD if outcome == Outcome.UNRESOLVED else READ)
            counts[outcome.value] += 1
        deleted = mailbox.empty(READ, before=(now - PROCESSED_KEPT).date())
    counts.update({"answers forgotten": deleted} if deleted else {})
    if errors:
        raise errors[0]
    return counts


def _mails_to_read(mailbox: Mailbox) -> Iterator[tuple[int, bool]]:
    """Yield UIDs, and whether a calendar file is why. The second list is made after the first is read."""
    yield from ((uid, False) for uid in mailbox.with_report())
    yield from ((uid, True) for uid in mailbox.with_calendar())
