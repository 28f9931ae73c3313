"""The secret address of a regular's page. It goes by mail to the contact and is shown nowhere else."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from events.bookings import UnknownLink
from events.models import Regular


def signed_token(regular: Regular) -> str:
    return _signer().sign(regular.uid.hex)


def regular_for_token(secret: str) -> Regular:
    """The regular with this secret, their newest booking, and the series. Raises UnknownLink, whatever is wrong."""
    regulars = Regular.objects.select_related("series", "booking__session")
    try:
        return regulars.get(uid=_uid(secret))
    except Regular.DoesNotExist:
        raise UnknownLink from None


def check_token(secret: str) -> UUID:
    """The number in a secret that we have made, also when the regular is gone. Raises UnknownLink."""
    return _uid(secret)


def page_address(regular: Regular) -> str:
    """The whole address of the page on which they answer and stop."""
    return settings.BASE_URL + reverse("every_month", args=[signed_token(regular)])


def stop_address(regular: Regular) -> str:
    """The whole address at which a mail program can stop it by itself (RFC 8058)."""
    return settings.BASE_URL + reverse("every_month_stop", args=[signed_token(regular)])


def _uid(secret: str) -> UUID:
    try:
        return UUID(_signer().unsign(secret))
    except (BadSignature, ValueError):
        raise UnknownLink from None


def _signer() -> Signer:
    return Signer(salt="events.regulars", sep=".")
