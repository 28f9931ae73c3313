"""Counts that outlive what they were counted from."""

from datetime import date

from django.db import models
from django.db.models import F


class SessionCountQuerySet(models.QuerySet):
    def add(
        self,
        *,
        topic: str,
        label: str,
        answer: str,
        session: "models.Model | None",
        held_on: date,
        number: int = 1,
    ) -> None:
        """Count so many more. Safe at the same moment in several processes."""
        row, _ = self.get_or_create(
            session=session,
            topic=topic,
            label=label,
            answer=answer,
            defaults={"held_on": held_on},
        )
        self.filter(pk=row.pk).update(number=F("number") + number)


class SessionCount(models.Model):
    """How many people of one session something was so for. It names nobody and is never deleted.

    No time, and no link to whoever was counted. Numbers under 5 are never published: see
    `events.insights.publication`.
    """

    class Topic(models.TextChoices):
        SESSION = (
            "session",
            "Counted",
        )  # once for each session; label: its time slot, like "2 morning"
        NEED = "need", "Asked for"  # label: the option as it was read; answer: an Outcome
        GOT_IT = "got-it", "Got what they asked for"  # the same labels; answer: a Feedback.GotIt
        PEOPLE = "people", "Had a place"  # label: its time slot; answer: the mode
        MISSED = "missed", "Did not take part"  # answer: a Missed

    class Outcome(models.TextChoices):
        IN_TIME = "in-time", "Ready in time"
        LATE = "late", "Ready late"
        NOT_POSSIBLE = "not-possible", "Not possible"
        OPEN = "open", "Not answered"

    class Missed(models.TextChoices):
        WAITING = "waiting", "Still on the waiting list"
        CANCELLED = "cancelled", "Cancelled"
        STAYED_AWAY = "stayed-away", "Had a place and did not come"

    # The session may be deleted. What was counted stays.
    session = models.ForeignKey(
        "events.Session", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    held_on = models.DateField(db_index=True)
    topic = models.CharField(max_length=10, choices=Topic.choices)
    label = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=20, blank=True)
    number = models.PositiveIntegerField(default=0)

    objects = SessionCountQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "topic", "label", "answer"], name="counted_once_per_session"
            )
        ]

    def __str__(self) -> str:
        return f"Count {self.pk}"
