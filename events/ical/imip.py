"""The structure of a mail with a calendar message (iMIP, RFC 6047).

multipart/mixed
    multipart/alternative
        text/plain
        text/html
        text/calendar; charset=utf-8; method=REQUEST     what Outlook, Apple and Thunderbird read
    application/ics "invite.ics"                          the same bytes, for Gmail and opening by hand
"""

import re
from collections.abc import Mapping
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from typing import Any

from django.core.mail import EmailMultiAlternatives

from hub.mail_headers import AUTOMATIC, new_message_id

_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r$", re.MULTILINE)


class InviteMail(EmailMultiAlternatives):
    """A mail whose last alternative is a calendar message."""

    calendar: bytes
    method: str

    def _create_alternatives(self, msg: Message) -> Message:
        # Django's own attach_alternative takes text only, and sends it as 8bit. Bytes in base64
        # keep the CRLF line ends and pass any relay. Never a Content-Disposition: Thunderbird and
        # Outlook show answer buttons only for a part that is not an attachment.
        alternatives = super()._create_alternatives(msg)  # type: ignore[misc]
        part = MIMEBase("text", "calendar", charset="utf-8", method=self.method)
        part.set_payload(self.calendar)
        encode_base64(part)
        alternatives.attach(part)
        return alternatives


def build(
    *,
    subject: str,
    text: str,
    html: str,
    from_email: str,
    to: str,
    reply_to: str | None = None,
    calendar: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> EmailMultiAlternatives:
    """Build a mail to one recipient, with or without a calendar message.

    The mail has the METHOD inside `calendar`, or Outlook would reject it. `headers` override the
    defaults. Raises ValueError for a calendar without one METHOD.
    """
    arguments: dict[str, Any] = {
        "subject": subject,
        "body": text,
        "from_email": from_email,
        "to": [to],
        "reply_to": [reply_to] if reply_to else None,
        "headers": {
            "Message-ID": new_message_id(from_email),
            **AUTOMATIC,
            **(headers or {}),
        },
        "alternatives": [(html, "text/html")],
    }
    if calendar is None:
        return EmailMultiAlternatives(**arguments)
    methods = _METHOD.findall(calendar)
    if len(methods) != 1:
        raise ValueError("A calendar message needs one method.")
    mail = InviteMail(**arguments)
    mail.calendar, mail.method = calendar, methods[0].decode()
    mail.attach("invite.ics", calendar, "application/ics")
    return mail
