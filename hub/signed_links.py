"""Tokens of capability URLs: the uid of a row and a signature, stored nowhere.

The salt is the purpose: a token of one opens nothing of another. Tokens signed with one of
`SECRET_KEY_FALLBACKS` still open. Never change a salt or a format: links are in mails already sent.
"""

import base64
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer, b64_encode
from django.http import Http404
from django.urls import reverse
from django.utils.crypto import salted_hmac


class UnknownLink(Http404):
    """Raised for an unknown or revoked link. Shown as an ordinary 404 page."""


class UidSigner:
    """Tokens of 76 characters: uid, dot, signature."""

    def __init__(self, *, salt: str) -> None:
        self._salt = salt

    def token_for(self, uid: UUID) -> str:
        return self._signer().sign(uid.hex)

    def url(self, name: str, uid: UUID) -> str:
        """Return the absolute URL of the view `name`, whose only argument is the token."""
        return settings.BASE_URL + reverse(name, args=[self.token_for(uid)])

    def uid_in(self, token: str) -> UUID:
        """Return the uid. Raise UnknownLink for any other than a signed token."""
        try:
            return UUID(self._signer().unsign(token))
        except (BadSignature, ValueError):
            raise UnknownLink from None

    def _signer(self) -> Signer:
        return Signer(salt=self._salt, sep=".")  # made anew, as it copies the keys from settings


class RevocableUidSigner:
    """Tokens of 44 characters: uid and a 128-bit signature, in base64.

    The signature covers a version that is only in the row: raise it to revoke earlier tokens.
    """

    def __init__(self, *, salt: str) -> None:
        self._salt = salt

    def token_for(self, uid: UUID, *, version: int) -> str:
        return _encode(uid) + self._signer().signature(f"{uid.hex}.{version}")

    def unverified_uid_in(self, token: str) -> UUID:
        """Return the uid of the row whose version `verify` needs, or raise UnknownLink."""
        try:
            return UUID(bytes=base64.urlsafe_b64decode(f"{token[:22]}=="))
        except ValueError:
            raise UnknownLink from None

    def verify(self, token: str, uid: UUID, *, version: int) -> None:
        """Raise UnknownLink unless the token is of this uid and version."""
        try:
            self._signer().unsign(f"{uid.hex}.{version}:{token.removeprefix(_encode(uid))}")
        except BadSignature:
            raise UnknownLink from None

    def _signer(self) -> Signer:
        return _ShortSigner(salt=self._salt)


class _ShortSigner(Signer):
    """A Signer whose signatures are half as long."""

    def signature(self, value: str | bytes, key: str | bytes | None = None) -> str:
        digest = salted_hmac(self.salt, value, secret=key or self.key, algorithm="sha256").digest()
        return b64_encode(digest[:16]).decode()


def _encode(uid: UUID) -> str:
    return b64_encode(uid.bytes).decode()
