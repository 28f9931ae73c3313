"""Requests for lost links. `events.bookings.link_requests` answers them."""

from django.db import models
from django.utils import timezone

from hub.encryption import EncryptedTextField


class LinkRequest(models.Model):
    """An address, or a mobile number in E.164, that somebody typed to get links. We may not know it.

    It is looked up by the worker: the page answers the same, and as fast, for everyone. It is
    deleted once answered.
    """

    email = EncryptedTextField(blank=True)
    text_number = EncryptedTextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Request {self.pk}"
