"""The last mail of a booking that is erased: it takes the session out of calendars."""

from datetime import datetime

from events.models import Booking, ErasedInvite, Notice
from hub.email_addresses import normalise_email

Kind = Notice.Kind


def invited_addresses(booking: Booking, *, now: datetime) -> dict[str, str]:
    """Return name by address of those whose calendar may still show the session, until it is over."""
    if booking.session.is_over(now):
        return {}
    names = {Notice.CONTACT: (booking.contact_name, booking.email)}
    if booking.person_knows is not False:
        for person in booking.people.all():
            names[f"{Notice.PERSON}{person.pk}"] = (person.name, person.email)
    for removed in booking.removed_people.all():
        names[removed.recipient] = (removed.name, removed.email)
    by_address: dict[str, tuple[str, str]] = {}
    for recipient in _still_invited(booking):
        name, email = names.get(recipient, ("", ""))
        by_address.setdefault(normalise_email(email), (email, name))
    by_address.pop("", None)
    return dict(by_address.values())


def enqueue_last_cancels(*, booking: Booking, now: datetime) -> int:
    """Enqueue a mail that takes the session out of each calendar. Return how many.

    Call it in the transaction that deletes the booking, before that. SEQUENCE is above all that was
    sent: the row is read again.
    """
    row = Booking.objects.select_related("session").get(pk=booking.pk)
    invites = [
        ErasedInvite(
            session=row.session,
            uid=row.uid,
            uid_domain=row.uid_domain,
            organizer_email=row.organizer_email,
            sequence=row.sequence + 1,
            attendance_mode=row.attendance_mode,
            discreet_title=row.discreet_title,
            created_at=row.created_at,
            name=name,
            email=email,
            erased_at=now,
        )
        for email, name in invited_addresses(row, now=now).items()
    ]
    for invite in invites:
        invite.save()
    Notice.objects.bulk_create(
        Notice(kind=Kind.ERASED, erased_invite=invite, due_at=now, created_at=now)
        for invite in invites
    )
    return len(invites)


def _still_invited(booking: Booking) -> list[str]:
    """Return the recipients of an invite that no later mail took back.

    A mail that was tried may have arrived; one that takes back counts when it is sent.
    """
    tried = booking.notices.filter(channel="", attempts__gt=0, dismissed_at=None)
    last: dict[str, str] = {}
    for notice in tried.filter(kind__in=[*Notice.INVITES, *Notice.CANCELS]).order_by("pk"):
        if notice.kind in Notice.INVITES or notice.sent_at:
            last[notice.recipient] = notice.kind
    return [recipient for recipient, kind in last.items() if kind in Notice.INVITES]
