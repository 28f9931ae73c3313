"""A connection to an IMAP mailbox (RFC 3501), with a password or with a token (XOAUTH2)."""

import imaplib
from contextlib import ExitStack
from typing import Self
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from hub import mail_oauth
from hub.loopback import is_loopback

TIMEOUT = 15.0  # seconds per server response

# Temporary errors, or errors for the operator. Their text can contain an address.
CONNECTION_ERRORS = (imaplib.IMAP4.error, OSError)

_EXAMPLE = "REPLIES_URL must look like imaps://user:password@host/INBOX"


class ImapConnection:
    """A connection with one folder selected, as a context manager. Raises `CONNECTION_ERRORS`."""

    def __init__(self, url: str) -> None:
        """Parse `imaps://user:password@host/INBOX`. Plain `imap` only to this machine."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:  # its message can contain the password
            raise ImproperlyConfigured(_EXAMPLE) from None
        self.host, self.folder = parts.hostname or "", unquote(parts.path).strip("/") or "INBOX"
        self.user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self.is_tls = parts.scheme == "imaps"
        is_private = self.is_tls or (parts.scheme == "imap" and is_loopback(self.host))
        if not (is_private and self.host and self.user):
            raise ImproperlyConfigured(_EXAMPLE)
        if not (self._password or settings.MAIL_OAUTH):
            raise ImproperlyConfigured(f"{_EXAMPLE}. Without a password it needs MAIL_OAUTH too.")
        self.port = port or (993 if self.is_tls else 143)

    @property
    def uses_token(self) -> bool:
        return not self._password

    def __enter__(self) -> Self:
        token = mail_oauth.access_token() if self.uses_token else ""
        with ExitStack() as stack:
            # The default TLS context of IMAPClient checks the certificate.
            self.client = stack.enter_context(
                IMAPClient(self.host, self.port, ssl=self.is_tls, timeout=TIMEOUT)
            )
            self._log_in(token)
            self.selected = self.client.select_folder(self.folder)
            self._open = stack.pop_all()
        return self

    def __exit__(self, *about: object) -> None:
        self._open.close()

    def _log_in(self, token: str) -> None:
        if token:
            self._log_in_with_token(token)
            return
        is_simple = f"{self.user}{self._password}".isascii()
        if self.client.has_capability("AUTH=PLAIN") or not is_simple:  # non-ASCII (RFC 4616)
            self.client.plain_login(self.user, self._password)
        else:
            self.client.login(self.user, self._password)

    def _log_in_with_token(self, token: str) -> None:
        words = mail_oauth.sasl_words(self.user, token)
        try:
            # A second challenge holds the reason; an empty answer to it ends the attempt.
            self.client.sasl_login("XOAUTH2", lambda challenge: "" if challenge else words)
        except LoginError:
            raise mail_oauth.refused() from None
