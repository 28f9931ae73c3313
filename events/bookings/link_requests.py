"""Requests for the links of an address or a mobile number that somebody typed."""

import logging
from datetime import datetime

from django.db import DatabaseError, transaction

from events.bookings.links import send_links_again
from events.models import LinkRequest
from hub.error_location import error_location

logger = logging.getLogger(__name__)

BATCH_SIZE = 100  # then what is due in other jobs comes first


def request_links(*, now: datetime, email: str = "", text_number: str = "") -> None:
    """Store what was typed. Whether we know it is found out later, out of sight."""
    LinkRequest.objects.create(email=email, text_number=text_number, asked_at=now)


def answer_link_requests(*, now: datetime) -> int:
    """Enqueue the links asked for, and delete the requests. Return how many.

    Safe in several processes at once: each request is locked, and links are enqueued once an hour.
    One that fails is deleted too, so that it never holds up the others and the mails behind them.
    """
    keys = list(LinkRequest.objects.order_by("pk").values_list("pk", flat=True)[:BATCH_SIZE])
    for pk in keys:
        try:
            _answer(pk, now)
        except DatabaseError:
            raise
        except Exception as error:
            logger.error("Request %s for a lost link failed: %s", pk, error_location(error))
            LinkRequest.objects.filter(pk=pk).delete()
    return len(keys)


@transaction.atomic
def _answer(pk: int, now: datetime) -> None:
    request = LinkRequest.objects.select_for_update().filter(pk=pk).first()
    if request:  # otherwise another process was faster
        send_links_again(email=request.email, text_number=request.text_number, now=now)
        request.delete()
