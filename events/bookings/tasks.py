"""The organisers' tasks: added by services, completed at the admin's list."""

from datetime import date, datetime

from events.models import Booking, OrganiserTask, Session
from hub.models import User

MAX_WORDS = OrganiserTask._meta.get_field("words").max_length or 0


def add_task(
    *,
    kind: OrganiserTask.Kind,
    session: Session,
    now: datetime,
    booking: Booking | None = None,
    words: str = "",
    due_on: date | None = None,
    dedupe_key: str | None = None,
) -> OrganiserTask:
    """Add a task, or return the existing one with this `dedupe_key`. Words are cut at MAX_WORDS."""
    values = {
        "kind": kind,
        "session": session,
        "booking": booking,
        "words": words.strip()[:MAX_WORDS],
        "due_on": due_on,
        "created_at": now,
    }
    if dedupe_key is None:
        return OrganiserTask.objects.create(**values)
    return OrganiserTask.objects.get_or_create(dedupe_key=dedupe_key, defaults=values)[0]


def complete_task(*, task: OrganiserTask, user: User, now: datetime) -> bool:
    """Mark a task as done. Return False if it was done already."""
    is_open = OrganiserTask.objects.filter(pk=task.pk, done_at=None)
    return bool(is_open.update(done_at=now, done_by=user))
