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
from events.models import Booking, Invitation, Notice, Regular, SeriesPage, Session, SessionPage
from events.outbox import reminder_dedupe_key
from events.regulars.enrolment import move_to_booking
from events.regulars.identity import booking_of, is_booked_by_someone_else, live_bookings
from hub.dates import london_date

SHORTEST_NOTICE = timedelta(days=1)
USUALLY_BEFORE = timedelta(days=21)
# Before the deadline for arranging access needs (`needs_notice_days`).
TIME_TO_ANSWER = timedelta(days=7)

Live = dict[int, list[Booking]]


def enqueue_invitations(*, now: datetime) -> int:
    """Enqueue the due invitations, by day, and return their number.

    A contact who has booked already is not invited: the new booking is carried over from now on.
    An open invitation is repeated when its session has moved. Safe in several processes at once.
    """
    if waking_hours(now) > now:
        return 0
    open_questions = list(_open_invitations(now))
    next_ones = _next_ones(now)
    live = _live({each.session_id for each in open_questions} | {s.pk for _, s in next_ones})
    prefetch_related_objects([regular for regular, _ in next_ones], "booking__people")
    again = sum(_invite_again(question, live, now) for question in open_questions)
    return again + sum(_invite(regular, session, live, now) for regular, session in next_ones)


def next_invitation(*, regular: Regular, now: datetime) -> tuple[date, Session] | None:
    """Return day and session of the next invitation, or None without a known session."""
    asked = (
        regular.invitations.order_by("-session__ends_at").values_list("session__ends_at").first()
    )
    free_from = max(now, regular.booking.session.ends_at, *(asked or ()))
    session = _bookable(free_from).filter(series=regular.series_id).select_related("series").first()
    if session is None:
        return None
    moment = max(free_from, session.starts_at - invitation_lead_time(session))
    return london_date(waking_hours(moment)), session


def invitation_lead_time(session: Session) -> timedelta:
    """Return how long before the start the invitation is due."""
    return max(USUALLY_BEFORE, timedelta(days=session.series.needs_notice_days) + TIME_TO_ANSWER)


def is_open_to_all(session: Session) -> bool:
    """Return whether the page of the session is public."""
    return SessionPage.objects.open_to_all().filter(pk=session.page_id).exists()


def _bookable(now: datetime) -> QuerySet[Session]:
    """Return the sessions to invite to, soonest first."""
    return Session.objects.filter(
        status=Session.Status.ON,
        starts_at__gte=now + SHORTEST_NOTICE,
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


def _next_ones(now: datetime) -> list[tuple[Regular, Session]]:
    """Return the regulars due with their sessions, in three queries for any number."""
    unsettled = Invitation.objects.filter(regular=OuterRef("pk"), session__ends_at__gt=now)
    free = list(
        Regular.objects.filter(~Exists(unsettled), booking__session__ends_at__lte=now)
        .select_related("booking")
        .order_by("pk")
    )
    if not free:
        return []
    first = _bookable(now).filter(series=OuterRef("pk")).values("pk")[:1]
    series = SeriesPage.objects.filter(pk__in={regular.series_id for regular in free})
    keys = series.annotate(first=Subquery(first)).values_list("first", flat=True).order_by()
    sessions = Session.objects.select_related("series").filter(pk__in=[key for key in keys if key])
    due = {s.series_id: s for s in sessions if s.starts_at - invitation_lead_time(s) <= now}
    return [(each, due[each.series_id]) for each in free if each.series_id in due]


def _live(sessions: Iterable[int]) -> Live:
    found: Live = {key: [] for key in sessions}
    for booking in live_bookings().filter(session__in=found) if found else ():
        found[booking.session_id].append(booking)
    return found


def _invite(regular: Regular, session: Session, live: Live, now: datetime) -> bool:
    there = live[session.pk]
    if made := booking_of(regular.booking, there):
        move_to_booking(regular, made)
        return False
    if is_booked_by_someone_else(regular.booking, there):
        return False
    with transaction.atomic():
        # Another process may have invited or moved the regular in the meantime.
        held = Regular.objects.select_for_update().filter(pk=regular.pk).first()
        if held is None or held.booking_id != regular.booking_id:
            return False
        if held.invitations.filter(session__ends_at__gt=now).exists():
            return False
        invitation = held.invitations.create(session=session, asked_at=now)
        _enqueue(invitation, session, reminder_dedupe_key(session), now)
    return True


def _invite_again(question: Invitation, live: Live, now: datetime) -> bool:
    """Settle an invitation answered by a booking; repeat it when its session has moved."""
    regular, session = question.regular, question.session
    there = live[session.pk]
    if made := booking_of(regular.booking, there):
        move_to_booking(regular, made)
        mark(question, Invitation.Answer.YES, now)
        return False
    notices = list(question.notices.all())
    # A failed notice counts, even if dismissed by an organiser: it would fail again.
    put = [each for each in notices if each.dismissed_at is None or each.failed_at]
    told = put[-1].dedupe_key if put else ""
    moment = reminder_dedupe_key(session)
    if (
        told.startswith(moment)
        or not regular.booking.email
        or is_booked_by_someone_else(regular.booking, there)
    ):
        return False
    # The number keeps the reason unique when a session moves back to a previous time.
    return _enqueue(question, session, f"{moment} {len(notices) + 1}", now)


def mark(question: Invitation, answer: str, now: datetime) -> None:
    Invitation.objects.filter(pk=question.pk).update(answer=answer, answered_at=now)


def _enqueue(invitation: Invitation, session: Session, reason: str, now: datetime) -> bool:
    """Enqueue the mail. Without an address, see `events.regulars.phone_calls`."""
    if not invitation.regular.booking.email:
        return False
    _, is_new = Notice.objects.get_or_create(
        kind=Notice.Kind.INVITATION,
        invitation=invitation,
        dedupe_key=reason,
        defaults={"due_at": now, "created_at": now},
    )
    return is_new
