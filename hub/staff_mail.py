"""Emails of Django and Wagtail to staff (password resets, comments), sent by the worker, so that no
request waits for the mail server. Emails to visitors use the outbox (`events.emails.delivery`).
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
from hub.mail_headers import AUTOMATIC, new_message_id
from hub.task_priority import TaskPriority

logger = logging.getLogger(__name__)

FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to")


class QueuedBackend(BaseEmailBackend):
    """An email backend that enqueues each email for the worker."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Enqueue the emails. Raise ValueError for attachments, which staff emails never have."""
        for mail in email_messages:
            send_mail.enqueue(_as_json(mail))
        return len(email_messages)


@task(priority=TaskPriority.STAFF_MAIL)
def send_mail(mail: dict[str, Any], attempts: int = 1) -> None:
    """Send one email. Retry failures for two days."""
    try:
        get_connection(settings.MAIL_SERVER_BACKEND).send_messages([_from_json(mail)])
    except Exception as error:
        # Log only the class of the error: its text contains addresses.
        logger.warning("Staff mail not sent, try %s: %s", attempts, type(error).__name__)
        if delay := retry_delay(attempts):
            send_mail.using(run_after=timezone.now() + delay).enqueue(mail, attempts + 1)


def _as_json(mail: EmailMessage) -> dict[str, Any]:
    """Return the mail with a Message-ID, so that it has the same one at each try."""
    if mail.attachments:
        raise ValueError("Mail with files goes through events.emails.delivery.")
    alternatives = getattr(mail, "alternatives", [])
    return {
        **{field: getattr(mail, field) for field in FIELDS},
        "headers": _with_ours(mail),
        "alternatives": [[each.content, each.mimetype] for each in alternatives],
    }


def _with_ours(mail: EmailMessage) -> dict[str, str]:
    ours = {"Message-ID": new_message_id(mail.from_email), **AUTOMATIC}
    theirs = {name.lower() for name in mail.extra_headers}
    missing = {name: value for name, value in ours.items() if name.lower() not in theirs}
    return {**mail.extra_headers, **missing}


def _from_json(mail: dict[str, Any]) -> EmailMessage:
    alternatives = [tuple(each) for each in mail["alternatives"]]
    return EmailMultiAlternatives(**{**mail, "alternatives": alternatives})
