"""Which message each change of a booking owes. Decided here and nowhere else.

Every move of a booking raises its sequence, and the sequence is the reason of the notice: one message
for each move, however often the same move is asked for.
"""

from datetime import datetime, time, timedelta

from django.db.models import Q

from events.models import Booking, Notice
from events.outbox import (
    enqueue,
    enqueue_for_new_booking,
    enqueue_missing_recipients,
    recipient_key_for,
)
from hub.dates import LONDON

Kind = Notice.Kind

# We do not wake people up: offers are sent between 8am and 8pm, London time.
FIRST_HOUR, LAST_HOUR = time(8), time(20)

# A calendar answered for the person, who did not press anything on our pages.
FROM_CALENDAR = "from a calendar"

# The address has made another booking for the same session; its key follows.
BOOKED_AGAIN = "booked again "

# Someone who changes three things one after the other gets one message.
CHANGE_DELAY = timedelta(minutes=3)


def waking_hours(now: datetime) -> datetime:
    """`now` if people are awake in London, otherwise 8 o'clock next."""
    local = now.astimezone(LONDON)
    if FIRST_HOUR <= local.time() < LAST_HOUR:
        return now
    day = local.date() + timedelta(days=1 if local.time() >= LAST_HOUR else 0)
    return datetime.combine(day, FIRST_HOUR, tzinfo=LONDON).astimezone(now.tzinfo)


def notify_of_new_booking(booking: Booking, now: datetime, *, asked: bool) -> None:
    """Owe what a booking gives cause for in the transaction that makes it."""
    kinds = [Kind.CONFIRMATION if booking.state == Booking.State.BOOKED else Kind.WAITING]
    if asked:
        kinds.append(Kind.ORGANISER_NEEDS)
    enqueue_for_new_booking(kinds=kinds, booking=booking, now=now, reason=reason_of(booking))
    notify_of_earlier_booking(booking, now)


def notify(
    kind: Kind, booking: Booking, now: datetime, due_at: datetime | None = None, how: str = ""
) -> None:
    """Owe the message for the move that the booking has just made, and in which way it was made."""
    enqueue(kind=kind, booking=booking, now=now, due_at=due_at, reason=reason_of(booking, how))


def reason_of(booking: Booking, how: str = "") -> str:
    return f"{booking.sequence} {how}".strip()


def notify_of_change(booking: Booking, now: datetime) -> None:
    """Owe one message for all that is changed within a few minutes."""
    _enqueue_again(Kind.CHANGE, booking, now, now + CHANGE_DELAY)


def notify_organisers_of_needs(booking: Booking, now: datetime) -> None:
    _enqueue_again(Kind.ORGANISER_NEEDS, booking, now, now)


def notify_of_earlier_booking(booking: Booking, now: datetime) -> None:
    """The address is on a booking for this session already: say so by mail, never on the screen.

    To that address alone: for anyone else on the earlier booking nothing has happened.
    """
    if not booking.email:
        return
    theirs = Q(email__iexact=booking.email) | Q(people__email__iexact=booking.email)
    earlier = (
        Booking.objects.filter(theirs, session=booking.session_id)
        .exclude(state=Booking.State.CANCELLED)
        .exclude(pk=booking.pk)
        .last()
    )
    if earlier and (to := recipient_key_for(earlier, booking.email)):
        reason = f"{BOOKED_AGAIN}{booking.pk}"
        enqueue(kind=Kind.LINK, booking=earlier, now=now, reason=reason, only_to=to)


def _enqueue_again(kind: Kind, booking: Booking, now: datetime, due_at: datetime) -> None:
    """Owe a message unless one is owed already that will be written after this transaction.

    The UPDATE decides: a sender that has claimed the row is not counted on, and one that comes
    later waits for us and reads what we have written. When one of several readers has their copy
    already, all are owed another: a sender drops what a newer one overtakes.
    """
    latest = Notice.objects.filter(booking=booking, kind=kind).order_by("pk").last()
    if latest:
        copies = Notice.objects.filter(booking=booking, kind=kind, reason=latest.reason)
        waiting = copies.open().filter(claimed_until=None)
        if waiting.update(due_at=due_at) == copies.count():
            # Somebody may have come along since then.
            enqueue_missing_recipients(
                kind=kind, booking=booking, now=now, due_at=due_at, reason=latest.reason
            )
            return
    enqueue(kind=kind, booking=booking, now=now, due_at=due_at, reason=now.isoformat())
