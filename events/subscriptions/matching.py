"""Match new sessions to subscribers. `SessionAlert` rows ensure at most one alert each.

A session with only its series' name is not announced before it gets a topic or a title.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models, transaction
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


@dataclass(frozen=True)
class Interests:
    """The choices of one subscriber."""

    everything: bool
    topics: frozenset[int]
    areas: frozenset[int]

    def matches(self, candidate: Candidate) -> bool:
        return (
            self.everything or bool(self.topics & candidate.topics) or candidate.area in self.areas
        )


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
    interests = _interests_of([subscriber.pk])[subscriber.pk]
    seen = [
        candidate.session
        for candidate in _candidates(announced(now), now)
        if interests.matches(candidate)
    ]
    SessionAlert.objects.bulk_create(
        [SessionAlert(subscriber=subscriber, session_id=session) for session in seen],
        ignore_conflicts=True,
    )


def _candidates(pages: SessionPageQuerySet, now: datetime) -> list[Candidate]:
    facts = pages.values_list(
        "pk", "session__pk", "area_id", "session__series__area_id", "last_published_at"
    )
    rows = list(facts.order_by("session__starts_at", "pk"))
    topics: dict[int, set[int]] = defaultdict(set)
    links = SessionPageTopic.objects.filter(page__in=[row[0] for row in rows])
    for page, topic in links.values_list("page_id", "topic_id"):
        topics[page].add(topic)
    return [
        Candidate(
            session=session,
            topics=frozenset(topics[page]),
            area=area or series_area,
            is_ready=published is None or published <= now - BATCHING_DELAY,
        )
        for page, session, area, series_area, published in rows
    ]


def _interests_of(keys: list[int]) -> dict[int, Interests]:
    topics = _labels_by_subscriber(keys, Subscriber.topics.through, "topic_id")
    areas = _labels_by_subscriber(keys, Subscriber.areas.through, "area_id")
    rows = Subscriber.objects.filter(pk__in=keys).values_list("pk", "everything")
    return {
        key: Interests(everything, frozenset(topics[key]), frozenset(areas[key]))
        for key, everything in rows
    }


def _labels_by_subscriber(
    keys: list[int], through: type[models.Model], name: str
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = through._default_manager.filter(subscriber__in=keys)
    for subscriber, label in rows.values_list("subscriber_id", name):
        found[subscriber].add(label)
    return found


def _alerts_for(keys: list[int], sessions: list[Candidate]) -> dict[int, list[int]]:
    """Return new sessions by subscriber, without subscribers who match one not yet ready."""
    alerted: dict[int, set[int]] = defaultdict(set)
    rows = SessionAlert.objects.filter(
        subscriber__in=keys, session__in=[each.session for each in sessions]
    )
    for subscriber, session in rows.values_list("subscriber_id", "session_id"):
        alerted[subscriber].add(session)
    alerts = {}
    for subscriber, interests in _interests_of(keys).items():
        new = [
            candidate
            for candidate in sessions
            if candidate.session not in alerted[subscriber] and interests.matches(candidate)
        ]
        if new and all(candidate.is_ready for candidate in new):
            alerts[subscriber] = [candidate.session for candidate in new]
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
