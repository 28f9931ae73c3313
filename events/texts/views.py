"""Callbacks of the provider of text messages, with a bearer token."""

import json
import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from events.channels import sends_texts
from events.public.views.decorators import private
from events.texts.backends import text_backend
from events.texts.receipts import store_receipt, store_reply

logger = logging.getLogger(__name__)

Body = dict[str, Any]


def callback(view: Callable[[Body], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Check the token of a callback, and pass its JSON on. Errors repeat nothing of it."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if not (sends_texts() and settings.TEXT_CALLBACK_TOKEN):
            raise Http404
        expected = f"Bearer {settings.TEXT_CALLBACK_TOKEN}"
        if not constant_time_compare(request.headers.get("Authorization", ""), expected):
            return HttpResponse(status=HTTPStatus.FORBIDDEN)
        try:
            return view(json.loads(request.body))
        except (KeyError, TypeError, ValueError):
            logger.warning("A callback of the text provider could not be read.")
            return HttpResponse(status=HTTPStatus.BAD_REQUEST)

    return csrf_exempt(require_POST(private(checked)))


@callback
def receipt(body: Body) -> HttpResponse:
    """Store what became of a text or a letter."""
    is_stored = store_receipt(receipt=text_backend().read_receipt(body), now=timezone.now())
    # It may come before we have stored the id: then the provider calls again.
    status = HTTPStatus.NO_CONTENT if is_stored else HTTPStatus.SERVICE_UNAVAILABLE
    return HttpResponse(status=status)


@callback
def reply(body: Body) -> HttpResponse:
    """Store what somebody texted back."""
    if not store_reply(reply=text_backend().read_reply(body), now=timezone.now()):
        logger.warning("A text came from a number that no booking has.")
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
