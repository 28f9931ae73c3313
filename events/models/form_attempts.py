"""Unfinished booking forms."""

from django.db import models
from django.utils import timezone


class FormAttempt(models.Model):
    """One attempt at a booking form, with its answers until they are booked, for a day at most.

    The answers may be health data. `key` and `browser` are digests (see
    `events.public.views.wizard_storage`), so nobody can open a form with what is in the table.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    # Empty for a browser without cookies.
    browser = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    answers = models.JSONField(default=dict, blank=True)
    stale_steps = models.JSONField(default=list, blank=True)
    # The booking that the attempt changes, was filled in from, or has made: deleted with it.
    booking = models.ForeignKey(
        "events.Booking", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    is_booked = models.BooleanField(default=False)  # made it, so the answers are empty
    started_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)

    def __str__(self) -> str:
        return f"Form attempt {self.pk}"
