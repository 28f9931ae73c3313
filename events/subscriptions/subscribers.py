"""Subscribe, confirm and unsubscribe. No alert before the mailed confirmation (double opt-in)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from events.models import Notice, Subscriber
from events.subscriptions.matching import mark_existing_as_seen
from hub.email_addresses import email_q
from hub.models import Area, Topic

Kind = Notice.Kind

BETWEEN_MAILS = timedelta(hours=1)  # between two confirmation mails to one address


@transaction.atomic
def subscribe(
    *,
    email: str,
    everything: bool = False,
    topics: Iterable[Topic] = (),
    areas: Iterable[Area] = (),
    now: datetime,
) -> Subscriber:
    """Save the choices of an address, unconfirmed, and enqueue the confirmation mail.

    Repeated requests update one row, with at most one mail an hour until confirmation. Earlier
    confirmed choices stay until the new ones are confirmed.
    """
    email = email.strip().lower()
    unconfirmed_rows = rows_of(email).select_for_update().filter(confirmed_at=None)
    subscriber = unconfirmed_rows.order_by("pk").first()
    if subscriber is None:
        subscriber = Subscriber(email=email, created_at=now)
        subscriber.full_clean()
    mailed = waiting_mails(subscriber=subscriber, now=now).exists()
    subscriber.created_at = now  # the confirmation mail, old or new, promises seven days
    _save_interests(subscriber, everything, topics, areas)
    if not mailed:
        Notice.objects.create(
            kind=Kind.SUBSCRIPTION_CONFIRMATION,
            subscriber=subscriber,
            dedupe_key=f"asked {now.isoformat()}",
            due_at=now,
            created_at=now,
        )
    return subscriber


@transaction.atomic
def confirm(*, subscriber: Subscriber, now: datetime) -> Subscriber | None:
    """Confirm these choices in place of earlier ones of the address. Idempotent.

    Return the row that counts from now on, or None when it is gone. An earlier confirmed row is
    kept: sent mails contain its links, and its alerts are recorded.
    """
    pending = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if pending is None:
        return None
    if pending.confirmed_at is not None:
        return pending
    before = confirmed_before(pending)
    if before is None:
        try:
            with transaction.atomic():
                Subscriber.objects.filter(pk=pending.pk).update(confirmed_at=now)
        except IntegrityError:  # another row of this address was confirmed concurrently
            before = confirmed_before(pending)
    confirmed = before or pending
    confirmed.confirmed_at = now
    _save_interests(confirmed, pending.everything, pending.topics.all(), pending.areas.all())
    mark_existing_as_seen(subscriber=confirmed, now=now)
    return confirmed


@transaction.atomic
def set_interests(
    *,
    subscriber: Subscriber,
    everything: bool,
    topics: Iterable[Topic],
    areas: Iterable[Area],
    now: datetime,
) -> bool:
    """Change confirmed choices. Return False if the row is gone or unconfirmed."""
    row = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if row is None or row.confirmed_at is None:
        return False
    _save_interests(row, everything, topics, areas)
    mark_existing_as_seen(subscriber=row, now=now)
    return True


def unsubscribe(*, subscriber: Subscriber) -> None:
    """Delete all rows of the address at once, confirmed or not, with related rows."""
    rows_of(subscriber.email).delete()


def rows_of(email: str) -> QuerySet[Subscriber]:
    """Return the rows of an address, however it is spelled."""
    return Subscriber.objects.filter(email_q("email", email))


def confirmed_before(subscriber: Subscriber) -> Subscriber | None:
    """Return the other, confirmed row of this address, or None."""
    others = rows_of(subscriber.email).filter(confirmed_at__isnull=False)
    return others.exclude(pk=subscriber.pk).first()


def waiting_mails(*, subscriber: Subscriber, now: datetime) -> QuerySet[Notice]:
    """Return the last hour's open confirmation mails. Confirming settles all before it."""
    since = now - BETWEEN_MAILS
    before = confirmed_before(subscriber)
    if before and before.confirmed_at:
        since = max(since, before.confirmed_at)
    return Notice.objects.filter(
        kind=Kind.SUBSCRIPTION_CONFIRMATION,
        subscriber__in=rows_of(subscriber.email),
        created_at__gt=since,
    )


def current(subscriber: Subscriber) -> Subscriber:
    """Return the row that counts: the confirmed one that took over these choices, if any."""
    if subscriber.confirmed_at is not None:
        return subscriber
    before = confirmed_before(subscriber)
    taken_over = before and before.confirmed_at and before.confirmed_at >= subscriber.created_at
    return before if before and taken_over else subscriber


def _save_interests(
    subscriber: Subscriber, everything: bool, topics: Iterable[Topic], areas: Iterable[Area]
) -> None:
    subscriber.everything = everything
    subscriber.save()
    subscriber.topics.set(topics)
    subscriber.areas.set(areas)
