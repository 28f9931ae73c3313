"""Signed links of regulars, mailed to the contact and shown nowhere else."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from events.bookings import UnknownLink
from events.models import Regular


def signed_token(regular: Regular) -> str:
    return _signer().sign(regular.uid.hex)


def regular_for_token(secret: str) -> Regular:
    """Return the regular with booking and series. Raise UnknownLink, whatever is wrong."""
    regulars = Regular.objects.select_related("series", "booking__session")
    try:
        return regulars.get(uid=_uid(secret))
    except Regular.DoesNotExist:
        raise UnknownLink from None


def check_token(secret: str) -> UUID:
    """Return the uid in a valid token, even of a deleted regular. Raise UnknownLink."""
    return _uid(secret)


def page_address(regular: Regular) -> str:
    """Return the absolute URL of the page to respond and stop."""
    return settings.BASE_URL + reverse("every_month", args=[signed_token(regular)])


def stop_address(regular: Regular) -> str:
    """Return the absolute URL for one-click unsubscribing (RFC 8058)."""
    return settings.BASE_URL + reverse("every_month_stop", args=[signed_token(regular)])


def _uid(secret: str) -> UUID:
    try:
        return UUID(_signer().unsign(secret))
    except (BadSignature, ValueError):
        raise UnknownLink from None


def _signer() -> Signer:
    return Signer(salt="events.regulars", sep=".")
