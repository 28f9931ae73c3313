"""Text messages and letters through GOV.UK Notify: https://docs.notifications.service.gov.uk."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from events.texts.backends import (
    DeliveryError,
    Outcome,
    ProviderUnavailable,
    RateLimited,
    Receipt,
    Refused,
    Reply,
)

TIMEOUT = 20  # seconds

# What each template holds: one placeholder, or a heading and a body.
TEXT_FIELD = "message"
LETTER_FIELDS = ("heading", "body")

# https://docs.notifications.service.gov.uk/rest-api.html#text-message-status-descriptions
_OUTCOMES = {
    "delivered": Outcome.DELIVERED,
    "permanent-failure": Outcome.FAILED,
    "temporary-failure": Outcome.FAILED,  # the phone was off for three days
    "technical-failure": Outcome.FAILED,
}


class NotifyBackend:
    """Both backends: `events.texts.backends.TextBackend` and `LetterBackend`."""

    def __init__(self) -> None:
        self._client = NotificationsAPIClient(
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_URL, timeout=TIMEOUT
        )

    def send(self, *, to: str, text: str, reference: str) -> str:
        return _send(
            self._client.send_sms_notification,
            phone_number=to,
            template_id=settings.NOTIFY_TEXT_TEMPLATE,
            personalisation={TEXT_FIELD: text},
            reference=reference,
        )

    def send_letter(
        self, *, address: Sequence[str], heading: str, body: str, reference: str
    ) -> str:
        lines = {f"address_line_{number}": line for number, line in enumerate(address, start=1)}
        return _send(
            self._client.send_letter_notification,
            template_id=settings.NOTIFY_LETTER_TEMPLATE,
            personalisation=lines | dict(zip(LETTER_FIELDS, (heading, body), strict=True)),
            reference=reference,
        )

    def read_receipt(self, body: Mapping[str, Any]) -> Receipt:
        status = str(body["status"])
        return Receipt(
            provider_id=str(body["id"]),
            reference=str(body["reference"] or ""),
            outcome=_OUTCOMES.get(status, Outcome.PENDING),
            problem=status,
        )

    def read_reply(self, body: Mapping[str, Any]) -> Reply:
        return Reply(
            reply_id=str(body["id"]),
            number=f"+{str(body['source_number']).removeprefix('+')}",
            words=str(body["message"]),
        )


def _send(post: Callable[..., dict[str, Any]], **message: object) -> str:
    try:
        return str(post(**message)["id"])
    except APIError as error:
        raise _error(error.status_code) from None  # its text can repeat the number


def _error(status: int) -> DeliveryError:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited()
    # 403: a wrong key or a wrong clock. An operator must put it right, and then all goes out.
    if status == HTTPStatus.FORBIDDEN or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ProviderUnavailable()
    return Refused()
