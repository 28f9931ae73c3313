"""The notices of many bookings to their contacts, read at once for the list of people to phone."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from events.emails.access_needs import last_told
from events.emails.relevance import replaces
from events.emails.snapshot import Snapshot, what_they_know
from events.models import Booking, Notice


class ContactHistory:
    """What the contacts of these bookings were told, in one query."""

    def __init__(self, bookings: Iterable[Booking]) -> None:
        notices = Notice.objects.filter(booking__in=list(bookings), recipient=Notice.CONTACT)
        self._notices: dict[int | None, list[Notice]] = defaultdict(list)
        for notice in notices.order_by("pk"):
            self._notices[notice.booking_id].append(notice)

    def last_snapshot(self, notice: Notice) -> Snapshot:
        """Return the same as `events.emails.snapshot.last_snapshot`."""
        sent = [each for each in self._notices[notice.booking_id] if each.sent_at and each.snapshot]
        newest_first = sorted(sent, key=lambda each: (each.sent_at, each.pk), reverse=True)
        return what_they_know(each.snapshot for each in newest_first)

    def last_told_of_needs(self, booking: Booking) -> datetime | None:
        """Return when the contact was last told how far each need is."""
        return last_told(self._notices[booking.pk])

    def is_superseded(self, notice: Notice) -> bool:
        """Return whether a newer notice says all that this one says."""
        return any(replaces(each, notice) for each in self._notices[notice.booking_id])
