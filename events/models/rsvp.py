"""Calendar replies that no service could apply."""

from django.db import models
from django.utils import timezone


class UnresolvedReply(models.Model):
    """A calendar reply that needs an organiser, reported once.

    Stores no personal data: the mail itself stays in its mailbox.
    """

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the mail.")
    reason = models.CharField(max_length=200)
    received_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Odd answer {self.pk}"
