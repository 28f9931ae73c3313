"""Mail that Django and Wagtail write to people who work here: a new password, a comment on a page.

They would send it while somebody waits for a page. Here the worker sends it, so a mail server that is slow or down
holds up nothing. What we write to visitors has a queue of its own (events/sending.py).
"""

import logging
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage, EmailMultiAlternatives
from django.utils import timezone
from django_tasks import task

from hub.backoff import retry_delay

logger = logging.getLogger(__name__)

WORDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


class QueuedBackend(BaseEmailBackend):
    """A mail backend that hands each mail to the worker."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Raises ValueError for a mail with a file, which nobody here sends."""
        for mail in email_messages:
            send_mail.enqueue(_as_json(mail))
        return len(email_messages)


@task()
def send_mail(mail: dict[str, Any], attempts: int = 1) -> None:
    """Send one mail, or try again later, for two days."""
    try:
        get_connection(settings.MAIL_SERVER_BACKEND).send_messages([_from_json(mail)])
    except Exception as error:
        # Only the name of the error: its text holds addresses.
        logger.warning("Staff mail not sent, try %s: %s", attempts, type(error).__name__)
        if wait := retry_delay(attempts):
            send_mail.using(run_after=timezone.now() + wait).enqueue(mail, attempts + 1)


def _as_json(mail: EmailMessage) -> dict[str, Any]:
    if mail.attachments:
        raise ValueError("Mail with files goes through events.sending.")
    also = getattr(mail, "alternatives", [])
    return {
        **{word: getattr(mail, word) for word in WORDS},
        "headers": mail.extra_headers,
        "alternatives": [[each.content, each.mimetype] for each in also],
    }


def _from_json(mail: dict[str, Any]) -> EmailMessage:
    alternatives = [tuple(each) for each in mail["alternatives"]]
    return EmailMultiAlternatives(**{**mail, "alternatives": alternatives})
