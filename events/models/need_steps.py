"""The history of access needs."""

from django.db import models
from django.utils import timezone

from events.models.access import AccessNeed
from hub.encryption import EncryptedTextField


class AccessNeedStep(models.Model):
    """A step of an access need: its new state, and the words that the person read with it.

    `by` is empty for a step that a change of the booking or of the session has caused, or what a
    supplier answered. What was asked for at first has no step: see `AccessNeed.asked_at`.
    """

    need = models.ForeignKey(AccessNeed, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=20, choices=AccessNeed.State.choices)
    words = EncryptedTextField(max_length=1000, blank=True)
    by = models.ForeignKey(
        "hub.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"Step {self.pk}"
