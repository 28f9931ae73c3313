"""SMTP with a token in place of a password (XOAUTH2)."""

import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from hub import mail_oauth

PERMANENT = 500  # and above: the same again does not help


class OAuthEmailBackend(EmailBackend):
    """Logs in with a token if EMAIL_URL has a name and no password, and MAIL_OAUTH is set."""

    def open(self) -> bool | None:
        if not self._uses_token():
            return super().open()
        if self.connection:
            return False
        try:
            token = mail_oauth.access_token()  # first, as the server does not wait long
            super().open()
            self._log_in(token)
        except OSError:
            with suppress(OSError):
                self.close()
            if not self.fail_silently:
                raise
            return None
        return True

    def _uses_token(self) -> bool:
        return bool(settings.MAIL_OAUTH and self.username and not self.password)

    def _log_in(self, token: str) -> None:
        server = self.connection
        if server is None:  # super() failed silently
            return
        server.ehlo_or_helo_if_needed()
        if "XOAUTH2" not in server.esmtp_features.get("auth", "").upper().split():
            raise smtplib.SMTPNotSupportedError("no XOAUTH2")
        words = mail_oauth.sasl_words(self.username, token)
        try:
            # The challenge holds the reason; an empty answer to it ends the attempt.
            server.auth("XOAUTH2", lambda challenge=None: "" if challenge else words)
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code < PERMANENT:
                raise
            raise mail_oauth.refused() from None
