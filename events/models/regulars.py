"""Contacts who are asked each time if they come, and what they were asked."""

import uuid

from django.db import models
from django.utils import timezone


class Regular(models.Model):
    """A contact to invite to each next session of a series.

    Stores no personal data: `booking` is the newest one, and its answers are carried over. The
    link to respond and stop is signed from `uid`. Deleting the row stops the invitations.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(
        "events.SeriesPage", on_delete=models.CASCADE, related_name="regulars"
    )
    booking = models.OneToOneField(
        "events.Booking", on_delete=models.CASCADE, related_name="regular"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Regular {self.pk}"


class Invitation(models.Model):
    """An invitation of a regular to a session. Without a response nothing is booked."""

    class Answer(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "Not this time"

    regular = models.ForeignKey(Regular, on_delete=models.CASCADE, related_name="invitations")
    session = models.ForeignKey(
        "events.Session", on_delete=models.CASCADE, related_name="invitations"
    )
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["regular", "session"], name="asked_once_per_session")
        ]

    def __str__(self) -> str:
        return f"Invitation {self.pk}"
