"""The interface of providers of text messages and letters, and the errors that they raise.

TEXT_BACKEND and LETTER_BACKEND name a class each, as EMAIL_BACKEND does. It is made without
arguments for each pass of the worker, and for each callback. `events.texts.notify` is an example.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

REFERENCE_PREFIX = "notice-"  # the primary key of the notice follows


class DeliveryError(Exception):
    """A message that was not taken. Its text is never logged or stored: only its class is."""


class Refused(DeliveryError):
    """Raised when this message is never taken, such as for a wrong number. No retry."""


class ProviderUnavailable(DeliveryError):
    """Raised when the provider fails, or does not know us. This pass ends; all is tried again."""


class RateLimited(ProviderUnavailable):
    """Raised when we have sent too much for now."""


class Outcome(StrEnum):
    DELIVERED = "delivered"
    FAILED = "failed"  # for good
    PENDING = "pending"


@dataclass(frozen=True)
class Receipt:
    """What became of a message that the provider took as `provider_id`, with our `reference`."""

    provider_id: str
    reference: str
    outcome: Outcome
    problem: str = ""  # a word of the provider, without any number


@dataclass(frozen=True)
class Reply:
    """A text from `number`, in E.164. `reply_id` is the provider's."""

    reply_id: str
    number: str
    words: str


class TextBackend(Protocol):
    """A provider of text messages."""

    def send(self, *, to: str, text: str, reference: str) -> str:
        """Send a text to a number in E.164, and return the provider's id of it.

        `reference` is ours, and the same for each try. Raise DeliveryError. Any other error is
        taken as a failure of this one text, which is tried again.
        """

    def read_receipt(self, body: Mapping[str, Any]) -> Receipt:
        """Read the JSON of a callback about a message. Raise KeyError or ValueError for another."""

    def read_reply(self, body: Mapping[str, Any]) -> Reply:
        """Read the JSON of a callback with a text. Raise KeyError or ValueError for another."""


class LetterBackend(Protocol):
    """A provider that prints and posts letters."""

    def send_letter(
        self, *, address: Sequence[str], heading: str, body: str, reference: str
    ) -> str:
        """Post a letter, and return the provider's id of it.

        `address` begins with the name and has 3 to 7 lines. Raise DeliveryError.
        """


def text_backend() -> TextBackend:
    backend: TextBackend = import_string(settings.TEXT_BACKEND)()
    return backend


def letter_backend() -> LetterBackend:
    backend: LetterBackend = import_string(settings.LETTER_BACKEND)()
    return backend
