"""Unfinished booking forms."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from events.retention import UNFINISHED_KEPT
from hub.encryption import EncryptedJSONField


class FormAttemptQuerySet(models.QuerySet):
    def unfinished(self, now: datetime) -> "FormAttemptQuerySet":
        """Return the attempts that can go on."""
        since = now - UNFINISHED_KEPT
        return self.filter(is_booked=False, started_at__gte=since).exclude(answers={})


class FormAttempt(models.Model):
    """One attempt at a booking form, with its answers until they are booked, for a day at most.

    The answers may be health data. `key` and `browser` are digests (see
    `events.public.views.wizard_storage`), so nobody can open a form with what is in the table.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    # Empty for a browser without cookies.
    browser = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    answers = EncryptedJSONField(default=dict, blank=True)
    stale_steps = models.JSONField(default=list, blank=True)
    # The booking that the attempt changes, was filled in from, or has made: deleted with it.
    booking = models.ForeignKey(
        "events.Booking", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    is_booked = models.BooleanField(default=False)  # made it, so the answers are empty
    # The session to book. None for a change of a booking.
    session = models.ForeignKey(
        "events.Session", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # What the link to go on is signed from, and where it was sent. Empty until someone asks for it.
    link_uid = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    email = models.EmailField(blank=True, editable=False)
    text_number = models.CharField(max_length=20, blank=True, editable=False)  # in E.164
    started_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)

    objects = FormAttemptQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Form attempt {self.pk}"

    @property
    def kept_until(self) -> datetime:
        return self.started_at + UNFINISHED_KEPT
