"""Who came to a session: ticked on the day and the day after, and then only a number."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from events.models import Booking, Person, Session
from hub.dates import london_date

STAYS_OPEN = timedelta(days=1)  # after the session: some tick the evening, some the next morning


def is_check_in_open(session: Session, now: datetime) -> bool:
    """Return whether somebody can be ticked now: from the day of the session to the day after."""
    today = london_date(now)
    is_early = today < london_date(session.starts_at)
    return not (is_early or session.is_cancelled or is_check_in_over(session, now))


def is_check_in_over(session: Session, now: datetime) -> bool:
    return london_date(now) > london_date(session.ends_at) + STAYS_OPEN


def check_in(*, session: Session, person: int, came: bool, now: datetime) -> bool:
    """Say that one person with a place came, by their key, or take that back.

    Return False if nobody with a place has this key any more, or it is not the time.
    """
    if not is_check_in_open(session, now):
        return False
    return bool(people_expected(session.pk).filter(pk=person).update(came=True if came else None))


def people_expected(session: int) -> QuerySet[Person]:
    """Return the people with a place at a session, by its key."""
    return Person.objects.filter(booking__session=session, booking__state=Booking.State.BOOKED)


def count_came(session: int) -> int:
    """Return how many are ticked. Bookings that are deleted count no more."""
    return people_expected(session).filter(came=True).count()
