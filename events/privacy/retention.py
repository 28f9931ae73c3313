"""Export, erasure and purge of personal data, as listed in `events.privacy.register`."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session as WebSession
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_tasks_db.models import DBTaskResult

from events import retention
from events.bookings import BookingError, cancel
from events.models import (
    AccessNeed,
    AvailabilityCount,
    Booking,
    ErasedInvite,
    FormAttempt,
    LinkRequest,
    NeedsAccess,
    Notice,
    OrganiserTask,
    Person,
    PersonalFeed,
    Quote,
    Regular,
    RemovedPerson,
    SessionAlert,
    Subscriber,
    current_periods,
)
from events.privacy.expired import Expired, after_session, needs_over, plain_bookings, tasks_over
from events.privacy.invite_cancellation import enqueue_last_cancels
from events.privacy.register import labels
from hub.dates import format_moment, london_date, london_midnight

State = Booking.State

BATCH_SIZE = 200  # rows deleted per transaction, so that bookings never wait
CANCELLED_NEEDS_KEPT = timedelta(days=1)

# Headings of the export.
NEEDS = "What would make it easier"
STEPS = "What we did"
EACH_TIME = "We ask you each time if you are coming"
QUESTIONS = "What we asked"
TASKS = "What our organisers read or do for you"
QUOTES = "Words of yours that you let us use"

_EMPTY_NEEDS: dict[str, Any] = {
    "anything_else": "",
    "contact_first": Booking.TalkFirst.NO,
    "contact_when": "",
}
_EMPTY_CODES: dict[str, Any] = {"spoken_code": None, "form_key": None, "booked_by": None}


def export(booking: Booking) -> dict[str, Any]:
    """Return all data of a booking with plain labels, ready for JSON or a page."""
    own = Q(booking=booking) | Q(invitation__regular__booking=booking)
    notices = Notice.objects.filter(own).exclude(recipient=Notice.ORGANISERS)
    regulars = Regular.objects.filter(booking=booking).select_related("series")
    return {
        "Your booking": _serialise(booking, "events.Booking"),
        "People": [
            _serialise(person, "events.Person")
            | {
                NEEDS: [
                    _serialise(need, "events.AccessNeed")
                    | {STEPS: _serialise_all(need.steps.all(), "events.AccessNeedStep")}
                    for need in person.needs.all()
                ]
            }
            for person in booking.people.all()
        ],
        "Emails": _serialise_all(notices, "events.Notice"),
        TASKS: _serialise_all(booking.tasks.all(), "events.OrganiserTask"),
        QUOTES: _serialise_all(Quote.objects.by_link(booking.uid), "events.Quote"),
        EACH_TIME: [
            _serialise(regular, "events.Regular")
            | {
                QUESTIONS: _serialise_all(
                    regular.invitations.select_related("session__page"), "events.Invitation"
                )
            }
            for regular in regulars
        ],
    }


@transaction.atomic
def erase(*, booking: Booking, now: datetime, cancel_invites: bool = False) -> None:
    """Delete all data of a booking at once and release its place to the waiting list.

    A regular with this booking is deleted too, and words that we may use by its link. Nothing can be
    sent afterwards: the address is gone. But with `cancel_invites` one last mail takes the session out
    of each calendar. Until then, and a day at most, what it needs is kept in `ErasedInvite`.
    """
    # A BookingError means that the session has started or the booking is gone: no place to release.
    with suppress(BookingError):
        cancel(booking=booking, now=now)
    if cancel_invites and Booking.objects.filter(pk=booking.pk).exists():
        enqueue_last_cancels(booking=booking, now=now)
    Quote.objects.by_link(booking.uid).delete()
    Booking.objects.filter(pk=booking.pk).delete()
    _purge_unused_feeds()


def purge_expired(*, now: datetime) -> Counter[str]:
    """Delete expired data and return the counts. Runs at any hour; days are in London.

    What else people wrote and tasks go the day after the session, needs when we have asked if they
    were met, the rest when its period is over: see `events.privacy.expired`.
    """
    over = after_session(now)
    cancelled = Q(state=State.CANCELLED, cancelled_at__lt=now - CANCELLED_NEEDS_KEPT)
    expired = Expired.by(current_periods(), now=now)
    counts: Counter[str] = Counter()
    _empty_needs(plain_bookings().filter(over | cancelled))
    counts["needs forgotten"] = _delete(
        AccessNeed.objects.filter(
            person__booking__in=plain_bookings().filter(needs_over(now) | cancelled)
        )
    )
    counts["bookings forgotten"] = sum(_delete(rows) for rows in expired.bookings)
    whole = expired.to_reduce | expired.of_regulars
    Person.objects.filter(booking__in=whole).exclude(came=None).update(came=None)
    _reduce_to_needs(expired.to_reduce, now)
    _purge_codes_and_notices(expired.of_regulars, _EMPTY_CODES, now)
    _delete(expired.invitations)
    _delete(OrganiserTask.objects.filter(tasks_over(now)))
    counts["letters forgotten"] = _delete(expired.broadcasts)
    counts["feedback forgotten"] = _delete(expired.feedback)
    _delete(expired.quotes)
    _delete(expired.supplier_requests)
    _purge_removed_people(now)
    _delete(ErasedInvite.objects.filter(erased_at__lt=now - retention.ERASED_INVITE_KEPT))
    counts["subscribers forgotten"] = _purge_subscribers(now)
    _purge_unused_feeds()
    _delete(FormAttempt.objects.filter(started_at__lt=now - retention.UNFINISHED_KEPT))
    _delete(
        AvailabilityCount.objects.filter(month__lt=london_date(now) - retention.AVAILABILITY_KEPT)
    )
    _delete(LinkRequest.objects.filter(asked_at__lt=now - retention.LINK_REQUEST_KEPT))
    _delete(NeedsAccess.objects.filter(at__lt=now - retention.ACCESS_LOG_KEPT))
    _delete(WebSession.objects.filter(expire_date__lt=now))
    _delete(AccessAttempt.objects.filter(attempt_time__lt=now - retention.MACHINES_KEPT))
    _delete(AccessLog.objects.filter(attempt_time__lt=now - retention.MACHINES_KEPT))
    # Not by `finished_at`: an interrupted task never finishes, and can contain a mail.
    _delete(DBTaskResult.objects.filter(enqueued_at__lt=now - retention.MACHINES_KEPT))
    return +counts


def needs_are_retained(booking: Booking, *, now: datetime) -> bool:
    """Return whether needs are still stored, so that none stored means none requested."""
    today = london_midnight(london_date(now))
    cancelled_at = booking.cancelled_at if booking.state == State.CANCELLED else None
    is_old = booking.session.ends_at < today or (
        cancelled_at and cancelled_at < now - CANCELLED_NEEDS_KEPT
    )
    if not is_old or booking.remember_needs:
        return True
    return Regular.objects.filter(booking=booking).exists()


def _empty_needs(bookings: QuerySet[Booking]) -> None:
    """Clear what was written beside the needs. The needs themselves are asked about afterwards."""
    with_text = bookings.filter(
        ~Q(anything_else="")
        | ~Q(contact_when="")
        | ~Q(contact_first__in=["", Booking.TalkFirst.NO])
    )
    with_text.update(**_EMPTY_NEEDS)


def _reduce_to_needs(bookings: QuerySet[Booking], now: datetime) -> None:
    """Reduce remembered bookings to the contact, the needs and the people who have them."""
    needs = AccessNeed.objects.filter(person__booking=OuterRef("pk"))
    _delete(bookings.filter(~Exists(needs), anything_else=""))
    unused = {"contact_when": "", "postal_address": ""}
    _purge_codes_and_notices(bookings, {**unused, **_EMPTY_CODES}, now)
    _delete(Person.objects.filter(booking__in=bookings, needs=None))


def _purge_codes_and_notices(
    bookings: QuerySet[Booking], empty: dict[str, Any], now: datetime
) -> None:
    """Clear fields of retained bookings and delete their old notices.

    Notices are kept for `LINKS_KEPT`: a link just requested may still be unsent.
    """
    bookings.exclude(Q(**empty)).update(**empty)
    _delete(Notice.objects.filter(booking__in=bookings, created_at__lt=now - retention.LINKS_KEPT))


def _purge_removed_people(now: datetime) -> None:
    """Delete removed people whose notice is sent, dropped, failed or overdue."""
    open_notices = Notice.objects.open().filter(
        booking=OuterRef("booking"),
        recipient=OuterRef("recipient"),
        kind=Notice.Kind.PERSON_REMOVED,
    )
    _delete(
        RemovedPerson.objects.filter(
            ~Exists(open_notices) | Q(left_at__lt=now - retention.TAKEN_OFF_KEPT)
        )
    )


def _purge_subscribers(now: datetime) -> int:
    """Delete late unconfirmed subscribers, old alerts and notices. Return the former's count."""
    today = london_midnight(london_date(now))
    SessionAlert.objects.filter(session__ends_at__lt=today).delete()
    old = now - retention.ALERT_NOTICES_KEPT
    Notice.objects.filter(subscriber__isnull=False, created_at__lt=old).delete()
    unconfirmed = Subscriber.objects.filter(confirmed_at=None)
    late = unconfirmed.filter(created_at__lte=now - retention.UNCONFIRMED_KEPT)
    keys = list(late.values_list("pk", flat=True))
    unconfirmed.filter(pk__in=keys).delete()  # not those who confirm meanwhile
    return len(keys)


def _purge_unused_feeds() -> None:
    """Delete personal feeds whose address has no booking left."""
    own = Booking.objects.filter(
        Q(email__iexact=OuterRef("email")) | Q(people__email__iexact=OuterRef("email"))
    )
    for feed in PersonalFeed.objects.filter(~Exists(own)):
        # SQL knows one spelling of a domain: see `hub.email_addresses`.
        if not Booking.objects.with_email(feed.email).exists():
            feed.delete()


def _delete(rows: QuerySet[Any]) -> int:
    """Delete rows in batches, one transaction each, and return their number."""
    count = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH_SIZE]):
        rows.model._default_manager.filter(pk__in=keys).delete()
        count += len(keys)
    return count


def _serialise_all(rows: Iterable[models.Model], model: str) -> list[dict[str, Any]]:
    return [_serialise(row, model) for row in rows]


def _serialise(row: models.Model, model: str) -> dict[str, Any]:
    return {words: _value(row, name) for name, words in labels(model).items()}


def _value(row: models.Model, name: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    value = getattr(row, name)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return format_moment(value)
    if hasattr(row, f"get_{name}_display"):
        return getattr(row, f"get_{name}_display")()
    if value is None:
        return ""
    return value if isinstance(value, str | dict) else str(value)
