"""The sessions that can be booked, and the places left in each."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from events.bookings.capacity import Capacity, count_places
from events.models import Booking, Session, SessionPage
from events.models.attendance import AttendanceMode

_CAN_JOIN = Q(session__by_video=True) | Q(session__by_phone=True) | Q(session__in_person=True)


def next_session_for(booking: Booking, *, now: datetime) -> Session | None:
    """Return the next bookable session of the same series, with its page and series."""
    session = booking.session
    page = (
        SessionPage.objects.open_to_all()
        .bookable(now)
        .filter(_CAN_JOIN, session__series=session.series_id)
        .filter(session__starts_at__gt=session.starts_at)
        .select_related("session__series")
        .first()
    )
    if page is None:
        return None
    page.session.page = page
    return page.session


def with_places(pages: Iterable[SessionPage]) -> list[SessionPage]:
    """Set `places_words` and `is_full` on each `page.session` for session cards. One query."""
    pages = list(pages)
    capacities = count_places(page.session for page in pages)
    for page in pages:
        capacity = capacities[page.session.pk]
        page.session.places_words = capacity_text(capacity)
        page.session.is_full = capacity.all_left == 0
    return pages


def capacity_text(capacity: Capacity) -> str:
    """Return the places left as text: "3 places left". Empty when there is no limit."""
    left = capacity.all_left
    if left == 0:
        return "Full. You can join the waiting list"
    modes = capacity.session.attendance_modes
    if capacity.has_room_limit and AttendanceMode.IN_PERSON in modes and len(modes) > 1:
        room, remote = capacity.left(AttendanceMode.IN_PERSON), capacity.left(AttendanceMode.VIDEO)
        if room == 0:
            return "The room is full, but you can join from home"
        if remote == 0:
            return f"{_places(room)} left, in the room only"
        from_home = "" if remote is None else f", {_places(remote)} from home"
        return f"{_places(room)} left in the room{from_home}"
    return "" if left is None else f"{_places(left)} left"


def _places(number: int | None) -> str:
    return "1 place" if number == 1 else f"{number} places"
