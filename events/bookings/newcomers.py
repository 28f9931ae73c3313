"""Who is new to the sessions, as far as the bookings tell that we still have."""

from collections.abc import Iterable
from datetime import datetime

from events.bookings.likely_duplicates import keys_of
from events.models import Booking, Session, bookings_whole_since

NEW = "New"
NEW_OR_AWAY = "Maybe new"


def newcomers(session: Session, bookings: Iterable[Booking], now: datetime) -> dict[int, str]:
    """Return words for the bookings, of this session, of people who have no earlier one, by key.

    Old bookings are deleted. So who has none may have been here before that: then it says so. And
    nobody is marked if no earlier session is left whose bookings are all there, as everybody would be.
    """
    earlier = Session.objects.filter(starts_at__lt=session.starts_at, status=Session.Status.ON)
    whole_since = bookings_whole_since(now)
    words = NEW
    if earlier.filter(ends_at__lte=whole_since).exists():
        if not earlier.filter(ends_at__gt=whole_since).exists():
            return {}
        words = NEW_OR_AWAY
    known = {
        key
        for booking in Booking.objects.filter(session__in=earlier)
        .exclude(state=Booking.State.CANCELLED)
        .only("email", "phone")
        .prefetch_related("people")
        for key in keys_of(booking)
    }
    return {booking.pk: words for booking in bookings if keys_of(booking).isdisjoint(known)}
