"""Delivery of due notices, at least once. The notice table is the queue.

Each notice is claimed, composed, sent and marked on its own, outside any transaction, so that
the database never waits for a mail server. A claim is a lease: if a process dies between sending
and marking, the lease expires and another process sends that mail again.
"""

import logging
import smtplib
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Prefetch, QuerySet

from events import extension_points
from events.bookings.notices import waking_hours
from events.emails import compose, compose_digest, snapshot_of
from events.emails.invite import keep_organizer
from events.emails.relevance import is_still_relevant
from events.ical.imip import InviteMail
from events.models import AccessNeed, ErasedInvite, Notice
from hub.backoff import retry_delay
from hub.smtp_backend import AddressNotSupported

logger = logging.getLogger(__name__)

# Longer than any mail can take with EMAIL_TIMEOUT on every SMTP step.
LEASE = timedelta(minutes=10)

MARK_TRIES = 3

# Kinds that ask for a decision or are not urgent: never sent at night.
DAYTIME_KINDS = (Notice.Kind.OFFER, Notice.Kind.INVITATION, Notice.Kind.SESSION_ALERT)

# Errors of one mail. Any other server error ends the pass, as the next mails would fail too.
_THIS_MAIL_ONLY = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
)


class RecipientRefused(Exception):
    """Raised when the mail backend sends nothing and gives no reason."""


def send_due(
    *, now: datetime, limit: int = 100, stop: Callable[[], bool] = lambda: False
) -> Counter[str]:
    """Send due notices, at most `limit`, and return the number of each outcome.

    Safe in concurrent processes. Must not be called in a transaction. `stop` is checked before
    each mail. Mail server errors are stored on the notice; database errors are raised.
    """
    started = time.monotonic()
    counts: Counter[str] = Counter()
    server = get_connection(settings.MAIL_SERVER_BACKEND)
    due = Notice.objects.due(now).values_list("pk", flat=True)
    for condition in extension_points.other_channels():
        due = due.exclude(condition)
    if waking_hours(now) > now:
        # Unsent daytime notices wait for the morning.
        due = due.exclude(kind__in=DAYTIME_KINDS)
    try:
        for pk in list(due[:limit]):
            moment = now + timedelta(seconds=time.monotonic() - started)
            if stop():
                break
            if not (notice := claim(pk, moment)):
                continue
            if notice.kind == Notice.Kind.ORGANISER_NEEDS:
                notices = [notice, *_claim_rest_of_digest(moment)]
                outcome, may_continue = _deliver_digest(notices, server, moment)
            else:
                outcome, may_continue = _deliver(notice, server, moment)
            if notice.erased_invite_id and outcome != "put off":
                ErasedInvite.objects.filter(pk=notice.erased_invite_id).delete()
            counts[outcome] += 1
            if not may_continue:
                break
    finally:
        _close_connection(server)
    return counts


def claim(pk: int, now: datetime, channel: str = "") -> Notice | None:
    """Claim the notice, or return None. The UPDATE rechecks that it is due, so one process wins.

    What a mail about a booking shows is read after the claim, in three queries, so that the mail
    tells what is so now.
    """
    due = Notice.objects.due(now).filter(pk=pk)
    changes = {"claimed_until": now + LEASE, "channel": channel}
    if not due.update(**changes, attempts=F("attempts") + 1):
        return None
    return _with_rows(Notice.objects.filter(pk=pk)).first()


def _claim_rest_of_digest(now: datetime) -> list[Notice]:
    """Claim all other due notices to the organisers. A locked row goes to one process only."""
    with transaction.atomic():
        due = Notice.objects.due(now).filter(kind=Notice.Kind.ORGANISER_NEEDS).order_by("pk")
        keys = list(due.select_for_update().values_list("pk", flat=True))
        Notice.objects.filter(pk__in=keys).update(
            claimed_until=now + LEASE, attempts=F("attempts") + 1
        )
    return list(_with_rows(Notice.objects.filter(pk__in=keys).order_by("pk")))


def _with_rows(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    needs = AccessNeed.objects.select_related("option__arranger", "option__arranger_group")
    return notices.select_related(
        "booking__session__page", "booking__session__series", "broadcast"
    ).prefetch_related("booking__people", Prefetch("booking__people__needs", queryset=needs))


def _deliver(notice: Notice, server: BaseEmailBackend, now: datetime) -> tuple[str, bool]:
    """Send one mail and store its outcome. Return the outcome and whether to continue."""
    try:
        mail = compose(notice, now)
        if mail is None:
            close(notice, dismissed_at=now)
            return "dropped", True
        if isinstance(mail, InviteMail) and notice.booking:
            keep_organizer(notice.the_booking)
        _send(mail, server)
    except DatabaseError:
        raise
    except Exception as error:
        _close_connection(server)
        return reschedule(notice, error, now), not _is_server_error(error)
    close(
        notice,
        sent_at=now,
        problem="",
        has_calendar_file=isinstance(mail, InviteMail),
        **snapshot_fields(notice),
    )
    return "sent", True


def _deliver_digest(
    notices: list[Notice], server: BaseEmailBackend, now: datetime
) -> tuple[str, bool]:
    """Send one mail for all notices to the organisers, and store its outcome on each."""
    relevant = [notice for notice in notices if is_still_relevant(notice, {}, now)]
    for notice in notices:
        if notice not in relevant:
            close(notice, dismissed_at=now)
    if not relevant:
        return "dropped", True
    try:
        _send(compose_digest(relevant, now), server)
    except DatabaseError:
        raise
    except Exception as error:
        _close_connection(server)
        outcomes = [reschedule(notice, error, now) for notice in relevant]
        return outcomes[0], not _is_server_error(error)
    for notice in relevant:
        close(notice, sent_at=now, problem="")
    return "sent", True


def _send(mail: EmailMessage, server: BaseEmailBackend) -> None:
    server.open()
    if not server.send_messages([mail]):
        raise RecipientRefused


def snapshot_fields(notice: Notice) -> dict[str, object]:
    """Return what this message said of a booking, for comparison by the next one."""
    booking = notice.booking
    # These announce no change: the mail about a moved session is still to come.
    if booking is None or notice.broadcast_id or notice.kind == Notice.Kind.ANSWER:
        return {}
    sequence = booking.session.sequence + booking.sequence
    return {"snapshot": snapshot_of(booking), "sequence": sequence}


def _is_server_error(error: Exception) -> bool:
    return isinstance(error, OSError) and not isinstance(error, _THIS_MAIL_ONLY)


def close(notice: Notice, **outcome: object) -> None:
    """Mark the notice as done. Retried, because failing here means sending twice."""
    for attempt in range(1, MARK_TRIES + 1):
        try:
            Notice.objects.filter(pk=notice.pk, sent_at=None).update(**outcome)
        except (OperationalError, InterfaceError):
            if attempt == MARK_TRIES or connection.in_atomic_block:
                raise
            connection.close()
        else:
            return


def reschedule(notice: Notice, error: Exception, now: datetime, *, may_retry: bool = True) -> str:
    """Store the error's class name and the next attempt. Error messages hold addresses."""
    problem = type(error).__name__
    logger.warning(
        "Notice %s (%s) not sent, try %s: %s", notice.pk, notice.kind, notice.attempts, problem
    )
    may_retry = may_retry and not isinstance(error, AddressNotSupported)
    wait = retry_delay(notice.attempts) if may_retry else None
    outcome: dict[str, object] = {"claimed_until": None, "problem": problem}
    outcome |= {"due_at": now + wait} if wait else {"failed_at": now}
    # Only while the claim is still ours: another process may have taken over.
    Notice.objects.filter(
        pk=notice.pk, claimed_until=notice.claimed_until, sent_at=None, dismissed_at=None
    ).update(**outcome)
    return "put off" if wait else "given up"


def _close_connection(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except Exception:
        logger.info("The mail server did not say goodbye.")
