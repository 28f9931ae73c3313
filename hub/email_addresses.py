"""E-mail addresses of any script, and their comparison.

"ann@müller.example" is "ANN@xn--mller-kva.example" too.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

import idna
from django.core.validators import EmailValidator
from django.db import models
from django.db.models import Q
from django.utils.deconstruct import deconstructible

# Letters, marks, digits and pictures. Not spaces, controls and marks of direction.
_CATEGORIES = ("L", "M", "N", "S")


@deconstructible
class EmailAddressValidator(EmailValidator):
    """A validator that takes letters of any script before the @ too (RFC 6531)."""

    def __call__(self, value: str | None) -> None:
        local, at, domain = (value or "").rpartition("@")
        plain = "".join("x" if _is_foreign_letter(char) else char for char in local)
        super().__call__(f"{plain}{at}{domain}")


validate_email_address = EmailAddressValidator()


class EmailAddressModelField(models.EmailField):
    """A column for such an address. To migrations it is an `EmailField`."""

    default_validators = [validate_email_address]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs


def _is_foreign_letter(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char).startswith(_CATEGORIES)


def normalise_email(address: str) -> str:
    """Return the address for comparison: in lower case, its domain in ASCII (RFC 5891)."""
    address = unicodedata.normalize("NFC", address.strip().lower())
    local, at, domain = address.rpartition("@")
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
