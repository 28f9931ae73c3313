"""One pass over all that is due. Idempotent, and safe in several processes at once."""

import logging
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from events.bookings import lapse_offers
from events.emails.delivery import send_due
from events.emails.reminders import enqueue_reminders
from events.models import SeriesPage
from events.privacy.retention import purge_expired
from events.regulars import enqueue_invitations
from events.rsvp.inbox import read_replies
from events.rsvp.unresolved import tell_organisers
from events.schedule import generate_sessions
from events.schedule.calendar_events import refresh_all
from events.subscriptions import enqueue_alerts
from hub.scheduled_publishing import publish_scheduled
from hub.task_queue import run_tasks

logger = logging.getLogger(__name__)

PROBLEMS = "problems"
BATCH_SIZE = 100  # mails between two looks at what else is due


def run_due_jobs(
    *, now: datetime, stop: Callable[[], bool] = lambda: False, with_tasks: bool = True
) -> dict[str, int]:
    """Do everything whose time has come, and count what was done.

    One part that fails is logged and counted under "problems", and the others still run. `stop` is
    asked between parts and between mails. `with_tasks` is off where background tasks are run apart.
    """
    started = time.monotonic()

    def moment() -> datetime:
        return now + timedelta(seconds=time.monotonic() - started)

    counts: Counter[str] = Counter()
    parts: tuple[tuple[str, Callable[[], Counter[str]]], ...] = (
        ("pages", lambda: Counter({"pages published or taken down": publish_scheduled(now=now)})),
        ("offers", lambda: Counter({"offers made": len(lapse_offers(now=now))})),
        ("dates", lambda: _generate_all(now)),
        ("calendars", lambda: Counter({"calendars changed": refresh_all(now=now)})),
        ("reminders", lambda: Counter({"reminders owed": enqueue_reminders(now=now)})),
        ("questions", lambda: Counter({"questions owed": enqueue_invitations(now=now)})),
        ("news", lambda: Counter({"news owed": enqueue_alerts(now=now)})),
        ("answers", lambda: read_replies(now=now, stop=stop)),
        ("odd answers", lambda: tell_organisers(now=now)),
        ("mails", lambda: _send_all(moment, stop)),
        ("tasks", lambda: Counter({"tasks run": run_tasks(stop=stop) if with_tasks else 0})),
        ("forgetting", lambda: purge_expired(now=now)),
    )
    for name, part in parts:
        if stop():
            break
        try:
            counts.update(part())
        except Exception as error:
            counts[PROBLEMS] += 1
            logger.error("%s stopped at %s", name.capitalize(), error_location(error))
    return dict(counts)


def error_location(error: Exception) -> str:
    """Kind and place of an error, without its text: that can hold somebody's address or words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _generate_all(now: datetime) -> Counter[str]:
    """Make the dates of the coming year. A series that fails does not stop the others."""
    counts: Counter[str] = Counter()
    for series in SeriesPage.objects.live():
        try:
            counts["dates made"] += len(generate_sessions(series=series, now=now))
        except Exception as error:
            counts[PROBLEMS] += 1
            logger.error("The dates of series %s stopped at %s", series.pk, error_location(error))
    return counts


def _send_all(moment: Callable[[], datetime], stop: Callable[[], bool]) -> Counter[str]:
    """Send until nothing is left that is due, or a mail server gives trouble.

    `moment` says what time it is by now: a claim made with an older time would run out too early, and
    another process would send the same mail.
    """
    total: Counter[str] = Counter()
    while not stop():
        counts = send_due(now=moment(), limit=BATCH_SIZE, stop=stop)
        total.update({f"mails {outcome}": number for outcome, number in counts.items()})
        if sum(counts.values()) < BATCH_SIZE:
            break
    return total
