"""Which message is owed to whom, and sending it."""

from datetime import datetime

from events.models import Booking, Notice


def owe(
    *, kind: str, booking: Booking, now: datetime, due_at: datetime | None = None, reason: str = ""
) -> Notice:
    """Write down that we owe a message. Call it in the transaction that gives cause for it.

    The same kind for the same reason is owed once, however often this is called.
    """
    notice, _ = Notice.objects.get_or_create(
        kind=kind, booking=booking, reason=reason, defaults={"due_at": due_at or now}
    )
    return notice
