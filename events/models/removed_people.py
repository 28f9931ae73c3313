from django.db import models
from django.utils import timezone


class RemovedPerson(models.Model):
    """Someone whom a change took off a booking that we had told them of, until they have heard of that.

    Apart from the people of a booking, so that nothing else can count or show them. Kept until the mail
    is sent or dropped, for a day at most. `to` is what notices call them: "person-" and the key they had.
    """

    booking = models.ForeignKey(
        "events.Booking", on_delete=models.CASCADE, related_name="taken_off"
    )
    to = models.CharField(max_length=30)
    name = models.CharField(max_length=150)
    email = models.EmailField()
    left_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "taken off"
        constraints = [
            models.UniqueConstraint(fields=["booking", "to"], name="taken_off_a_booking_once")
        ]

    def __str__(self) -> str:
        return f"Taken off {self.pk}"
