"""Accept or decline an invitation, on the page or by phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from events.bookings import BookingError, as_new_booking, book, lock_session
from events.models import Booking, Invitation, Regular, Session
from events.regulars.enrolment import move_to_booking
from events.regulars.identity import booking_of, live_bookings
from events.regulars.invitations import is_open_to_all, mark
from hub.models import User


def open_invitation(*, regular: Regular, now: datetime) -> Invitation | None:
    """Return the invitation, answered or not, to a session that has not ended."""
    return (
        regular.invitations.filter(session__ends_at__gt=now)
        .select_related("session__page", "session__series")
        .order_by("session__starts_at", "pk")
        .first()
    )


def booking_for_session(*, regular: Regular, session: Session) -> Booking | None:
    """Return the regular's booking for this session that is not cancelled."""
    return booking_of(regular.booking, live_bookings().filter(session=session))


def accept(
    *,
    invitation: Invitation,
    now: datetime,
    mode: str = "",
    join_waiting_list: bool = False,
    booked_by: User | None = None,
) -> Booking:
    """Book the session with the answers of the newest booking. Idempotent.

    `mode` is for a session that does not offer the mode of last time. Raise BookingError, with code
    "full" when no place is left and `join_waiting_list` is False.
    """
    with _lock_open_invitation(invitation) as (current, session):
        regular = current.regular
        booking = booking_for_session(regular=regular, session=session)
        if booking is None:
            if not is_open_to_all(session):
                raise BookingError("no_way")
            answers = as_new_booking(regular.booking)
            answers["mode"] = mode or answers["mode"]
            booking = book(
                session=session,
                now=now,
                join_waiting_list=join_waiting_list,
                booked_by=booked_by,
                **answers,
            )
            # The session lock means that no mail is sent yet.
            booking.discreet_title = regular.booking.discreet_title
            booking.reminders = regular.booking.reminders
            booking.hour_reminder = regular.booking.hour_reminder
            booking.save(update_fields=["discreet_title", "reminders", "hour_reminder"])
        move_to_booking(regular, booking)
        mark(current, Invitation.Answer.YES, now)
    return booking


def decline(*, invitation: Invitation, now: datetime) -> None:
    """Record a "no". Raise BookingError after a booking or the start of the session."""
    with _lock_open_invitation(invitation) as (current, session):
        if session.has_started(now):
            raise BookingError("started")
        if booking := booking_for_session(regular=current.regular, session=session):
            is_booked = booking.state == Booking.State.BOOKED
            raise BookingError("already_booked" if is_booked else "already_waiting")
        mark(current, Invitation.Answer.NO, now)


@contextmanager
def _lock_open_invitation(invitation: Invitation) -> Iterator[tuple[Invitation, Session]]:
    """Lock the session and yield the fresh invitation. Raise BookingError if deleted."""
    with lock_session(Session(pk=invitation.session_id)) as session:
        current = (
            Invitation.objects.select_related("regular__booking").filter(pk=invitation.pk).first()
        )
        if current is None:
            raise BookingError("not_asked")
        yield current, session
