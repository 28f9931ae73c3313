"""Taking the answer to "coming this time?", from the page or on the phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from events.bookings import Refused, again, book, hold
from events.models import Booking, Invitation, Regular, Session
from events.regulars.enrolment import follow
from events.regulars.identity import live_bookings, made_by
from events.regulars.invitations import is_open_to_all, mark
from hub.models import User


def open_question(*, regular: Regular, now: datetime) -> Invitation | None:
    """The question about a session that is not over, answered or not."""
    return (
        regular.invitations.filter(session__ends_at__gt=now)
        .select_related("session__page", "session__series")
        .order_by("session__starts_at", "pk")
        .first()
    )


def made_for(*, regular: Regular, session: Session) -> Booking | None:
    """The booking that they have for this session and have not cancelled."""
    return made_by(regular.booking, live_bookings().filter(session=session))


def answer_yes(
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
    with _still_asked(invitation) as (asked, session):
        regular = asked.regular
        made = made_for(regular=regular, session=session)
        if made is None:
            if not is_open_to_all(session):
                raise Refused("no_way")
            answers = again(regular.booking)
            answers["way"] = way or answers["way"]
            made = book(
                session=session,
                now=now,
                join_waiting_list=join_waiting_list,
                booked_by=booked_by,
                **answers,
            )
            _keep_wishes_for_mail(made, regular.booking)
        follow(regular, made)
        mark(asked, Invitation.Answer.YES, now)
    return made


def answer_no(*, invitation: Invitation, now: datetime) -> None:
    """Keep that they do not come this time. Raises Refused when they have booked or it has begun."""
    with _still_asked(invitation) as (asked, session):
        if session.has_started(now):
            raise Refused("started")
        if made := made_for(regular=asked.regular, session=session):
            is_booked = made.state == Booking.State.BOOKED
            raise Refused("already_booked" if is_booked else "already_waiting")
        mark(asked, Invitation.Answer.NO, now)


@contextmanager
def _still_asked(invitation: Invitation) -> Iterator[tuple[Invitation, Session]]:
    """The question as it is now, with its session held. Raises Refused when they have stopped."""
    with hold(Session(pk=invitation.session_id)) as session:
        asked = (
            Invitation.objects.select_related("regular__booking").filter(pk=invitation.pk).first()
        )
        if asked is None:
            raise Refused("not_asked")
        yield asked, session


def _keep_wishes_for_mail(made: Booking, before: Booking) -> None:
    """What they chose for their mails and their calendar. No mail has gone yet: we hold the session."""
    made.discreet_title, made.reminders = before.discreet_title, before.reminders
    made.save(update_fields=["discreet_title", "reminders"])
