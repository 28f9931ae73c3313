"""What waits for an organiser and is not a need, a call or a failed mail."""

from django.db import models
from django.utils import timezone

from hub.encryption import EncryptedTextField


class OrganiserTaskQuerySet(models.QuerySet):
    def open(self) -> "OrganiserTaskQuerySet":
        """Return the open tasks, those with the nearest last day first."""
        return self.filter(done_at=None).order_by(
            models.F("due_on").asc(nulls_last=True), "session__starts_at", "pk"
        )


class OrganiserTask(models.Model):
    """Something an organiser must read or do. `words` may be health data: see `events.privacy`.

    Deleted with its booking. Without a booking it survives erasure, and `words` must identify nobody.
    """

    class Kind(models.TextChoices):
        REPLY_WORDS = "reply-words", "Words in an answer from a calendar"
        REPLY_UNCLEAR = "reply-unclear", "An answer from a calendar that changed nothing"
        REPLY_LATE = "reply-late", "An answer from a calendar that came too late"
        NEW_TIME = "new-time", "Another time asked for in a calendar"
        MAIL_BOUNCED = "mail-bounced", "Our emails come back"
        TEXT_WORDS = "text-words", "Words in a text message"
        TEXTS_STOPPED = "texts-stopped", "No more text messages, please"
        ANYTHING_ELSE = "anything-else", "Something more that they wrote"
        ARRANGEMENT_ENDED = "arrangement-ended", "Something is not needed any more"
        NEED_UNMET = "need-unmet", "Someone did not get what they asked for"
        SUPPLIER_BOOKED = "supplier-booked", "A supplier has said yes"
        SUPPLIER_CANNOT = "supplier-cannot", "A supplier has said no"
        DAY_NOTE = "day-note", "A note from the day"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="tasks")
    booking = models.ForeignKey(
        "events.Booking", null=True, blank=True, on_delete=models.CASCADE, related_name="tasks"
    )
    words = EncryptedTextField(max_length=2000, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # The same cause, such as one mail read twice, makes one task.
    dedupe_key = models.CharField(max_length=100, null=True, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        "hub.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OrganiserTaskQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"Task {self.pk}"
