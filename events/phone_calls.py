"""Phone calls, in place of mail, to bookings without an email address.

Scripts end with the session; a broadcast is still read out afterwards, for as long as it is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from events import extension_points
from events.bookings import mark_offer_phoned
from events.emails import snapshot_of
from events.emails.relevance import is_still_relevant
from events.emails.snapshot import last_snapshot
from events.models import Booking, Broadcast, Notice

Kind = Notice.Kind

# What to say for each kind of notice. Other kinds are not worth a call.
SCRIPTS = {
    Kind.CONFIRMATION: "They have a place. Tell them how to join, and their code.",
    Kind.WAITING: "They are on the waiting list.",
    Kind.OFFER: "A place is free for them. Ask if they want it.",
    Kind.PROMOTED: "They have a place now.",
    Kind.CHANGE: "There is news about their booking or what they asked for.",
    Kind.SESSION_MOVED: "The session has another day, time or place.",
    Kind.SESSION_CANCELLED: "The session is cancelled.",
    Kind.SESSION_RESTORED: "The session is on again.",
    Kind.REMINDER_DAY: "It is nearly time. Ask if all is still well.",
}
# Only the latest of these still holds.
SUPERSEDING_KINDS = (Kind.SESSION_MOVED, Kind.SESSION_CANCELLED, Kind.SESSION_RESTORED)


@dataclass(frozen=True)
class Call:
    """A phone call to make, and what to say in it."""

    booking: Booking
    script: tuple[str, ...]
    read_out: tuple[Broadcast, ...] = ()


def calls_to_make(*, now: datetime) -> list[Call]:
    """Return the calls to make now: the nearest session first, those that are over last.

    As for a mail, relevance is checked at the time of the call: an ended offer is left out.
    """
    undelivered = _undelivered(now).select_related("booking__session__page", "broadcast")
    by_booking: dict[Booking, list[Notice]] = {}
    for notice in undelivered.order_by("booking__session__starts_at", "booking_id", "pk"):
        if is_still_relevant(notice, last_snapshot(notice), now):
            by_booking.setdefault(notice.the_booking, []).append(notice)
    calls = [
        Call(booking, _script(notices), tuple(each.broadcast for each in notices if each.broadcast))
        for booking, notices in by_booking.items()
    ]
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
    phone_only = Booking.objects.by_phone_only().order_by()
    has_text = Q(kind__in=SCRIPTS, booking__session__ends_at__gt=now, booking__in=phone_only)
    for condition in extension_points.read_out():
        has_text |= condition
    return Notice.objects.filter(
        has_text, recipient=Notice.CONTACT, sent_at=None, due_at__lte=now, booking__email=""
    ).exclude(booking__state=Booking.State.CANCELLED)


def _script(notices: Iterable[Notice]) -> tuple[str, ...]:
    kinds = [Kind(notice.kind) for notice in notices if notice.kind in SCRIPTS]
    latest = [kind for kind in kinds if kind in SUPERSEDING_KINDS][-1:]
    others = [kind for kind in kinds if kind not in SUPERSEDING_KINDS]
    return tuple(dict.fromkeys(SCRIPTS[kind] for kind in latest + others))
