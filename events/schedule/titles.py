"""A published title, told quietly to those whose calendar shows another one."""

from datetime import datetime

from events.bookings.notices import next_morning
from events.models import Booking, Notice, Session
from events.outbox import enqueue_all
from events.schedule.change_notices import CHANGE_DELAY
from hub.dates import london_date

Kind = Notice.Kind


def announce_title(*, session: Session, now: datetime) -> int:
    """Enqueue a mail to every booking that was told another title. Return how many.

    It goes out in the next morning, so a day of corrections is one mail, and there is one a day at
    most. A plain title in the calendar stays as it is, so those who chose it get none.
    """
    title = session.page.title
    if session.is_cancelled or session.has_started(now):
        return 0
    bookings = session.bookings.filter(state=Booking.State.BOOKED, discreet_title=False)
    mails = Notice.objects.filter(booking__in=bookings, sent_at__isnull=False, channel="")
    sent = mails.exclude(snapshot={})
    told: dict[tuple[int | None, str], str] = {}
    for notice in sent.order_by("sent_at", "pk"):
        told[notice.booking_id, notice.recipient] = notice.snapshot["title"]
    outdated = [booking for (booking, _), known in told.items() if booking and known != title]
    due_at = next_morning(now)
    if session.starts_at <= due_at:
        due_at = now + CHANGE_DELAY
    notices = [
        Notice(
            kind=Kind.SESSION_RETITLED,
            booking=booking,
            dedupe_key=f"title {london_date(due_at).isoformat()}",
            due_at=due_at,
            created_at=now,
        )
        for booking in bookings.filter(pk__in=outdated).prefetch_related("people")
        if booking.can_be_mailed
    ]
    enqueue_all(notices)
    return len(notices)
