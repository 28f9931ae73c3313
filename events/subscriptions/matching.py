"""Match new sessions to subscribers. `SessionAlert` rows ensure at most one alert each.

A session with only its series' name is not announced before it gets a topic or a title.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from events.bookings.notices import waking_hours
from events.models import Notice, SessionAlert, SessionPage, SessionPageTopic, Subscriber
from events.models.querysets import SessionPageQuerySet

MIN_LEAD_TIME = timedelta(days=1)  # an alert closer to the session would only hurry people
# Corrections of a page, or sessions published one after the other, cause one mail.
BATCHING_DELAY = timedelta(minutes=30)
BATCH_SIZE = 500  # subscribers per batch


@dataclass(frozen=True)
class Candidate:
    """An upcoming session, and the interests that it matches."""

    session: int
    topics: frozenset[int]
    area: int | None
    is_ready: bool  # not published within `BATCHING_DELAY`


def announced(now: datetime) -> SessionPageQuerySet:
    """Return the public bookable session pages with a topic or a title of their own."""
    has_topic = Exists(SessionPageTopic.objects.filter(page=OuterRef("pk")))
    # A generated session without an edit keeps the name of the series at that time.
    untouched = Q(latest_revision=None, session__is_manual=False)
    has_title = ~Q(title=F("session__series__title")) & ~untouched
    return SessionPage.objects.open_to_all().bookable(now).filter(has_topic | has_title)


def enqueue_alerts(*, now: datetime) -> int:
    """Enqueue one mail per confirmed subscriber with new sessions. Return their number.

    By day only. Safe in several processes at once. Three queries, four for every 500 subscribers,
    and a few more for each such batch with alerts.
    """
    if waking_hours(now) > now:
        return 0
    sessions = _candidates(announced(now).filter(session__starts_at__gte=now + MIN_LEAD_TIME), now)
    if not sessions:
        return 0
    confirmed = Subscriber.objects.filter(confirmed_at__isnull=False)
    keys = list(confirmed.order_by("pk").values_list("pk", flat=True))
    batches = (keys[first : first + BATCH_SIZE] for first in range(0, len(keys), BATCH_SIZE))
    return sum(
        _enqueue(alerts, now) for batch in batches if (alerts := _alerts_for(batch, sessions))
    )


def mark_existing_as_seen(*, subscriber: Subscriber, now: datetime) -> None:
    """Mark matching sessions on the site as seen, so that alerts cover later ones only."""
    seen = _matching(subscriber, _candidates(announced(now), now))
    SessionAlert.objects.bulk_create(
        [SessionAlert(subscriber=subscriber, session_id=each.session) for each in seen],
        ignore_conflicts=True,
    )


def _candidates(pages: SessionPageQuerySet, now: datetime) -> list[Candidate]:
    with_labels = pages.select_related("session__series").prefetch_related("topic_links")
    return [
        Candidate(
            session=page.session.pk,
            topics=frozenset(link.topic_id for link in page.topic_links.all()),
            area=page.area_id or page.session.series.area_id,
            is_ready=(page.last_published_at or now - BATCHING_DELAY) <= now - BATCHING_DELAY,
        )
        for page in with_labels.order_by("session__starts_at", "pk")
    ]


def _matching(subscriber: Subscriber, candidates: list[Candidate]) -> list[Candidate]:
    """Return the sessions that match the interests of a subscriber."""
    topics = {topic.pk for topic in subscriber.topics.all()}
    areas = {area.pk for area in subscriber.areas.all()}
    return [
        each
        for each in candidates
        if subscriber.everything or topics & each.topics or each.area in areas
    ]


def _alerts_for(keys: list[int], sessions: list[Candidate]) -> dict[int, list[int]]:
    """Return new sessions by subscriber, without subscribers who match one not yet ready."""
    alerted = set(
        SessionAlert.objects.filter(
            subscriber__in=keys, session__in=[each.session for each in sessions]
        ).values_list("subscriber_id", "session_id")
    )
    alerts = {}
    for subscriber in Subscriber.objects.filter(pk__in=keys).prefetch_related("topics", "areas"):
        matching = _matching(subscriber, sessions)
        new = [each for each in matching if (subscriber.pk, each.session) not in alerted]
        if new and all(each.is_ready for each in new):
            alerts[subscriber.pk] = [each.session for each in new]
    return alerts


@transaction.atomic
def _enqueue(alerts: dict[int, list[int]], now: datetime) -> int:
    """Create a notice per subscriber, without sessions alerted by another process."""
    existing = Subscriber.objects.select_for_update().filter(pk__in=alerts).order_by("pk")
    notices = {
        subscriber.pk: Notice(
            kind=Notice.Kind.SESSION_ALERT,
            subscriber=subscriber,
            # Always unique: the `SessionAlert` rows prevent duplicates.
            dedupe_key=f"news {uuid.uuid4().hex}",
            due_at=now,
            created_at=now,
        )
        for subscriber in existing
    }
    Notice.objects.bulk_create(notices.values())
    SessionAlert.objects.bulk_create(
        [
            SessionAlert(subscriber_id=subscriber, session_id=session, notice=notice)
            for subscriber, notice in notices.items()
            for session in alerts[subscriber]
        ],
        ignore_conflicts=True,
    )
    created = Notice.objects.filter(pk__in=[notice.pk for notice in notices.values()])
    empty, _ = created.filter(~Exists(SessionAlert.objects.filter(notice=OuterRef("pk")))).delete()
    return len(notices) - empty
