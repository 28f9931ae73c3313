"""Phone calls, in place of mail, to bookings without an email address.

Scripts end with the session; a broadcast is still read out afterwards, for as long as it is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from events import extension_points
from events.bookings import mark_offer_phoned
from events.bookings.notices import BY_ORGANISER
from events.emails import snapshot_of
from events.emails.access_needs import NeedLine, answered_lines
from events.emails.recipients import join_names
from events.emails.relevance import is_still_relevant
from events.emails.snapshot import Change, changes, last_snapshot
from events.models import AccessNeed, Booking, Broadcast, Notice
from events.models.attendance import AttendanceMode

Kind = Notice.Kind

# What to say for each kind of notice. Other kinds are not worth a call.
SCRIPTS = {
    Kind.CONFIRMATION: "They have a place. Tell them how to join, and their code.",
    Kind.WAITING: "They are on the waiting list.",
    Kind.OFFER: "A place is free for them. Ask if they want it.",
    Kind.PROMOTED: "They have a place now.",
    Kind.CHANGE: "We have kept the change of their booking.",
    Kind.CANCELLATION: "Their booking is cancelled.",
    Kind.SESSION_MOVED: "The session has another day, time or place.",
    Kind.SESSION_CANCELLED: "The session is cancelled.",
    Kind.SESSION_RESTORED: "The session is on again.",
    Kind.REMINDER_DAY: "It is nearly time. Ask if all is still well.",
}
ANSWERED = "We have answered what they asked for."
# Only the latest of these still holds.
SUPERSEDING_KINDS = (Kind.SESSION_MOVED, Kind.SESSION_CANCELLED, Kind.SESSION_RESTORED)


@dataclass(frozen=True)
class Call:
    """A phone call to make, and what to say in it. `answers` are health data."""

    booking: Booking
    script: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    answers: tuple[NeedLine, ...] = ()
    read_out: tuple[Broadcast, ...] = ()


def calls_to_make(*, now: datetime) -> list[Call]:
    """Return the calls to make now: the nearest session first, those that are over last.

    As for a mail, relevance is checked at the time of the call: an ended offer is left out.
    """
    undelivered = (
        _undelivered(now)
        .select_related("booking__session__page", "broadcast")
        .prefetch_related("booking__people__needs")
    )
    by_booking: dict[Booking, list[Notice]] = {}
    for notice in undelivered.order_by("booking__session__starts_at", "booking_id", "pk"):
        if is_still_relevant(notice, last_snapshot(notice), now):
            by_booking.setdefault(notice.the_booking, []).append(notice)
    calls = [_call(booking, notices) for booking, notices in by_booking.items()]
    return sorted(calls, key=lambda call: call.booking.session.is_over(now))


def mark_called(*, booking: Booking, now: datetime) -> int:
    """Mark the due notices of a booking as told by phone. Return their number.

    The time to answer an offer starts now.
    """
    undelivered = _undelivered(now).filter(booking=booking)
    if undelivered.filter(kind=Kind.OFFER).exists():
        mark_offer_phoned(booking=booking, now=now)
    return undelivered.update(sent_at=now, snapshot=snapshot_of(booking))


def has_new_notices(*, booking: Booking, seen: datetime, now: datetime) -> bool:
    """Return whether notices have become due since `seen`, when the script was read."""
    return _undelivered(now).filter(booking=booking, due_at__gt=seen).exists()


def _undelivered(now: datetime) -> QuerySet[Notice]:
    """Return due notices to contacts without an address, which the mail worker drops."""
    is_cancelled = Q(booking__state=Booking.State.CANCELLED)
    is_over = Q(booking__session__ends_at__lte=now)
    phone_only = Booking.objects.by_phone_only().order_by()
    has_text = ~is_over & Q(kind__in=SCRIPTS, booking__in=phone_only)
    # Others of the booking are mailed, but not about the needs of someone without an address.
    answered = AccessNeed.objects.filter(
        person__booking=OuterRef("booking"),
        person__email="",
        changed_at__gte=OuterRef("created_at"),
    ).exclude(state=AccessNeed.State.ASKED, answer="")
    has_text |= ~is_over & Q(Exists(answered), kind=Kind.CHANGE)
    for condition in extension_points.read_out():
        has_text |= condition
    # Who cancels knows of it.
    is_news = Q(kind=Kind.CANCELLATION, dedupe_key__endswith=BY_ORGANISER)
    return Notice.objects.filter(
        (has_text & ~is_cancelled) | (is_news & is_cancelled & ~is_over),
        recipient=Notice.CONTACT,
        sent_at=None,
        due_at__lte=now,
        booking__email="",
    )


def _call(booking: Booking, notices: Sequence[Notice]) -> Call:
    """Return the call that tells all these notices of one booking."""
    previous, now = last_snapshot(notices[0]), snapshot_of(booking)
    since = [notice.created_at for notice in notices if notice.kind == Kind.CHANGE]
    answers = answered_lines(booking, min(since)) if since else []
    return Call(
        booking,
        tuple(_script(booking, notices, bool(answers))),
        tuple(changes(previous, now)),
        tuple(answers),
        tuple(each.broadcast for each in notices if each.broadcast),
    )


def _script(booking: Booking, notices: Sequence[Notice], has_answers: bool) -> Iterator[str]:
    """Yield what to say, as finished sentences without what people asked for."""
    kinds = [Kind(notice.kind) for notice in notices if notice.kind in SCRIPTS]
    latest = [kind for kind in kinds if kind in SUPERSEDING_KINDS][-1:]
    others = [kind for kind in kinds if kind not in SUPERSEDING_KINDS]
    for kind in dict.fromkeys(latest + others):
        if kind == Kind.CHANGE:
            yield from _change_script(booking, notices, has_answers)
        else:
            yield SCRIPTS[kind]
        if kind == Kind.SESSION_CANCELLED and booking.session.cancel_reason:
            yield f"Why: {booking.session.cancel_reason}"


def _change_script(booking: Booking, notices: Sequence[Notice], has_answers: bool) -> Iterator[str]:
    """Yield that there is an answer, or how a changed booking is now: what it was is not kept."""
    since = min(notice.created_at for notice in notices if notice.kind == Kind.CHANGE)
    if has_answers:
        yield ANSWERED
    if booking.changed_at >= since or not has_answers:
        yield SCRIPTS[Kind.CHANGE]
        names = [person.name for person in booking.people.all()]
        yield f"It is for: {join_names(names)}. They join: {_mode(booking)}."


def _mode(booking: Booking) -> str:
    return str(AttendanceMode(booking.attendance_mode).label).lower()
