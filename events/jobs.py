"""The worker's jobs of events, in the order of a pass. Imported in `EventsConfig.ready`."""

import logging
from collections import Counter

from events.bookings import lapse_offers
from events.bookings.link_requests import answer_link_requests
from events.emails.delivery import send_due
from events.emails.reminders import enqueue_reminders
from events.models import SeriesPage
from events.privacy.retention import purge_expired
from events.schedule import generate_sessions
from events.schedule.calendar_events import refresh_all
from hub.error_location import error_location
from hub.jobs import PROBLEMS, Pass, Stage, register

logger = logging.getLogger(__name__)

BATCH_SIZE = 100  # mails sent before what is due is read again


@register("offers", Stage.PUBLISH, when_failing="Free places are not offered to those who wait.")
def _offers(this: Pass) -> Counter[str]:
    return Counter({"offers made": len(lapse_offers(now=this.now))})


@register("dates", Stage.PUBLISH, when_failing="New dates of the series are not made.")
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


@register("calendars", Stage.PUBLISH, when_failing="Calendars that people follow show old words.")
def _calendars(this: Pass) -> Counter[str]:
    return Counter({"calendars changed": refresh_all(now=this.now)})


@register("reminders", Stage.ENQUEUE, when_failing="People are not reminded of their sessions.")
def _reminders(this: Pass) -> Counter[str]:
    return Counter({"reminders owed": enqueue_reminders(now=this.now)})


@register(
    "lost links",
    Stage.ENQUEUE,
    prompt=True,
    when_failing="People who lost their link do not get it.",
)
def _lost_links(this: Pass) -> Counter[str]:
    return +Counter({"lost links looked up": answer_link_requests(now=this.now)})


@register("mails", Stage.DELIVER, prompt=True, when_failing="Emails do not go out.")
def _deliver(this: Pass) -> Counter[str]:
    """Send until no notice is due or the mail server fails."""
    total: Counter[str] = Counter()
    while not this.stop():
        counts = send_due(now=this.moment(), limit=BATCH_SIZE, stop=this.stop)
        total.update({f"mails {outcome}": number for outcome, number in counts.items()})
        if this.prompt or sum(counts.values()) < BATCH_SIZE:
            break
    return total


@register(
    "forgetting",
    Stage.PURGE,
    when_failing="What we promised to delete is still there. See to it soon.",
)
def _purge(this: Pass) -> Counter[str]:
    return purge_expired(now=this.now)
