"""Phone calls, in place of mail, to bookings without an email address whom no text reaches.

Scripts end with the session; a broadcast is still read out afterwards, for as long as it is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from events import extension_points
from events.bookings import mark_offer_phoned
from events.bookings.access_needs import hears_of_answers
from events.bookings.likely_duplicates import likely_duplicates
from events.bookings.notices import BY_ORGANISER, notify_of_answers
from events.emails import snapshot_of
from events.emails.access_needs import NeedLine, answered_lines
from events.emails.history import ContactHistory
from events.emails.recipients import join_names
from events.emails.relevance import still_holds
from events.emails.snapshot import Change, changes
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
    Kind.ANSWER: "We have answered what they asked for.",
    Kind.CANCELLATION: "Their booking is cancelled.",
    Kind.SESSION_MOVED: "The session has another day, time or place.",
    Kind.SESSION_CANCELLED: "The session is cancelled.",
    Kind.SESSION_RESTORED: "The session is on again.",
    Kind.REMINDER_DAY: "It is nearly time. Ask if all is still well.",
}
FIRST_KINDS = (Kind.CONFIRMATION, Kind.WAITING)
ASK_IF_TWICE = (
    "There is another booking with the same name, and the same number or email address. Its code "
    "is “{code}”. Ask if they booked twice. If they did, cancel one."
)
# After as many tries of a text, in about 20 minutes, somebody phones. Whatever comes first counts.
TRIES_BEFORE_CALL = 4

# The text waits for its next try, but the call does not.
_TRIED_IN_VAIN = Q(channel=Notice.Channel.TEXT, attempts__gte=TRIES_BEFORE_CALL)

NEW_NUMBER = "There is a new number to ring. Day and time stay as they are."
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
    text_failed: bool = False

    @property
    def tells_a_need(self) -> bool:
        """Return whether there is an answer to tell, or a letter to those who asked for one thing."""
        is_for_a_need = Broadcast.AudienceType.NEED
        return bool(self.answers) or any(each.audience == is_for_a_need for each in self.read_out)


def calls_to_make(*, now: datetime, with_needs: bool = True) -> list[Call]:
    """Return the calls to make now: the nearest session first, those that are over last.

    Without needs, calls that tell one are left to those who may see it.

    As for a mail, relevance is checked at the time of the call: an ended offer is left out. Takes
    as many queries for one call as for all.
    """
    by_booking, history = _to_tell(now)
    duplicates = _likely_duplicates(by_booking)
    calls = [
        _call(booking, notices, history, duplicates.get(booking.pk, []))
        for booking, notices in by_booking.items()
    ]
    if not with_needs:
        calls = [call for call in calls if not call.tells_a_need]
    return sorted(calls, key=lambda call: call.booking.session.is_over(now))


def count_calls(*, now: datetime, with_needs: bool) -> int:
    """Return the number of `calls_to_make`."""
    if with_needs:
        return len(_to_tell(now)[0])
    return len(calls_to_make(now=now, with_needs=False))


def _to_tell(now: datetime) -> tuple[dict[Booking, list[Notice]], ContactHistory]:
    """Return what no mail delivers and still holds, by booking, and what their contacts know."""
    needs = AccessNeed.objects.select_related("option")
    undelivered = list(
        _undelivered(now)
        .select_related("booking__session__page", "booking__session__series", "broadcast")
        .prefetch_related("booking__people", Prefetch("booking__people__needs", queryset=needs))
        .order_by("booking__session__starts_at", "booking_id", "pk")
    )
    history = ContactHistory(notice.the_booking for notice in undelivered)
    by_booking: dict[Booking, list[Notice]] = {}
    for notice in undelivered:
        if _is_to_tell(notice, history, now):
            by_booking.setdefault(notice.the_booking, []).append(notice)
    return by_booking, history


def _is_to_tell(notice: Notice, history: ContactHistory, now: datetime) -> bool:
    """Return whether a notice that no mail delivers still holds, without a query."""
    booking = notice.the_booking
    if notice.broadcast_id:
        return True  # `_undelivered` has found those that are still to be read out
    if history.is_superseded(notice):
        return False
    if notice.kind == Kind.ANSWER:
        is_new = answered_lines(booking, history.last_told_of_needs(booking))
        return bool(is_new) and hears_of_answers(booking, now)
    return still_holds(notice, history.last_snapshot(notice), now)


@transaction.atomic
def mark_called(*, booking: Booking, now: datetime, seen: datetime | None = None) -> int:
    """Mark the due notices of a booking as told by phone. Return their number.

    The time to answer an offer starts now. `seen` is when the script was read: what was answered
    since is still to be told.
    """
    undelivered = _undelivered(now).filter(booking=booking)
    if undelivered.filter(kind=Kind.OFFER).exists():
        mark_offer_phoned(booking=booking, now=now)
    told_at = min(seen or now, now)
    count = undelivered.update(
        sent_at=told_at, failed_at=None, channel="", snapshot=snapshot_of(booking)
    )
    if seen and answered_lines(booking, told_at) and hears_of_answers(booking, now):
        notify_of_answers([booking], now)
    return count


def has_new_notices(*, booking: Booking, seen: datetime, now: datetime) -> bool:
    """Return whether notices have become due since `seen`, when the script was read."""
    undelivered = _undelivered(now).filter(booking=booking, due_at__gt=seen)
    return undelivered.exclude(_TRIED_IN_VAIN).exists()


def _undelivered(now: datetime) -> QuerySet[Notice]:
    """Return due notices to contacts without an address, which the mail worker drops.

    Without those that go out as a text, unless it has failed for good or again and again: it is
    tried for two days, and the session may be sooner.
    """
    is_cancelled = Q(booking__state=Booking.State.CANCELLED)
    is_over = Q(booking__session__ends_at__lte=now)
    phone_only = Booking.objects.by_phone_only().order_by()
    has_text = ~is_over & Q(kind__in=SCRIPTS, booking__in=phone_only)
    # Others of the booking are mailed, but not about the needs of someone without an address.
    answered = AccessNeed.objects.filter(
        person__booking=OuterRef("booking"), person__email=""
    ).exclude(state=AccessNeed.State.ASKED, answer="")
    has_text |= ~is_over & Q(Exists(answered), kind=Kind.ANSWER)
    for condition in extension_points.read_out():
        has_text |= condition
    # Who cancels knows of it.
    is_news = Q(kind=Kind.CANCELLATION, dedupe_key__endswith=BY_ORGANISER)
    undelivered = Notice.objects.filter(
        (has_text & ~is_cancelled) | (is_news & is_cancelled & ~is_over),
        Q(due_at__lte=now) | _TRIED_IN_VAIN,
        recipient=Notice.CONTACT,
        sent_at=None,
        booking__email="",
    )
    for condition in extension_points.other_channels():
        undelivered = undelivered.exclude(condition, failed_at=None, attempts__lt=TRIES_BEFORE_CALL)
    return undelivered


def _likely_duplicates(bookings: Iterable[Booking]) -> dict[int, list[Booking]]:
    """Return the likely duplicates of these bookings. Two queries."""
    sessions = {booking.session_id for booking in bookings}
    listening = Booking.objects.listening().filter(session__in=sessions).prefetch_related("people")
    by_session: dict[int, list[Booking]] = defaultdict(list)
    for booking in listening:
        by_session[booking.session_id].append(booking)
    found = [likely_duplicates(group) for group in by_session.values()]
    return {pk: others for each in found for pk, others in each.items()}


def _call(
    booking: Booking,
    notices: Sequence[Notice],
    history: ContactHistory,
    duplicates: Sequence[Booking],
) -> Call:
    """Return the call that tells all these notices of one booking."""
    tells_needs = any(notice.kind in Notice.SHOWS_NEEDS for notice in notices)
    answers = answered_lines(booking, history.last_told_of_needs(booking)) if tells_needs else []
    differences = changes(history.last_snapshot(notices[0]), snapshot_of(booking))
    script = [*_script(booking, notices, differences)]
    if any(notice.kind in FIRST_KINDS for notice in notices):
        script += [ASK_IF_TWICE.format(code=other.spoken_code) for other in duplicates]
    return Call(
        booking,
        tuple(script),
        tuple(differences),
        tuple(answers),
        tuple(each.broadcast for each in notices if each.broadcast),
        text_failed=any(notice.channel == Notice.Channel.TEXT for notice in notices),
    )


def _script(
    booking: Booking, notices: Sequence[Notice], differences: Sequence[Change]
) -> Iterator[str]:
    """Yield what to say, as finished sentences without what people asked for."""
    kinds = [Kind(notice.kind) for notice in notices if notice.kind in SCRIPTS]
    latest = [kind for kind in kinds if kind in SUPERSEDING_KINDS][-1:]
    others = [kind for kind in kinds if kind not in SUPERSEDING_KINDS]
    is_only_number = [change.what for change in differences] == ["Number to ring"]
    for kind in dict.fromkeys(latest + others):
        if kind == Kind.CHANGE:
            yield SCRIPTS[Kind.CHANGE]
            names = [person.name for person in booking.people.all()]
            yield f"It is for: {join_names(names)}. They join: {_mode(booking)}."
        elif kind == Kind.SESSION_MOVED and is_only_number:
            yield NEW_NUMBER
        else:
            yield SCRIPTS[kind]
        if kind == Kind.SESSION_CANCELLED and booking.session.cancel_reason:
            yield f"Why: {booking.session.cancel_reason}"


def _mode(booking: Booking) -> str:
    return str(AttendanceMode(booking.attendance_mode).label).lower()
