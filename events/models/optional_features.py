"""Models of the optional features. They stay when a feature is taken out, with what is kept."""

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


class Subscriber(models.Model):
    """A subscriber to alerts about new sessions.

    Unconfirmed until the button behind the mailed link is pressed (double opt-in). Confirming
    replaces earlier choices of the address, which is in lower case. Deleting the row stops alerts.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField()
    everything = models.BooleanField("all sessions", default=False)
    topics = models.ManyToManyField("hub.Topic", blank=True, related_name="+")
    areas = models.ManyToManyField("hub.Area", blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(confirmed_at__isnull=False),
                name="one_confirmed_follower_per_email",
            )
        ]
        indexes = [models.Index(fields=["email"])]

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"


class SessionAlert(models.Model):
    """A session known to a subscriber or announced by `notice`: at most one mail each."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="alerts")
    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="+")
    notice = models.ForeignKey(
        "events.Notice",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="session_alerts",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "session"], name="told_once_of_each_session"
            )
        ]

    def __str__(self) -> str:
        return f"Told {self.pk}"


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
    how_it_was = models.TextField("how it was", max_length=2000, blank=True)
    do_better = models.TextField("what to do better", max_length=2000, blank=True)
    # Idempotency key: the same form sent twice is saved once.
    form_key = models.UUIDField(unique=True, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"Feedback {self.pk}"


class UnresolvedReply(models.Model):
    """A calendar reply that needs an organiser, reported once.

    Stores no personal data: the mail itself stays in its mailbox.
    """

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the mail.")
    reason = models.CharField(max_length=200)
    received_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Odd answer {self.pk}"
