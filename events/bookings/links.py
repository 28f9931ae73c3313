"""Manage links: signed capability URLs, made on demand, stored nowhere and revocable."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from events.models import Booking, Notice, Person, Quote
from events.outbox import enqueue, hourly_dedupe_key, recipient_key_for
from hub.signed_links import RevocableUidSigner, UnknownLink

RENEWED = "new link "  # prefix of the notice's reason; the link version follows

_SIGNER = RevocableUidSigner(salt="events.booking.links")


def manage_token(booking: Booking) -> str:
    """Return the secret part of the manage URL."""
    return _SIGNER.token_for(booking.uid, version=booking.link_version)


def booking_for(token: str) -> Booking:
    """Return the booking with its session, page and series. Raise UnknownLink on any error."""
    bookings = Booking.objects.select_related("session__page", "session__series")
    booking = bookings.filter(uid=_SIGNER.unverified_uid_in(token)).first()
    if booking is None:
        raise UnknownLink
    _SIGNER.verify(token, booking.uid, version=booking.link_version)
    return booking


def quotes_by(token: str) -> list[Quote]:
    """Return the words that were allowed with this link, also when its booking is deleted.

    Raise UnknownLink for what is no link at all.
    """
    uid = _SIGNER.unverified_uid_in(token)
    return [
        quote
        for quote in Quote.objects.by_link(uid).select_related("session__page")
        if _is_signed(token, uid, quote.link_version)
    ]


def _is_signed(token: str, uid: UUID, version: int) -> bool:
    try:
        _SIGNER.verify(token, uid, version=version)
    except UnknownLink:
        return False
    return True


@transaction.atomic
def renew_link(*, booking: Booking, now: datetime) -> None:
    """Revoke every link ever sent for this booking and enqueue a new one for each recipient."""
    Booking.objects.filter(pk=booking.pk).update(link_version=F("link_version") + 1)
    booking.refresh_from_db(fields=["link_version"])
    Quote.objects.by_link(booking.uid).update(link_version=booking.link_version)
    enqueue(
        kind=Notice.Kind.BOOKING_LINK,
        booking=booking,
        now=now,
        dedupe_key=f"{RENEWED}{booking.link_version}",
    )


def send_links_again(*, now: datetime, email: str = "", text_number: str = "") -> None:
    """Enqueue the links of all coming bookings of an address, or of a number that gets texts.

    Do nothing if it is unknown. Include a past booking with `remember_needs` if no coming booking
    has the same identity. Other recipients of the booking get no copy. At most once an hour per
    booking.
    """
    email = email.strip()
    if not (email or text_number):
        return
    rows = Booking.objects.select_related("session").prefetch_related("people")
    known = (
        rows.filter(Booking.objects.address_q(email))
        if email
        else rows.filter(text_number=text_number)
    )
    coming = known.filter(session__ends_at__gt=now).exclude(state=Booking.State.CANCELLED)
    remembered = known.filter(session__ends_at__lte=now, remember_needs=True)
    bookings = list(coming.distinct())
    identities = {_identity_of(booking) for booking in bookings}
    for booking in remembered.order_by("-session__starts_at", "-pk").distinct():
        if _identity_of(booking) not in identities:
            identities.add(_identity_of(booking))
            bookings.append(booking)
    for booking in bookings:
        recipient = recipient_key_for(booking, email) if email else _texted_recipient(booking)
        if recipient:
            enqueue(
                kind=Notice.Kind.BOOKING_LINK,
                booking=booking,
                now=now,
                dedupe_key=hourly_dedupe_key(now),
                only_to=recipient,
            )


def _texted_recipient(booking: Booking) -> str:
    """Return the `Notice.recipient` of a text: for who has an email address too, it is a copy."""
    return Notice.CONTACT_TEXT if booking.email else Notice.CONTACT


def _identity_of(booking: Booking) -> tuple[int, frozenset[str]]:
    """Return the series and the names of those taking part, as far as they are retained."""
    people = booking.people.all()
    names = {person.name.casefold() for person in people if person.role == Person.Role.COMES}
    return booking.session.series_id, frozenset(names or {booking.contact_name.casefold()})
