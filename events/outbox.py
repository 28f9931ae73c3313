"""Which message is owed to whom. `events.sending` sends it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from events.models import Booking, Broadcast, Notice, Person, Session

Kind = Notice.Kind

_SINGLE_RECIPIENT_KINDS = (Kind.ORGANISER_NEEDS, Kind.OWN_FEED)  # nobody else gets a copy


def enqueue(
    *,
    kind: str,
    booking: Booking,
    now: datetime,
    due_at: datetime | None = None,
    reason: str = "",
    letter: Broadcast | None = None,
    only_to: str = "",
) -> Notice:
    """Write down that we owe a message. Call it in the transaction that gives cause for it.

    Call it when the people of the booking are saved: each one with an e-mail of their own is owed a
    copy, in words that fit. The same kind for the same reason is owed once, however often this is called.
    `only_to` names one reader, as in `Notice.to`, and nobody else gets a copy. Gives back the notice for
    that reader, otherwise for the contact (or for the organisers).
    """
    for_organisers = kind == Kind.ORGANISER_NEEDS
    first = only_to or (Notice.ORGANISERS if for_organisers else Notice.CONTACT)
    fields: dict[str, object] = {"due_at": due_at or now, "created_at": now, "letter": letter}
    notice, is_new = _enqueue_one(kind, booking, first, reason, fields)
    if is_new and not only_to:
        _enqueue_others(kind, booking, reason, fields)
    return notice


def enqueue_missing_recipients(
    *, kind: str, booking: Booking, now: datetime, due_at: datetime, reason: str
) -> None:
    """Owe a copy to each person with an e-mail of their own who is not owed one yet for this reason."""
    _enqueue_others(kind, booking, reason, {"due_at": due_at, "created_at": now})


def enqueue_for_new_booking(
    *, kinds: Iterable[str], booking: Booking, now: datetime, reason: str
) -> None:
    """The same for a booking made in this very transaction: nobody can owe anything for it yet.

    So nothing is looked for: one query, where `owe` takes four for each reader.
    """
    notices = []
    for kind in kinds:
        first = Notice.ORGANISERS if kind == Kind.ORGANISER_NEEDS else Notice.CONTACT
        readers = (
            [first] if kind in _SINGLE_RECIPIENT_KINDS else [first, *_other_recipients(booking)]
        )
        notices += [
            Notice(kind=kind, booking=booking, to=to, reason=reason, due_at=now, created_at=now)
            for to in readers
        ]
    Notice.objects.bulk_create(notices)


def resend(*, notice: Notice, now: datetime) -> bool:
    """Try again at once with a message that we gave up on. False when there is nothing to try."""
    return bool(
        Notice.objects.failed()
        .filter(pk=notice.pk)
        .update(failed_at=None, attempts=0, claimed_until=None, problem="", due_at=now)
    )


def dismiss(*, notice: Notice, now: datetime) -> bool:
    """Try no more to send a message that we gave up on: somebody told them in another way. False when it is settled."""
    return bool(Notice.objects.failed().filter(pk=notice.pk).update(dropped_at=now))


def recipient_key_for(booking: Booking, email: str) -> str:
    """Which copy of a mail with the link goes to this address, as in `Notice.to`; nothing if none does.

    The contact's and that of whoever takes part have one. A supporter has no link.
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


def _enqueue_others(kind: str, booking: Booking, reason: str, fields: dict[str, object]) -> None:
    if kind not in _SINGLE_RECIPIENT_KINDS:
        for reader in _other_recipients(booking):
            _enqueue_one(kind, booking, reader, reason, fields)


def _enqueue_one(
    kind: str, booking: Booking, to: str, reason: str, fields: dict[str, object]
) -> tuple[Notice, bool]:
    return Notice.objects.get_or_create(
        kind=kind, booking=booking, to=to, reason=reason, defaults=fields
    )


def _other_recipients(booking: Booking) -> list[str]:
    """People with an address that is not the contact's, each address once."""
    if booking.person_knows is False:
        return []
    seen = {booking.email.casefold(), ""}
    found = []
    for person in booking.people.all():
        address = person.email.casefold()
        if address not in seen:
            seen.add(address)
            found.append(f"{Notice.PERSON}{person.pk}")
    return found


def reminder_reason(session: Session) -> str:
    """The date a reminder is about. A moved session is another reason, and the old one is dropped."""
    return session.starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
