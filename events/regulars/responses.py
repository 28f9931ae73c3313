"""Taking the answer to "coming this time?", from the page or on the phone."""

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
    """The question about a session that is not over, answered or not."""
    return (
        regular.invitations.filter(session__ends_at__gt=now)
        .select_related("session__page", "session__series")
        .order_by("session__starts_at", "pk")
        .first()
    )


def booking_for_session(*, regular: Regular, session: Session) -> Booking | None:
    """The booking that they have for this session and have not cancelled."""
    return booking_of(regular.booking, live_bookings().filter(session=session))


def accept(
    *,
    invitation: Invitation,
    now: datetime,
    way: str = "",
    join_waiting_list: bool = False,
    booked_by: User | None = None,
) -> Booking:
    """Book the session with the answers of their newest booking. Pressing twice gives the same booking.

    `way` is for a session that does not offer the way of last time. Raises Refused, with code "full"
    when there is no place and they have not said that they would wait.
    """
    with _lock_open_invitation(invitation) as (asked, session):
        regular = asked.regular
        made = booking_for_session(regular=regular, session=session)
        if made is None:
            if not is_open_to_all(session):
                raise BookingError("no_way")
            answers = as_new_booking(regular.booking)
            answers["way"] = way or answers["way"]
            made = book(
                session=session,
                now=now,
                join_waiting_list=join_waiting_list,
                booked_by=booked_by,
                **answers,
            )
            _keep_wishes_for_mail(made, regular.booking)
        move_to_booking(regular, made)
        mark(asked, Invitation.Answer.YES, now)
    return made


def decline(*, invitation: Invitation, now: datetime) -> None:
    """Keep that they do not come this time. Raises Refused when they have booked or it has begun."""
    with _lock_open_invitation(invitation) as (asked, session):
        if session.has_started(now):
            raise BookingError("started")
        if made := booking_for_session(regular=asked.regular, session=session):
            is_booked = made.state == Booking.State.BOOKED
            raise BookingError("already_booked" if is_booked else "already_waiting")
        mark(asked, Invitation.Answer.NO, now)


@contextmanager
def _lock_open_invitation(invitation: Invitation) -> Iterator[tuple[Invitation, Session]]:
    """The question as it is now, with its session held. Raises Refused when they have stopped."""
    with lock_session(Session(pk=invitation.session_id)) as session:
        asked = (
            Invitation.objects.select_related("regular__booking").filter(pk=invitation.pk).first()
        )
        if asked is None:
            raise BookingError("not_asked")
        yield asked, session


def _keep_wishes_for_mail(made: Booking, before: Booking) -> None:
    """What they chose for their mails and their calendar. No mail has gone yet: we hold the session."""
    made.discreet_title, made.reminders = before.discreet_title, before.reminders
    made.save(update_fields=["discreet_title", "reminders"])
