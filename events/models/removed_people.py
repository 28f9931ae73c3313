"""People removed from bookings."""

from django.db import models
from django.utils import timezone


class RemovedPerson(models.Model):
    """A person removed from a booking after a notice about it, until notified of the removal.

    Separate from `Person`, so that nothing else can count or show the row. Kept until the mail is
    sent or dropped, for one day at most. `recipient` is as in `Notice.recipient`: "person-" and the former pk.
    """

    booking = models.ForeignKey(
        "events.Booking", on_delete=models.CASCADE, related_name="removed_people"
    )
    recipient = models.CharField(max_length=30)
    name = models.CharField(max_length=150)
    email = models.EmailField()
    left_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "taken off"
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "recipient"], name="taken_off_a_booking_once"
            )
        ]

    def __str__(self) -> str:
        return f"Taken off {self.pk}"
