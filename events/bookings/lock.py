"""The one lock that keeps a session from being overbooked."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from events.bookings.errors import BookingError
from events.models import Booking, Session


@contextmanager
def lock_session(session: Session) -> Iterator[Session]:
    """One transaction in which nobody else can change the places of this session.

    Gives the row as it is now, not as the caller read it. PostgreSQL locks the row; SQLite has
    locked the database since the transaction began (`transaction_mode` IMMEDIATE).
    """
    with transaction.atomic():
        yield Session.objects.select_for_update().get(pk=session.pk)


@contextmanager
def lock_booking(booking: Booking) -> Iterator[Booking]:
    """The same lock, for work on one booking. Raises Refused when the booking has been erased."""
    with lock_session(Session(pk=booking.session_id)) as session:
        fresh = session.bookings.filter(pk=booking.pk).first()
        if fresh is None:
            raise BookingError("gone")
        yield fresh
