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
from events.emails.history import ContactHistory
from events.emails.relevance import still_holds
from events.emails.snapshot import changes
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
NEW_NUMBER = "There is a new number to ring. Day and time stay as they are."
# Only the latest of these still holds.
SUPERSEDING_KINDS = (Kind.SESSION_MOVED, Kind.SESSION_CANCELLED, Kind.SESSION_RESTORED)


@dataclass(frozen=True)
class Call:
    """A phone call to make, and what to say in it."""

    booking: Booking
    script: tuple[str, ...]
    read_out: tuple[Broadcast, ...] = ()

    @property
    def tells_a_need(self) -> bool:
        """Return whether a letter to read out went to those who asked for one thing."""
        return any(each.audience == Broadcast.AudienceType.NEED for each in self.read_out)


def calls_to_make(*, now: datetime) -> list[Call]:
    """Return the calls to make now: the nearest session first, those that are over last.

    As for a mail, relevance is checked at the time of the call: an ended offer is left out. Takes
    as many queries for one call as for all.
    """
    undelivered = list(
        _undelivered(now)
        .select_related("booking__session__page", "broadcast")
        .order_by("booking__session__starts_at", "booking_id", "pk")
    )
    history = ContactHistory(notice.the_booking for notice in undelivered)
    by_booking: dict[Booking, list[Notice]] = {}
    for notice in undelivered:
        # `_undelivered` has found those of a broadcast that are still to be read out.
        is_right = notice.broadcast_id or (
            still_holds(notice, history.last_snapshot(notice), now)
            and not history.is_superseded(notice)
        )
        if is_right:
            by_booking.setdefault(notice.the_booking, []).append(notice)
    calls = [
        Call(
            booking,
            _script(notices, history),
            tuple(each.broadcast for each in notices if each.broadcast),
        )
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


def _script(notices: Iterable[Notice], history: ContactHistory) -> tuple[str, ...]:
    scripted = [notice for notice in notices if notice.kind in SCRIPTS]
    latest = [notice for notice in scripted if notice.kind in SUPERSEDING_KINDS][-1:]
    others = [notice for notice in scripted if notice.kind not in SUPERSEDING_KINDS]
    lines = [line for notice in latest for line in _what_changed(notice, history)]
    lines += [SCRIPTS[Kind(notice.kind)] for notice in others]
    return tuple(dict.fromkeys(lines))


def _what_changed(notice: Notice, history: ContactHistory) -> list[str]:
    """Return what was and what is, ready to read out."""
    differences = changes(history.last_snapshot(notice), snapshot_of(notice.the_booking))
    if notice.kind == Kind.SESSION_CANCELLED or not differences:
        return [SCRIPTS[Kind(notice.kind)]]
    is_only_number = [change.what for change in differences] == ["Number to ring"]
    opening = NEW_NUMBER if is_only_number else SCRIPTS[Kind(notice.kind)]
    return [
        opening,
        *(f"{each.what}: it was {each.before}. Now {each.now}." for each in differences),
    ]
