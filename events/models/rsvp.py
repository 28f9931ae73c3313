from django.db import models
from django.utils import timezone


class Invited(models.Model):
    """Who gets invites, and what their calendar last answered. Only `events.answers` writes that."""

    class Answer(models.TextChoices):
        ACCEPTED = "ACCEPTED", "Yes"
        TENTATIVE = "TENTATIVE", "Maybe"
        DECLINED = "DECLINED", "No"

    calendar_answer = models.CharField(
        max_length=10, choices=Answer.choices, blank=True, editable=False
    )
    # By the clock of their calendar (DTSTAMP), so that an old answer that arrives late is known as old.
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class UnresolvedReply(models.Model):
    """An answer that needs a person, to tell the organisers about once.

    Holds nothing personal: the mail itself stays in the mailbox that it came to.
    """

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the mail.")
    reason = models.CharField(max_length=200)
    came_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Odd answer {self.pk}"
