"""Links to go on with an unfinished booking form, on any device."""

import uuid
from datetime import datetime

from django.db import transaction

from events.models import FormAttempt, Notice
from hub.signed_links import UidSigner

_SIGNER = UidSigner(salt="events.form_attempt.links")


def form_link(attempt: FormAttempt) -> str:
    """Return the absolute URL. It opens the form without the cookie of the browser it is in."""
    return _SIGNER.url("form_link", attempt.link_uid or uuid.UUID(int=0))


def attempt_for(token: str, *, now: datetime) -> FormAttempt | None:
    """Return the unfinished form, or None if it is booked or gone. Raise UnknownLink."""
    uid = _SIGNER.uid_in(token)
    unfinished = FormAttempt.objects.unfinished(now).filter(link_uid=uid, session__isnull=False)
    return unfinished.select_related("session__page", "session__series").first()


@transaction.atomic
def send_form_link(
    *, attempt: FormAttempt, now: datetime, email: str = "", text_number: str = ""
) -> None:
    """Enqueue the link as a mail, or as a text if there is a number (in E.164).

    Whoever reads the mail or the text can then read the answers.
    """
    attempt.link_uid = attempt.link_uid or uuid.uuid4()
    attempt.email, attempt.text_number = "" if text_number else email, text_number
    attempt.save(update_fields=["link_uid", "email", "text_number"])
    Notice.objects.create(
        kind=Notice.Kind.FORM_LINK,
        form_attempt=attempt,
        recipient=Notice.CONTACT_TEXT if text_number else Notice.CONTACT,
        due_at=now,
        created_at=now,
    )
