"""Comparison of e-mail addresses: "ann@müller.example" is "ANN@xn--mller-kva.example" too."""

import idna
from django.db.models import Q


def normalise_email(address: str) -> str:
    """Return the address for comparison: in lower case, its domain in ASCII (RFC 5891)."""
    local, at, domain = address.strip().lower().rpartition("@")
    return f"{local}{at}{_to_ascii(domain)}"


def is_same_email(one: str, other: str) -> bool:
    return normalise_email(one) == normalise_email(other)


def email_spellings(address: str) -> list[str]:
    """Return the address in lower case as it is, with its domain in ASCII and in Unicode."""
    plain, normalised = address.strip().lower(), normalise_email(address)
    local, at, domain = normalised.rpartition("@")
    return list(dict.fromkeys([plain, normalised, f"{local}{at}{_to_unicode(domain)}"]))


def email_q(field: str, address: str) -> Q:
    """Return a filter of rows whose `field` holds this address, however it is spelled."""
    matches = Q()
    for spelling in email_spellings(address):
        matches |= Q(**{f"{field}__iexact": spelling})
    return matches


def _to_ascii(domain: str) -> str:
    try:
        return domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:  # no domain that exists: it equals itself only
        return domain


def _to_unicode(domain: str) -> str:
    try:
        return idna.decode(domain) if "xn--" in domain else domain
    except idna.IDNAError:
        return domain
