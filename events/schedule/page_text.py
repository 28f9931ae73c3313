"""What calendars show of a session's page. New text is told quietly to those whose calendar shows another.

Nothing of it alarms anybody: title, host and picture. Each mail with a calendar file says it all.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from events.bookings.notices import next_morning
from events.models import Booking, Notice, Session
from events.outbox import enqueue_all
from events.schedule.change_notices import CHANGE_DELAY
from hub.dates import london_date

Kind = Notice.Kind


def page_text_of(session: Session) -> dict[str, Any]:
    """Return the page text of a session, as snapshots keep it. A picture is its key."""
    page = session.page
    return {"title": page.title, "host": page.host_shown, "picture": page.picture_id}


def new_page_text(known: Mapping[str, Any], session: Session) -> set[str]:
    """Return the names of what is new since a snapshot. What it does not hold is not."""
    now = page_text_of(session)
    return {name for name, value in now.items() if name in known and known[name] != value}


def announce_page_text(*, session: Session, now: datetime) -> int:
    """Enqueue a mail to every booking with a calendar that shows another text. Return how many.

    It goes out in the next morning, so a day of corrections is one mail, and there is one a day at
    most. Another mail with a calendar file, or a reminder, says it first if it is due before. A
    plain title in the calendar stays as it is, so those who chose it get none.
    """
    if session.is_cancelled or session.has_started(now):
        return 0
    bookings = session.bookings.filter(state=Booking.State.BOOKED, discreet_title=False)
    in_calendar: dict[tuple[int | None, str], Mapping[str, Any]] = {}
    sent = Notice.objects.with_calendar_file().filter(booking__in=bookings)
    for notice in sent.order_by("sent_at", "pk"):
        in_calendar[notice.booking_id, notice.recipient] = notice.snapshot
    outdated = {
        booking
        for (booking, _), known in in_calendar.items()
        if booking and new_page_text(known, session)
    }
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
