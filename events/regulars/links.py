"""Signed links of regulars, mailed to the contact and shown nowhere else."""

from events.models import Regular
from hub.signed_links import UidSigner

SIGNER = UidSigner(salt="events.regulars")


def regular_for_token(token: str) -> Regular | None:
    """Return the regular with booking and series, or None if deleted. Raise UnknownLink."""
    regulars = Regular.objects.select_related("series", "booking__session")
    return regulars.filter(uid=SIGNER.uid_in(token)).first()


def page_address(regular: Regular) -> str:
    """Return the absolute URL of the page to respond and stop."""
    return SIGNER.url("every_month", regular.uid)


def stop_address(regular: Regular) -> str:
    """Return the absolute URL for one-click unsubscribing (RFC 8058)."""
    return SIGNER.url("every_month_stop", regular.uid)
