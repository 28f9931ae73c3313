"""What providers tell us: that a message has arrived or not, and what people text back."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from events.bookings.tasks import add_task
from events.models import Booking, Notice, OrganiserTask
from events.texts.backends import REFERENCE_PREFIX, Outcome, Receipt, Reply
from hub.phone_numbers import mobile_number

# The words that end texts by the customs of the trade. Providers may act on some of them too.
STOP_WORDS = {"stop", "stopall", "stop all", "unsubscribe", "end", "quit", "cancel texts"}
STOPPED = (
    "They sent STOP, so we text them no more. We have taken their number off all their bookings. "
    "If something changes, they get an email, or they are on the list of people to phone."
)


def store_receipt(*, receipt: Receipt, now: datetime) -> bool:
    """Store what became of a message. Return False if it comes before we have stored the id.

    A message that failed for good counts as never sent: what the recipient knows is older. Erased
    messages, and earlier tries of one that was sent again, change nothing.
    """
    sent = Notice.objects.filter(provider_id=receipt.provider_id).exclude(channel="")
    if receipt.outcome == Outcome.DELIVERED:
        sent.update(delivered_at=now, problem="")
    elif receipt.outcome == Outcome.FAILED:
        failed: dict[str, Any] = {
            "sent_at": None,
            "failed_at": now,
            "snapshot": {},
            "sequence": None,
        }
        undelivered = sent.filter(delivered_at=None, sent_at__isnull=False)
        undelivered.update(**failed, problem=receipt.problem[:200])
    pk = receipt.reference.removeprefix(REFERENCE_PREFIX)
    is_early = pk.isdigit() and Notice.objects.open().filter(pk=pk, attempts__gt=0).exists()
    return not is_early


@transaction.atomic
def store_reply(*, reply: Reply, now: datetime) -> bool:
    """End the texts to a number, or leave its words to the organisers. Idempotent.

    Return False if no booking has the number: then nobody here can know who it is.
    """
    bookings = list(_bookings_of(reply.number, now))
    is_stop = _words(reply) in STOP_WORDS
    if is_stop:
        Booking.objects.filter(text_number=reply.number).update(text_number="")
    for booking in bookings if is_stop else bookings[:1]:
        _add_task(booking, reply, is_stop, now)
    return bool(bookings)


def _bookings_of(number: str, now: datetime) -> Iterable[Booking]:
    """Return the bookings of a number, coming ones first, else the last. Also after STOP."""
    with_phone = Booking.objects.exclude(phone="").select_related("session")
    coming = with_phone.filter(session__ends_at__gt=now).order_by("session__starts_at", "-pk")
    by_number = partial(_has_number, number)
    if found := [booking for booking in coming if by_number(booking)]:
        return sorted(found, key=lambda booking: booking.state == Booking.State.CANCELLED)
    past = Booking.objects.filter(text_number=number).select_related("session")
    return past.order_by("-session__starts_at", "-pk")[:1]


def _has_number(number: str, booking: Booking) -> bool:
    return number in (booking.text_number, mobile_number(booking.phone))


def _words(reply: Reply) -> str:
    """Return the words in lower case, without what phones add around them."""
    return " ".join(re.sub(r"[^\w\s]", " ", reply.words).split()).casefold()


def _add_task(booking: Booking, reply: Reply, is_stop: bool, now: datetime) -> None:
    kinds = OrganiserTask.Kind
    digest = hashlib.sha256(f"{reply.reply_id} {booking.pk}".encode()).hexdigest()
    add_task(
        kind=kinds.TEXTS_STOPPED if is_stop else kinds.TEXT_WORDS,
        session=booking.session,
        booking=booking,
        words=STOPPED if is_stop else reply.words,
        now=now,
        dedupe_key=f"text {digest}",
    )
