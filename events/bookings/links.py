"""Manage links: signed capability URLs, made on demand, stored nowhere and revocable."""

import base64
import binascii
import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.http import Http404
from django.utils.crypto import constant_time_compare, salted_hmac

from events.models import Booking, Notice, Person
from events.outbox import enqueue, recipient_key_for

RENEWED = "new link "  # prefix of the notice's reason; the link version follows

_SALT = "events.booking.links"
_SIGNATURE_BYTES = 16  # 128 bits of HMAC-SHA256


class UnknownLink(Http404):
    """Raised for an unknown or revoked link. Shown as an ordinary 404 page."""


def manage_token(booking: Booking) -> str:
    """Return the secret part of the manage URL: the booking's uid and its signature."""
    return f"{_encode(booking.uid.bytes)}{_signature(booking, settings.SECRET_KEY)}"


def booking_for(token: str) -> Booking:
    """Return the booking with its session, page and series. Raise UnknownLink on any error."""
    try:
        uid = uuid.UUID(bytes=base64.urlsafe_b64decode(f"{token[:22]}=="))
    except (ValueError, binascii.Error):
        raise UnknownLink from None
    bookings = Booking.objects.select_related("session__page", "session__series")
    booking = bookings.filter(uid=uid).first()
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if booking is None or not any(
        constant_time_compare(token, f"{_encode(uid.bytes)}{_signature(booking, key)}")
        for key in keys
    ):
        raise UnknownLink
    return booking


def revoke_link(*, booking: Booking) -> None:
    """Revoke every link ever sent for this booking. A new one can be sent."""
    Booking.objects.filter(pk=booking.pk).update(link_version=F("link_version") + 1)
    booking.refresh_from_db(fields=["link_version"])


@transaction.atomic
def renew_link(*, booking: Booking, now: datetime) -> None:
    """Revoke the links of a booking and enqueue a new one for each recipient."""
    revoke_link(booking=booking)
    enqueue(
        kind=Notice.Kind.LINK, booking=booking, now=now, reason=f"{RENEWED}{booking.link_version}"
    )


def send_links_again(*, email: str, now: datetime) -> None:
    """Enqueue the links of all coming bookings of an address. Do nothing if it is unknown.

    Include a past booking with `remember_needs` if no coming booking has the same identity. Other
    recipients of the booking get no copy. At most once an hour per booking.
    """
    email = email.strip()
    if not email:
        return
    theirs = Q(email__iexact=email) | Q(people__email__iexact=email)
    known = Booking.objects.filter(theirs).select_related("session").prefetch_related("people")
    coming = known.filter(session__ends_at__gt=now).exclude(state=Booking.State.CANCELLED)
    remembered = known.filter(session__ends_at__lte=now, remember_needs=True)
    found = list(coming.distinct())
    have = {_identity_of(booking) for booking in found}
    for booking in remembered.order_by("-session__starts_at", "-pk").distinct():
        if _identity_of(booking) not in have:
            have.add(_identity_of(booking))
            found.append(booking)
    reason = f"asked {now:%Y-%m-%dT%H}"
    for booking in found:
        if to := recipient_key_for(booking, email):
            enqueue(kind=Notice.Kind.LINK, booking=booking, now=now, reason=reason, only_to=to)


def _identity_of(booking: Booking) -> tuple[int, frozenset[str]]:
    """Return the series and the names of those taking part, as far as they are retained."""
    people = booking.people.all()
    names = {person.name.casefold() for person in people if person.role == Person.Role.COMES}
    return booking.session.series_id, frozenset(names or {booking.contact_name.casefold()})


def _signature(booking: Booking, key: str | bytes) -> str:
    said = f"{booking.uid.hex}.{booking.link_version}"
    digest = salted_hmac(_SALT, said, secret=key, algorithm="sha256").digest()
    return _encode(digest[:_SIGNATURE_BYTES])


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
