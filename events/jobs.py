"""The worker's jobs of events, in the order of a pass. Imported in `EventsConfig.ready`."""

import logging
from collections import Counter

from events.bookings import lapse_offers
from events.emails.delivery import send_due
from events.emails.reminders import enqueue_reminders
from events.models import SeriesPage
from events.privacy.retention import purge_expired
from events.schedule import generate_sessions
from events.schedule.calendar_events import refresh_all
from hub.jobs import PROBLEMS, Pass, Stage, error_location, register

logger = logging.getLogger(__name__)

BATCH_SIZE = 100  # mails sent before what is due is read again


@register("offers", Stage.PUBLISH)
def _offers(this: Pass) -> Counter[str]:
    return Counter({"offers made": len(lapse_offers(now=this.now))})


@register("dates", Stage.PUBLISH)
def _dates(this: Pass) -> Counter[str]:
    """Generate the coming year's sessions. A series that fails does not stop the others."""
    counts: Counter[str] = Counter()
    for series in SeriesPage.objects.live():
        try:
            counts["dates made"] += len(generate_sessions(series=series, now=this.now))
        except Exception as error:
            counts[PROBLEMS] += 1
            logger.error("The dates of series %s stopped at %s", series.pk, error_location(error))
    return counts


@register("calendars", Stage.PUBLISH)
def _calendars(this: Pass) -> Counter[str]:
    return Counter({"calendars changed": refresh_all(now=this.now)})


@register("reminders", Stage.ENQUEUE)
def _reminders(this: Pass) -> Counter[str]:
    return Counter({"reminders owed": enqueue_reminders(now=this.now)})


@register("mails", Stage.DELIVER, prompt=True)
def _deliver(this: Pass) -> Counter[str]:
    """Send until no notice is due or the mail server fails."""
    total: Counter[str] = Counter()
    while not this.stop():
        counts = send_due(now=this.moment(), limit=BATCH_SIZE, stop=this.stop)
        total.update({f"mails {outcome}": number for outcome, number in counts.items()})
        if this.prompt or sum(counts.values()) < BATCH_SIZE:
            break
    return total


@register("forgetting", Stage.PURGE)
def _purge(this: Pass) -> Counter[str]:
    return purge_expired(now=this.now)
