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


def keep_task_of_anything_else(booking: Booking, before: str, now: datetime) -> None:
    """Let an organiser read what somebody wrote under "anything else", when it is not `before`."""
    words, kind = booking.anything_else, OrganiserTask.Kind.ANYTHING_ELSE
    if words == before:
        return
    unread = OrganiserTask.objects.filter(booking=booking, kind=kind, done_at=None)
    if not words:
        unread.delete()
    elif not unread.update(words=words, created_at=now):
        add_task(kind=kind, session=booking.session, booking=booking, words=words, now=now)


def complete_task(*, task: OrganiserTask, user: User, now: datetime) -> bool:
    """Mark a task as done. Return False if it was done already."""
    is_open = OrganiserTask.objects.filter(pk=task.pk, done_at=None)
    return bool(is_open.update(done_at=now, done_by=user))
