"""The outbox: notices and their recipients. `events.emails.delivery` sends them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from events.models import Booking, Broadcast, Notice, Person, Session

Kind = Notice.Kind

_SINGLE_RECIPIENT_KINDS = (Kind.ORGANISER_NEEDS, Kind.PERSONAL_FEED)
_UNIQUE_KEY = ("booking_id", "recipient", "kind", "dedupe_key")


def enqueue(
    *,
    kind: str,
    booking: Booking,
    now: datetime,
    due_at: datetime | None = None,
    dedupe_key: str = "",
    broadcast: Broadcast | None = None,
    only_to: str = "",
) -> Notice:
    """Enqueue a notice. Call it in the transaction that causes it.

    Call it after the attendees are saved: each one with an email address of their own gets a
    suitable copy. One kind is enqueued once per reason, however often this is called. `only_to`
    names a single recipient, as in `Notice.recipient`. Return the notice of that recipient, otherwise of
    the contact (or the organisers).
    """
    key = {"kind": kind, "booking": booking, "dedupe_key": dedupe_key}
    defaults = {"due_at": due_at or now, "created_at": now, "broadcast": broadcast}
    notice, is_new = Notice.objects.get_or_create(
        **key, recipient=only_to or _main_recipient(kind), defaults=defaults
    )
    if is_new and not only_to:
        for recipient in _other_recipients(kind, booking):
            Notice.objects.get_or_create(**key, recipient=recipient, defaults=defaults)
    return notice


def enqueue_missing_recipients(
    *, kind: str, booking: Booking, now: datetime, due_at: datetime, dedupe_key: str
) -> None:
    """Enqueue a copy for each other recipient without one for this reason."""
    for recipient in _other_recipients(kind, booking):
        Notice.objects.get_or_create(
            kind=kind,
            booking=booking,
            recipient=recipient,
            dedupe_key=dedupe_key,
            defaults={"due_at": due_at, "created_at": now},
        )


def enqueue_for_new_booking(
    *, kinds: Iterable[str], booking: Booking, now: datetime, dedupe_key: str
) -> None:
    """Enqueue notices for a booking made in this transaction, so that none can exist yet.

    Takes one query, where `enqueue` takes four per recipient.
    """
    common = {"booking": booking, "dedupe_key": dedupe_key, "due_at": now, "created_at": now}
    Notice.objects.bulk_create(
        Notice(kind=kind, recipient=recipient, **common)
        for kind in kinds
        for recipient in (_main_recipient(kind), *_other_recipients(kind, booking))
    )


def enqueue_for_contacts(notices: Sequence[Notice]) -> None:
    """Enqueue unsaved notices to the contacts of bookings of one session, and the copies.

    Like `enqueue` for each, but in two queries for all. Requires the session lock, so that nobody
    enqueues the same one at once. The bookings have their people prefetched.
    """
    if not notices:
        return
    existing = set(
        Notice.objects.filter(
            booking__in={notice.booking_id for notice in notices},
            kind__in={notice.kind for notice in notices},
            dedupe_key__in={notice.dedupe_key for notice in notices},
        ).values_list(*_UNIQUE_KEY)
    )
    new = [
        copy
        for notice in notices
        if _key(notice) not in existing
        for copy in _with_copies(notice)
        if _key(copy) not in existing
    ]
    Notice.objects.bulk_create(new)


def resend(*, notice: Notice, now: datetime) -> bool:
    """Retry a failed notice at once. Return False if there is nothing to retry."""
    return bool(
        Notice.objects.failed()
        .filter(pk=notice.pk)
        .update(failed_at=None, attempts=0, claimed_until=None, problem="", due_at=now)
    )


def dismiss(*, notice: Notice, now: datetime) -> bool:
    """Dismiss a failed notice, as the recipient was told otherwise. Return False if settled."""
    return bool(Notice.objects.failed().filter(pk=notice.pk).update(dismissed_at=now))


def recipient_key_for(booking: Booking, email: str) -> str:
    """Return the `Notice.recipient` of the link mail to this address, or an empty string.

    Only the contact and people who take part have one. A supporter has no link.
    """
    address = email.casefold()
    if booking.email.casefold() == address:
        return Notice.CONTACT
    if booking.person_knows is False:
        return ""
    for person in booking.people.all():
        if person.role == Person.Role.COMES and person.email.casefold() == address:
            return f"{Notice.PERSON}{person.pk}"
    return ""


def _key(notice: Notice) -> tuple[object, ...]:
    return tuple(getattr(notice, name) for name in _UNIQUE_KEY)


def _with_copies(notice: Notice) -> list[Notice]:
    """Return an unsaved notice and its copies for the other recipients."""
    booking = notice.the_booking
    return [
        notice,
        *(
            Notice(
                kind=notice.kind,
                booking=booking,
                recipient=recipient,
                dedupe_key=notice.dedupe_key,
                due_at=notice.due_at,
                created_at=notice.created_at,
            )
            for recipient in _other_recipients(notice.kind, booking)
        ),
    ]


def _main_recipient(kind: str) -> str:
    return Notice.ORGANISERS if kind == Kind.ORGANISER_NEEDS else Notice.CONTACT


def _other_recipients(kind: str, booking: Booking) -> list[str]:
    """Return the people with an address other than the contact's, each address once."""
    if kind in _SINGLE_RECIPIENT_KINDS or booking.person_knows is False:
        return []
    by_address: dict[str, str] = {}
    for person in booking.people.all():
        by_address.setdefault(person.email.casefold(), f"{Notice.PERSON}{person.pk}")
    contact = {booking.email.casefold(), ""}
    return [recipient for address, recipient in by_address.items() if address not in contact]


def hourly_dedupe_key(now: datetime) -> str:
    """Return the hour: what people ask for is sent at most once in it."""
    return f"asked {now:%Y-%m-%dT%H}"


def reminder_dedupe_key(session: Session) -> str:
    """Return the session's start in UTC. Moving the session drops the old reminder."""
    return session.starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
