"""The only lock against overbooking a session."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from events.bookings.errors import BookingError
from events.models import Booking, Session


@contextmanager
def lock_session(session: Session) -> Iterator[Session]:
    """Open a transaction that alone can change the places of this session.

    Yield the row as it is now, not as the caller read it. PostgreSQL locks the row; SQLite has
    locked the database since the transaction began (`transaction_mode` IMMEDIATE).
    """
    with transaction.atomic():
        yield Session.objects.select_for_update().get(pk=session.pk)


@contextmanager
def lock_booking(booking: Booking) -> Iterator[Booking]:
    """Lock the session and yield the booking. Raise BookingError if it has been erased."""
    with lock_session(Session(pk=booking.session_id)) as session:
        current = session.bookings.filter(pk=booking.pk).first()
        if current is None:
            raise BookingError("gone")
        yield current
