"""Calendar replies (RSVP)."""

from django.db import models
from django.utils import timezone


class Invited(models.Model):
    """A recipient of invites and the last calendar reply. Only `events.rsvp.apply` writes it."""

    class Answer(models.TextChoices):
        ACCEPTED = "ACCEPTED", "Yes"
        TENTATIVE = "TENTATIVE", "Maybe"
        DECLINED = "DECLINED", "No"

    calendar_answer = models.CharField(
        max_length=10, choices=Answer.choices, blank=True, editable=False
    )
    # DTSTAMP, by the calendar's own clock: an old reply that arrives late is known as old.
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


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
