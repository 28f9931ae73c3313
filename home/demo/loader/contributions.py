"""What people send in the sample content: contributions, subscriptions, feedback and broadcasts."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

from django.apps import apps
from django.conf import settings

from events.broadcasts.create import create_broadcast
from events.feedback import submissions
from events.models import AccessOption, Broadcast, Session
from events.subscriptions.subscribers import confirm, subscribe
from home.demo import content, schema
from hub.models import Area, User
from stories.contributions import mark_read, submit

from .publishing import topics_named

# A fixed namespace, so that a form has the same key on every site.
NAMESPACE = uuid.UUID("5b2a1c0e-6b0e-4b5a-9a57-0f5f6f0c7e11")
SUBSCRIBED_BEFORE = timedelta(days=20)
DAYS_BEFORE = timedelta(days=5)  # all bookings are made by then
HOURS_AFTER = timedelta(hours=20)


def form_key(name: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, name)


def mail_stays_here() -> bool:
    """Return whether emails are written to local files instead of sent."""
    return settings.MAIL_SERVER_BACKEND == "hub.eml_backend.EmlFileBackend"


def submit_contributions(*, now: datetime) -> None:
    for number, sample in enumerate(content.CONTRIBUTIONS):
        fields = asdict(sample) | {"words": "\n\n".join(sample.words)}
        is_read, sent_at = fields.pop("is_read"), now - timedelta(days=fields.pop("days_ago"))
        contribution = submit(form_key=form_key(f"sent-in-{number}"), now=sent_at, **fields)
        if is_read:
            mark_read(contribution=contribution, now=sent_at + timedelta(days=1))


def make_subscribers(*, now: datetime) -> None:
    """Subscribe, only if mail stays local: the next new session would send alerts."""
    if not apps.is_installed("events.subscriptions") or not mail_stays_here():
        return
    at = now - SUBSCRIBED_BEFORE
    for each in content.SUBSCRIBERS:
        subscriber = subscribe(
            email=each.email,
            everything=each.everything,
            topics=topics_named(each.topics),
            areas=Area.objects.filter(name__in=each.areas),
            now=at,
        )
        confirm(subscriber=subscriber, now=at + timedelta(minutes=10))


def create_broadcasts(*, sessions: Mapping[str, Session], now: datetime) -> None:
    """Create the broadcasts as the sample organiser, dated before or after the session."""
    organiser = User.objects.filter(username="organiser").first()
    for number, sample in enumerate(content.BROADCASTS):
        if session := sessions.get(sample.session):
            _create_broadcast(sample, session, f"letter-{number}", organiser, now)


def _create_broadcast(
    sample: schema.Broadcast, session: Session, key: str, organiser: User | None, now: datetime
) -> None:
    if session.is_over(now):
        sent_at = min(now, session.ends_at + HOURS_AFTER)
    else:
        sent_at = min(now, session.starts_at) - DAYS_BEFORE
    option = AccessOption.objects.get(label=sample.option) if sample.option else None
    create_broadcast(
        session=session,
        audience=Broadcast.AudienceType.NEED if option else Broadcast.AudienceType.COMING,
        option=option,
        subject=sample.subject,
        body="\n\n".join(sample.words),
        form_key=form_key(key),
        written_by=organiser,
        now=sent_at,
    )


def submit_feedback(*, session: Session, now: datetime) -> None:
    """Submit feedback every few hours after the session, none later than `now`."""
    for number, sample in enumerate(content.FEEDBACK):
        submissions.submit(
            session=session,
            **asdict(sample),
            form_key=form_key(f"said-{number}"),
            now=min(now, session.ends_at + timedelta(hours=2 + 5 * number)),
        )
