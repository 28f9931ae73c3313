"""Messages of organisers to the people of a session."""

from django.db import models
from django.utils import timezone


class Broadcast(models.Model):
    """A message from an organiser to many people of one session: one notice per recipient.

    Only `events.broadcasts` writes here. Each recipient is checked again on sending.
    """

    class AudienceType(models.TextChoices):
        COMING = "coming", "Everyone who has a place"
        WAITING = "waiting", "Everyone on the waiting list"
        NEED = "need", "Everyone who asked for one thing"

    session = models.ForeignKey(
        "events.Session", on_delete=models.CASCADE, related_name="broadcasts"
    )
    audience = models.CharField(
        max_length=10, choices=AudienceType.choices, default=AudienceType.COMING
    )
    option = models.ForeignKey(
        "events.AccessOption", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField(max_length=100)
    body = models.TextField(max_length=3000)
    # Idempotency key: the same form sent twice makes one broadcast.
    form_key = models.UUIDField(unique=True, editable=False)
    written_by = models.ForeignKey(
        "hub.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience="need", option__isnull=False)
                | (~models.Q(audience="need") & models.Q(option__isnull=True)),
                name="letter_names_its_option",
            )
        ]

    def __str__(self) -> str:
        return f"Letter {self.pk}"
