"""Sending what is owed. The notice table is the queue.

Each notice is claimed, written, sent and marked on its own, never inside a transaction: nothing in the
database waits while a mail server thinks. A claim is a lease. When a process dies between sending and
marking, the lease runs out and another process sends that one mail again: once too often, never too few.
"""

import logging
import smtplib
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.models import F

from events.bookings.notices import waking_hours
from events.emails import compose, snapshot_of
from events.models import Notice
from hub.backoff import retry_delay

logger = logging.getLogger(__name__)

# Longer than any mail can take with EMAIL_TIMEOUT on every step of SMTP.
LEASE = timedelta(minutes=10)

MARK_TRIES = 3

# What asks something of people, or is in no hurry, wakes nobody up.
DAYTIME_KINDS = (Notice.Kind.OFFER, Notice.Kind.INVITATION, Notice.Kind.NEWS)

# Trouble with one mail. Any other trouble with the server ends the round: the rest will fare no better.
_THIS_MAIL_ONLY = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
)


class RecipientRefused(Exception):
    """The mail backend did not take the mail, and did not say why."""


def send_due(
    *, now: datetime, limit: int = 100, stop: Callable[[], bool] = lambda: False
) -> Counter[str]:
    """Send what is due, at most `limit` mails, and count what became of each.

    Safe in any number of processes at once. `stop` is asked between mails. Never call it in a
    transaction. Errors of the mail server are kept on the notice; errors of the database are raised.
    """
    started = time.monotonic()
    counts: Counter[str] = Counter()
    server = get_connection(settings.MAIL_SERVER_BACKEND)
    due = Notice.objects.due(now).values_list("pk", flat=True)
    if waking_hours(now) > now:
        # One that could not be sent by day waits for the morning.
        due = due.exclude(kind__in=DAYTIME_KINDS)
    try:
        for pk in list(due[:limit]):
            moment = now + timedelta(seconds=time.monotonic() - started)
            if stop():
                break
            if not (notice := _claim(pk, moment)):
                continue
            outcome, server_is_well = _deliver(notice, server, moment)
            counts[outcome] += 1
            if not server_is_well:
                break
    finally:
        _close_connection(server)
    return counts


def _claim(pk: int, now: datetime) -> Notice | None:
    """Take the notice for this process alone. The condition is checked again by the UPDATE itself."""
    is_ours = (
        Notice.objects.due(now)
        .filter(pk=pk)
        .update(claimed_until=now + LEASE, attempts=F("attempts") + 1)
    )
    if not is_ours:
        return None
    notices = Notice.objects.select_related(
        "booking__session__page", "booking__session__series", "letter"
    )
    return notices.filter(pk=pk).first()


def _deliver(notice: Notice, server: BaseEmailBackend, now: datetime) -> tuple[str, bool]:
    """Write and send one mail, and keep what came of it. Says too whether to go on with the next."""
    try:
        mail = compose(notice, now)
        if mail is None:
            _close(notice, dropped_at=now)
            return "dropped", True
        server.open()
        if not server.send_messages([mail]):
            raise RecipientRefused
    except DatabaseError:
        raise
    except Exception as error:
        _close_connection(server)
        return _reschedule(notice, error, now), not _is_server_trouble(error)
    _close(notice, sent_at=now, problem="", **_snapshot_fields(notice))
    return "sent", True


def _snapshot_fields(notice: Notice) -> dict[str, object]:
    """What this mail said of a booking, for the next one to compare with."""
    booking = notice.booking
    # A letter tells of no change: the mail about a date that has moved is still to come.
    if booking is None or notice.letter_id:
        return {}
    sequence = booking.session.sequence + booking.sequence
    return {"told": snapshot_of(booking), "sequence": sequence}


def _is_server_trouble(error: Exception) -> bool:
    return isinstance(error, OSError) and not isinstance(error, _THIS_MAIL_ONLY)


def _close(notice: Notice, **outcome: object) -> None:
    """Keep that this notice is done. Worth several tries: failing here means sending twice."""
    for attempt in range(1, MARK_TRIES + 1):
        try:
            Notice.objects.filter(pk=notice.pk, sent_at=None).update(**outcome)
        except (OperationalError, InterfaceError):
            if attempt == MARK_TRIES or connection.in_atomic_block:
                raise
            connection.close()
        else:
            return


def _reschedule(notice: Notice, error: Exception, now: datetime) -> str:
    """Keep that it failed, and when to try again. Only the name of the error: its text holds addresses."""
    problem = type(error).__name__
    logger.warning(
        "Notice %s (%s) not sent, try %s: %s", notice.pk, notice.kind, notice.attempts, problem
    )
    wait = retry_delay(notice.attempts)
    outcome: dict[str, object] = {"claimed_until": None, "problem": problem}
    outcome |= {"due_at": now + wait} if wait else {"failed_at": now}
    # Only while the claim is still ours: another process may have it by now.
    Notice.objects.filter(
        pk=notice.pk, claimed_until=notice.claimed_until, sent_at=None, dropped_at=None
    ).update(**outcome)
    return "put off" if wait else "given up"


def _close_connection(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except Exception:
        logger.info("The mail server did not say goodbye.")
