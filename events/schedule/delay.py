"""A session that starts some minutes late."""

from datetime import datetime, timedelta

from events.models import Session
from events.schedule.session_changes import move
from events.schedule.sessions import ScheduleError
from hub.dates import LONDON, format_time

DELAYS = (5, 10, 15, 20, 30, 45, 60)  # minutes

MEANWHILE = (
    "Nothing is changed: somebody has changed the time meanwhile. Look at it, then choose again."
)


def delayed_times(session: Session, now: datetime) -> list[tuple[int, str]]:
    """Return each delay whose start is still to come, in minutes, and that start in words."""
    starts = {each: session.starts_at + timedelta(minutes=each) for each in DELAYS}
    return [
        (minutes, format_time(start.astimezone(LONDON).time()))
        for minutes, start in starts.items()
        if start > now
    ]


def delay(*, session: Session, minutes: int, seen: datetime | None, now: datetime) -> Session:
    """Start and end a session later, and tell everybody. What is arranged for it stays in place.

    `seen` is the start that the page showed: two who press at the same moment make one delay. Raise
    ScheduleError if it is another by now, or if the new start has passed.
    """
    session.refresh_from_db(fields=["starts_at", "ends_at", "status"])
    if session.starts_at != seen:
        raise ScheduleError(MEANWHILE)
    if session.is_cancelled:
        raise ScheduleError("This date is cancelled.")
    later = timedelta(minutes=minutes)
    return move(
        session=session,
        starts_at=session.starts_at + later,
        ends_at=session.ends_at + later,
        now=now,
        asks_anew=False,
    )
