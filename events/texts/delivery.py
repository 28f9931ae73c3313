"""Delivery of texts and letters, by the rules of the outbox: see `events.emails.delivery`.

Each has a pass of its own, so that a provider that fails holds up no mail.
"""

import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError
from django.db.models import Q

from events.bookings.notices import waking_hours
from events.emails.delivery import claim, close, reschedule, snapshot_fields
from events.models import Notice
from events.texts.backends import (
    REFERENCE_PREFIX,
    LetterBackend,
    ProviderUnavailable,
    Refused,
    TextBackend,
    letter_backend,
    text_backend,
)
from events.texts.compose import compose_text
from events.texts.letters import compose_letter
from events.texts.routes import letter_route, text_route

Channel = Notice.Channel

# Sends what a notice says, and returns the provider's id. None if it is no longer relevant.
Send = Callable[[Notice, datetime], str | None]
Stop = Callable[[], bool]


def never() -> bool:
    return False


def send_due_texts(*, now: datetime, limit: int = 100, stop: Stop = never) -> Counter[str]:
    """Send due texts, between 8am and 8pm in London. Return the number of each outcome."""
    if waking_hours(now) > now or not (pending := _due(text_route(), now, limit)):
        return Counter()
    return _send_all(pending, Channel.TEXT, _text_sender(text_backend()), now, stop)


def send_due_letters(*, now: datetime, limit: int = 100, stop: Stop = never) -> Counter[str]:
    """Post due letters, and return the number of each outcome."""
    if not (pending := _due(letter_route(), now, limit)):
        return Counter()
    return _send_all(pending, Channel.LETTER, _letter_sender(letter_backend()), now, stop)


def reference_of(notice: Notice) -> str:
    return f"{REFERENCE_PREFIX}{notice.pk}"


def _text_sender(backend: TextBackend) -> Send:
    def send(notice: Notice, now: datetime) -> str | None:
        message = compose_text(notice, now)
        if message is None:
            return None
        return backend.send(to=message.to, text=message.text, reference=reference_of(notice))

    return send


def _letter_sender(backend: LetterBackend) -> Send:
    def send(notice: Notice, now: datetime) -> str | None:
        letter = compose_letter(notice, now)
        if letter is None:
            return None
        return backend.send_letter(
            address=letter.address,
            heading=letter.heading,
            body=letter.body,
            reference=reference_of(notice),
        )

    return send


def _due(route: Q, now: datetime, limit: int) -> list[int]:
    return list(Notice.objects.due(now).filter(route).values_list("pk", flat=True)[:limit])


def _send_all(
    pending: list[int], channel: Channel, send: Send, now: datetime, stop: Stop
) -> Counter[str]:
    started = time.monotonic()
    counts: Counter[str] = Counter()
    for pk in pending:
        moment = now + timedelta(seconds=time.monotonic() - started)
        if stop():
            break
        if notice := claim(pk, moment, channel):
            outcome, may_continue = _deliver(notice, send, moment)
            counts[outcome] += 1
            if not may_continue:
                break
    return counts


def _deliver(notice: Notice, send: Send, now: datetime) -> tuple[str, bool]:
    """Send one message and store its outcome. Return the outcome and whether to continue."""
    try:
        provider_id = send(notice, now)
        if provider_id is None:
            close(notice, dismissed_at=now)
            return "dropped", True
    except DatabaseError:
        raise
    except Exception as error:
        outcome = reschedule(notice, error, now, may_retry=not isinstance(error, Refused))
        return outcome, not isinstance(error, ProviderUnavailable)
    facts: dict[str, Any] = {"sent_at": now, "problem": "", "provider_id": provider_id}
    close(notice, **facts, **snapshot_fields(notice))
    return "sent", True
