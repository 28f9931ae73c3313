"""Signed links of regulars, mailed to the contact and shown nowhere else."""

from uuid import UUID

from events.models import Regular
from hub.signed_links import UidSigner, UnknownLink

_SIGNER = UidSigner(salt="events.regulars")


def signed_token(regular: Regular) -> str:
    return _SIGNER.token_for(regular.uid)


def regular_for_token(token: str) -> Regular:
    """Return the regular with booking and series. Raise UnknownLink, whatever is wrong."""
    regulars = Regular.objects.select_related("series", "booking__session")
    try:
        return regulars.get(uid=_SIGNER.uid_in(token))
    except Regular.DoesNotExist:
        raise UnknownLink from None


def check_token(token: str) -> UUID:
    """Return the uid in a valid token, even of a deleted regular. Raise UnknownLink."""
    return _SIGNER.uid_in(token)


def page_address(regular: Regular) -> str:
    """Return the absolute URL of the page to respond and stop."""
    return _SIGNER.url("every_month", regular.uid)


def stop_address(regular: Regular) -> str:
    """Return the absolute URL for one-click unsubscribing (RFC 8058)."""
    return _SIGNER.url("every_month_stop", regular.uid)
