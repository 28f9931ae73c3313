"""Addresses that asked for news of new sessions, and the sessions told."""

import uuid

from django.db import models
from django.utils import timezone

from hub.email_addresses import EmailAddressModelField


class Subscriber(models.Model):
    """A subscriber to alerts about new sessions.

    Unconfirmed until the button behind the mailed link is pressed (double opt-in). Confirming
    replaces earlier choices of the address, which is in lower case. Deleting the row stops alerts.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = EmailAddressModelField()
    everything = models.BooleanField("all sessions", default=False)
    topics = models.ManyToManyField("hub.Topic", blank=True, related_name="+")
    areas = models.ManyToManyField("hub.Area", blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(confirmed_at__isnull=False),
                name="one_confirmed_follower_per_email",
            )
        ]
        indexes = [models.Index(fields=["email"])]

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"


class SessionAlert(models.Model):
    """A session known to a subscriber or announced by `notice`: at most one mail each."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="alerts")
    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="+")
    notice = models.ForeignKey(
        "events.Notice",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="session_alerts",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "session"], name="told_once_of_each_session"
            )
        ]

    def __str__(self) -> str:
        return f"Told {self.pk}"
