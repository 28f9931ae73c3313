"""Sample broadcasts to a session's attendees, and feedback on the last session."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta

from events.broadcasts.create import create_broadcast
from events.feedback import submissions
from events.models import AccessOption, Session
from events.models import Broadcast as Row
from home.demo.content import LETTERS, SAID
from home.demo.schema import Letter
from hub.models import User

from .keys import form_key

BEFORE = timedelta(days=5)  # broadcasts before a session: all bookings are made by then
AFTER = timedelta(hours=20)


def write_letters(*, sessions: Mapping[str, Session], now: datetime) -> None:
    """Create the broadcasts as the sample organiser, dated before or after the session."""
    organiser = User.objects.filter(username="organiser").first()
    for number, letter in enumerate(LETTERS):
        if session := sessions.get(letter.session):
            _write(letter, session, f"letter-{number}", organiser, now)


def _write(
    letter: Letter, session: Session, key: str, organiser: User | None, now: datetime
) -> None:
    is_over = session.is_over(now)
    create_broadcast(
        session=session,
        audience=Row.AudienceType.NEED if letter.option else Row.AudienceType.COMING,
        option=AccessOption.objects.get(label=letter.option) if letter.option else None,
        subject=letter.subject,
        body="\n\n".join(letter.words),
        form_key=form_key(key),
        written_by=organiser,
        now=min(now, session.ends_at + AFTER) if is_over else min(now, session.starts_at) - BEFORE,
    )


def leave_feedback(*, session: Session, now: datetime) -> None:
    """Submit one feedback every few hours after the session, none later than `now`."""
    for number, said in enumerate(SAID):
        submissions.submit(
            session=session,
            **asdict(said),
            form_key=form_key(f"said-{number}"),
            now=min(now, session.ends_at + timedelta(hours=2 + 5 * number)),
        )
