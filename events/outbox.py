"""The outbox: notices and their recipients. `events.emails.delivery` sends them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from events.models import Booking, Broadcast, Notice, Person, Session
from hub.email_addresses import is_same_email, normalise_email

Kind = Notice.Kind

_SINGLE_RECIPIENT_KINDS = (Kind.ORGANISER_NEEDS, Kind.PERSONAL_FEED)


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
    main_recipient = Notice.ORGANISERS if kind == Kind.ORGANISER_NEEDS else Notice.CONTACT
    notice, is_new = Notice.objects.get_or_create(
        kind=kind,
        booking=booking,
        recipient=only_to or main_recipient,
        dedupe_key=dedupe_key,
        defaults={"due_at": due_at or now, "created_at": now, "broadcast": broadcast},
    )
    if is_new and not only_to:
        enqueue_copies(notice)
    return notice


def enqueue_copies(notice: Notice) -> None:
    """Enqueue a copy of a notice for each other recipient without one for this reason."""
    Notice.objects.bulk_create(_copies(notice), ignore_conflicts=True)


def enqueue_all(notices: Iterable[Notice]) -> None:
    """Enqueue unsaved notices of bookings and their copies, as `enqueue` does for each.

    Takes one query, besides reading the people of bookings that have none prefetched.
    """
    with_copies = [each for notice in notices for each in (notice, *_copies(notice))]
    Notice.objects.bulk_create(with_copies, ignore_conflicts=True)


def enqueue_as_they_are(notices: Iterable[Notice]) -> None:
    """Enqueue unsaved notices without copies for other recipients, in one query."""
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


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
    if is_same_email(booking.email, email):
        return Notice.CONTACT
    if booking.person_knows is False:
        return ""
    for person in booking.people.all():
        if person.role == Person.Role.COMES and is_same_email(person.email, email):
            return f"{Notice.PERSON}{person.pk}"
    return ""


def _copies(notice: Notice) -> list[Notice]:
    """Return unsaved copies of a notice for the other recipients."""
    return [
        Notice(
            kind=notice.kind,
            booking=notice.booking,
            recipient=recipient,
            dedupe_key=notice.dedupe_key,
            due_at=notice.due_at,
            created_at=notice.created_at,
            broadcast_id=notice.broadcast_id,
        )
        for recipient in _other_recipients(notice.kind, notice.the_booking)
    ]


def _other_recipients(kind: str, booking: Booking) -> list[str]:
    """Return the contact's other channels, and the people with an address of their own."""
    if kind in _SINGLE_RECIPIENT_KINDS:
        return []
    return [*_other_channels(kind, booking), *_people_with_email(booking)]


def _other_channels(kind: str, booking: Booking) -> list[str]:
    """Return the copies that the contact gets on the phone and on paper, besides the mail.

    Without an email address the text is no copy: it is how the notice to the contact goes out.
    """
    channels = []
    if booking.text_number and booking.email and kind in Notice.TEXTED:
        channels.append(Notice.CONTACT_TEXT)
    if booking.postal_address and kind in Notice.POSTED:
        channels.append(Notice.CONTACT_LETTER)
    return channels


def _people_with_email(booking: Booking) -> list[str]:
    """Return the people with an address other than the contact's, each address once."""
    if booking.person_knows is False:
        return []
    by_address: dict[str, str] = {}
    for person in booking.people.all():
        by_address.setdefault(normalise_email(person.email), f"{Notice.PERSON}{person.pk}")
    contact = {normalise_email(booking.email), ""}
    return [recipient for address, recipient in by_address.items() if address not in contact]


def hourly_dedupe_key(now: datetime) -> str:
    """Return the hour: what people ask for is sent at most once in it."""
    return f"asked {now:%Y-%m-%dT%H}"


def reminder_dedupe_key(session: Session) -> str:
    """Return the session's start in UTC. Moving the session drops the old reminder."""
    return session.starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
