"""Reminders before a session and thank-you mails after it, enqueued when due."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from events.bookings.notices import waking_hours
from events.emails.relevance import THANKS_END, WEEK_REMINDER_ENDS
from events.models import Booking, Notice, Session
from events.outbox import enqueue, reminder_dedupe_key
from hub.dates import london_date, london_midnight

Kind = Notice.Kind

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

# Kinds that already give date, time and place.
_FULL_DETAILS_KINDS = (Kind.CONFIRMATION, Kind.PROMOTED, Kind.SESSION_MOVED, Kind.SESSION_RESTORED)


def enqueue_reminders(*, now: datetime) -> int:
    """Enqueue due reminders and thank-you mails, and return the number of bookings."""
    return (
        _enqueue_before(Kind.REMINDER_WEEK, WEEK, WEEK_REMINDER_ENDS, now)
        + _enqueue_before(Kind.REMINDER_DAY, DAY, timedelta(), now)
        + _enqueue_before(Kind.REMINDER_HOUR, HOUR, timedelta(), now, hour_reminder=True)
        + _enqueue_thanks(now)
    )


def coming_reminders(booking: Booking, now: datetime) -> list[str]:
    """Return when this booking's reminders are still to come: "a week before", and so on.

    A text or a call comes the day before. Nobody phones in the last hour.
    """
    starts_at = booking.session.starts_at
    is_mailed = booking.email or (booking.can_be_mailed and not booking.can_be_texted)
    moments = [(WEEK, "a week before")] if is_mailed else []
    moments.append((DAY, "a day before"))
    if booking.hour_reminder:
        moments.append((HOUR, "an hour before"))
    return [words for ahead, words in moments if booking.reminders and now < starts_at - ahead]


def _enqueue_before(
    kind: Kind, ahead: timedelta, until: timedelta, now: datetime, **choices: bool
) -> int:
    sessions = Session.objects.filter(
        status=Session.Status.ON, starts_at__gt=now + until, starts_at__lte=now + ahead
    )
    count = 0
    for session in sessions:
        moment = session.starts_at - ahead
        # A late booking: the confirmation followed this reminder's moment and says the same.
        informed = Notice.objects.filter(
            booking=OuterRef("pk"), kind__in=_FULL_DETAILS_KINDS, created_at__gte=moment
        )
        bookings = _without_notice(kind, session).filter(
            ~Exists(informed), created_at__lt=moment, **choices
        )
        count += _enqueue_all(kind, bookings, session, now)
    return count


def _enqueue_thanks(now: datetime) -> int:
    """Enqueue thank-you mails, with the questions how it was, on the day after from 8am in London."""
    if waking_hours(now) > now:
        return 0
    sessions = Session.objects.filter(
        status=Session.Status.ON,
        ends_at__lt=london_midnight(london_date(now)),
        ends_at__gt=now - THANKS_END,
    )
    return sum(
        _enqueue_all(Kind.THANKS, _without_notice(Kind.THANKS, session), session, now)
        for session in sessions
    )


def _without_notice(kind: Kind, session: Session) -> QuerySet[Booking]:
    notices = Notice.objects.filter(
        booking=OuterRef("pk"), kind=kind, dedupe_key=reminder_dedupe_key(session)
    )
    return session.bookings.filter(~Exists(notices), state=Booking.State.BOOKED, reminders=True)


def _enqueue_all(kind: Kind, bookings: QuerySet[Booking], session: Session, now: datetime) -> int:
    prefetched = bookings.prefetch_related("people")
    for booking in prefetched:
        # All recipients of a booking or none: `_without_notice` would not find one left out.
        with transaction.atomic():
            enqueue(kind=kind, booking=booking, now=now, dedupe_key=reminder_dedupe_key(session))
    return len(prefetched)
