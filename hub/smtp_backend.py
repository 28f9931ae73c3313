"""Mail to addresses with letters of any script before the @ (SMTPUTF8, RFC 6531 and 6532).

Django writes such an address as an encoded word, which no mail server knows as an address.
"""

import email
import smtplib
from email.policy import SMTPUTF8
from email.utils import parseaddr

from django.core.mail.message import EmailMessage, sanitize_address
from django.utils.encoding import punycode

from hub.smtp_oauth import OAuthEmailBackend

UNSUPPORTED = 553  # mailbox name not allowed


class AddressNotSupported(smtplib.SMTPRecipientsRefused):
    """Raised when our mail server cannot write to an address. Trying again does not help."""


class InternationalEmailBackend(OAuthEmailBackend):
    def _send(self, email_message: EmailMessage) -> bool:
        readers = [parseaddr(reader)[1] for reader in email_message.recipients()]
        if all(reader.rpartition("@")[0].isascii() for reader in readers):
            return super()._send(email_message)  # type: ignore[misc]  # the stubs leave it out
        readers = [_with_ascii_domain(reader) for reader in readers]
        server = self.connection
        if server is None:
            return False
        server.ehlo_or_helo_if_needed()
        if not server.has_extn("smtputf8"):
            raise AddressNotSupported(dict.fromkeys(readers, (UNSUPPORTED, b"no SMTPUTF8")))
        mail = email.message_from_bytes(email_message.message().as_bytes(), policy=SMTPUTF8)
        del mail["To"]
        mail["To"] = ", ".join(readers)
        server.sendmail(
            sanitize_address(email_message.from_email, "utf-8"),
            readers,
            mail.as_bytes(),
            mail_options=["SMTPUTF8", "BODY=8BITMIME"],
        )
        return True


def _with_ascii_domain(address: str) -> str:
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{punycode(domain)}"
