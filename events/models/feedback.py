"""What people say after a session."""

from django.db import models
from django.utils import timezone

from hub.encryption import EncryptedTextField


class Feedback(models.Model):
    """Anonymous feedback, linked to a session, never to a person or a booking."""

    class GotIt(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Some of it"
        NO = "no", "No"
        NOT_ASKED = "not-asked", "I did not ask for anything"

    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="feedback")
    needs_met = models.CharField(
        "got what they asked for", max_length=10, choices=GotIt.choices, blank=True
    )
    how_it_was = EncryptedTextField("how it was", max_length=2000, blank=True)
    do_better = EncryptedTextField("what to do better", max_length=2000, blank=True)
    # Idempotency key: the same form sent twice is saved once.
    form_key = models.UUIDField(unique=True, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"Feedback {self.pk}"
