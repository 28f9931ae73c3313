"""Signed links of suppliers."""

from events.models import SupplierRequest
from events.suppliers.facts import with_needs
from hub.signed_links import UidSigner, UnknownLink

SIGNER = UidSigner(salt="events.suppliers")


def answer_address(request: SupplierRequest) -> str:
    """Return the absolute URL of the page on which a supplier answers."""
    return SIGNER.url("supplier_answer", request.uid)


def request_for(token: str) -> SupplierRequest:
    """Return the request with its session and needs. Raise UnknownLink if it is deleted."""
    found = with_needs(SupplierRequest.objects.filter(uid=SIGNER.uid_in(token))).first()
    if found is None:
        raise UnknownLink
    return found
