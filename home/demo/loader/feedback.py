"""Sample broadcasts to a session's attendees, and feedback on the last session."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

from events.broadcasts.create import create_broadcast
from events.feedback import submissions
from events.models import AccessOption, Broadcast, Session
from home.demo import content, schema
from hub.models import User

from .keys import form_key

DAYS_BEFORE = timedelta(days=5)  # all bookings are made by then
HOURS_AFTER = timedelta(hours=20)


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
