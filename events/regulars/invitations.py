"""Invite regulars to one session at a time, never to another before that one is over."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)

from events.bookings.notices import waking_hours
from events.models import (
    AccessOption,
    Booking,
    Invitation,
    Notice,
    Regular,
    SeriesPage,
    Session,
    SessionPage,
)
from events.outbox import reminder_dedupe_key
from events.regulars.enrolment import move_to_booking
from events.regulars.identity import booking_of, is_booked_by_someone_else, live_bookings
from hub.dates import london_date

MIN_LEAD_TIME = timedelta(days=1)
USUAL_LEAD_TIME = timedelta(days=21)
# Before the last day to ask for what takes longest to arrange.
TIME_TO_ANSWER = timedelta(days=7)

BookingsBySession = dict[int, list[Booking]]


def enqueue_invitations(*, now: datetime) -> int:
    """Enqueue the due invitations, by day, and return their number.

    A contact who has booked already is not invited: the new booking is carried over from now on.
    An open invitation is repeated when its session has moved. Safe in several processes at once.
    """
    if waking_hours(now) > now:
        return 0
    open_invitations = list(_open_invitations(now))
    due = _due_invitations(now)
    bookings = _bookings_by_session(
        {each.session_id for each in open_invitations} | {s.pk for _, s in due}
    )
    prefetch_related_objects([regular for regular, _ in due], "booking__people")
    again = sum(_reinvite(invitation, bookings, now) for invitation in open_invitations)
    return again + sum(_invite(regular, session, bookings, now) for regular, session in due)


def next_invitation(*, regular: Regular, now: datetime) -> tuple[date, Session] | None:
    """Return day and session of the next invitation, or None without a known session."""
    last_invited = (
        regular.invitations.order_by("-session__ends_at").values_list("session__ends_at").first()
    )
    free_from = max(now, regular.booking.session.ends_at, *(last_invited or ()))
    session = _bookable(free_from).filter(series=regular.series_id).select_related("series").first()
    if session is None:
        return None
    lead_time = invitation_lead_time(session, AccessOption.objects.longest_notice())
    moment = max(free_from, session.starts_at - lead_time)
    return london_date(waking_hours(moment)), session


def invitation_lead_time(session: Session, notice_days: int) -> timedelta:
    """Return how long before the start the invitation is due.

    `notice_days` is how many working days the option needs that takes longest.
    """
    notice = london_date(session.starts_at) - session.last_day(notice_days)
    return max(USUAL_LEAD_TIME, notice + TIME_TO_ANSWER)


def is_open_to_all(session: Session) -> bool:
    """Return whether the page of the session is public."""
    return SessionPage.objects.open_to_all().filter(pk=session.page_id).exists()


def _bookable(now: datetime) -> QuerySet[Session]:
    """Return the sessions to invite to, soonest first."""
    return Session.objects.filter(
        status=Session.Status.ON,
        starts_at__gte=now + MIN_LEAD_TIME,
        page__in=SessionPage.objects.open_to_all().order_by(),
    ).order_by("starts_at", "pk")


def _open_invitations(now: datetime) -> QuerySet[Invitation]:
    """Return the unanswered invitations that can still be sent."""
    return (
        Invitation.objects.filter(answer="", session__in=_bookable(now).order_by())
        .select_related("session", "regular__booking")
        .prefetch_related(
            Prefetch("notices", Notice.objects.order_by("pk")), "regular__booking__people"
        )
    )


def _due_invitations(now: datetime) -> list[tuple[Regular, Session]]:
    """Return the regulars due with their sessions, in four queries for any number."""
    coming = Invitation.objects.filter(regular=OuterRef("pk"), session__ends_at__gt=now)
    available = list(
        Regular.objects.filter(~Exists(coming), booking__session__ends_at__lte=now)
        .select_related("booking")
        .order_by("pk")
    )
    if not available:
        return []
    first = _bookable(now).filter(series=OuterRef("pk")).values("pk")[:1]
    series = SeriesPage.objects.filter(pk__in={regular.series_id for regular in available})
    keys = series.annotate(first=Subquery(first)).values_list("first", flat=True).order_by()
    sessions = Session.objects.filter(pk__in=[key for key in keys if key])
    longest = AccessOption.objects.longest_notice()
    due = {
        s.series_id: s for s in sessions if s.starts_at - invitation_lead_time(s, longest) <= now
    }
    return [(each, due[each.series_id]) for each in available if each.series_id in due]


def _bookings_by_session(sessions: Iterable[int]) -> BookingsBySession:
    found: BookingsBySession = {key: [] for key in sessions}
    for booking in live_bookings().filter(session__in=found) if found else ():
        found[booking.session_id].append(booking)
    return found


def _invite(regular: Regular, session: Session, bookings: BookingsBySession, now: datetime) -> bool:
    session_bookings = bookings[session.pk]
    if own := booking_of(regular.booking, session_bookings):
        move_to_booking(regular, own)
        return False
    if is_booked_by_someone_else(regular.booking, session_bookings):
        return False
    with transaction.atomic():
        # Another process may have invited or moved the regular in the meantime.
        locked = Regular.objects.select_for_update().filter(pk=regular.pk).first()
        if locked is None or locked.booking_id != regular.booking_id:
            return False
        if locked.invitations.filter(session__ends_at__gt=now).exists():
            return False
        invitation = locked.invitations.create(session=session, asked_at=now)
        _enqueue(invitation, session, reminder_dedupe_key(session), now)
    return True


def _reinvite(invitation: Invitation, bookings: BookingsBySession, now: datetime) -> bool:
    """Settle an invitation answered by a booking; repeat it when its session has moved."""
    regular, session = invitation.regular, invitation.session
    session_bookings = bookings[session.pk]
    if own := booking_of(regular.booking, session_bookings):
        move_to_booking(regular, own)
        mark(invitation, Invitation.Answer.YES, now)
        return False
    notices = list(invitation.notices.all())
    # A failed notice counts, even if dismissed by an organiser: it would fail again.
    counted = [each for each in notices if each.dismissed_at is None or each.failed_at]
    last_key = counted[-1].dedupe_key if counted else ""
    moment = reminder_dedupe_key(session)
    if (
        last_key.startswith(moment)
        or not regular.booking.email
        or is_booked_by_someone_else(regular.booking, session_bookings)
    ):
        return False
    # The number keeps the key unique when a session moves back to a previous time.
    return _enqueue(invitation, session, f"{moment} {len(notices) + 1}", now)


def mark(invitation: Invitation, answer: str, now: datetime) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(answer=answer, answered_at=now)


def _enqueue(invitation: Invitation, session: Session, dedupe_key: str, now: datetime) -> bool:
    """Enqueue the mail. Without an address, see `events.regulars.phone_calls`."""
    if not invitation.regular.booking.email:
        return False
    _, is_new = Notice.objects.get_or_create(
        kind=Notice.Kind.INVITATION,
        invitation=invitation,
        dedupe_key=dedupe_key,
        defaults={"due_at": now, "created_at": now},
    )
    return is_new
