"""The outbox. `events.outbox` enqueues notices, `events.emails.delivery` sends them."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from .bookings import Booking


class NoticeQuerySet(models.QuerySet):
    def open(self) -> "NoticeQuerySet":
        return self.filter(sent_at=None, dismissed_at=None, failed_at=None)

    def failed(self) -> "NoticeQuerySet":
        """Return the notices that failed and are not dismissed: see `events.outbox.dismiss`.

        Without texts to contacts who have no email address: they are phoned instead.
        """
        failed = self.filter(failed_at__isnull=False, dismissed_at=None)
        return failed.exclude(
            channel=Notice.Channel.TEXT, recipient=Notice.CONTACT, booking__email=""
        )

    def with_calendar_file(self) -> "NoticeQuerySet":
        """Return the notices that went out with a calendar file and what it said."""
        return self.filter(has_calendar_file=True, sent_at__isnull=False).exclude(snapshot={})

    def due(self, now: datetime) -> "NoticeQuerySet":
        """Return the open notices due by now that no other process has claimed."""
        return self.open().filter(
            models.Q(claimed_until=None) | models.Q(claimed_until__lte=now), due_at__lte=now
        )


def _has_one_subject() -> models.Q:
    names = (
        *("booking", "invitation", "subscriber", "form_attempt", "erased_invite"),
        "supplier_request",
    )
    condition = models.Q()
    for name in names:
        condition |= models.Q(**{f"{other}__isnull": other != name for other in names})
    return condition


class Notice(models.Model):
    """A message in the outbox. Stores no text and no address: both are read on sending.

    Exactly one of `booking`, `invitation` (to a regular), `subscriber`, `form_attempt`,
    `erased_invite` and `supplier_request` is set.
    `broadcast` is the one to send to the people of a booking.
    """

    class Kind(models.TextChoices):
        CONFIRMATION = "confirmation", "You have booked"
        CHANGE = "change", "Your booking has changed"
        ANSWER = "answer", "An answer from us"
        CANCELLATION = "cancellation", "Your booking is cancelled"
        WAITING = "waiting", "You are on the waiting list"
        OFFER = "offer", "A place is free"
        PROMOTED = "promoted", "You have a place"
        SESSION_MOVED = "session-moved", "The session has moved"
        SESSION_CANCELLED = "session-cancelled", "The session is cancelled"
        SESSION_RESTORED = "session-restored", "The session is on again"
        SESSION_RETITLED = "session-retitled", "What we will talk about"
        REMINDER_WEEK = "reminder-week", "In a week"
        REMINDER_DAY = "reminder-day", "Tomorrow"
        REMINDER_HOUR = "reminder-hour", "In an hour"
        THANKS = "thanks", "Thank you for coming"
        BOOKING_LINK = "link", "Your link again"
        PERSONAL_FEED = "own-feed", "Your own calendar"
        ORGANISER_NEEDS = "organiser-needs", "Someone has asked for something"
        PERSON_REMOVED = "taken-off", "You are not on a booking any more"
        BROADCAST = "letter", "A message from the organisers"
        INVITATION = "invitation", "Coming this time?"
        SUBSCRIPTION_CONFIRMATION = "follow", "Confirm your email address"
        SESSION_ALERT = "news", "New sessions"
        FORM_LINK = "form-link", "Go on with your booking"
        ERASED = "erased", "Out of your calendar"
        DECLINE_CHECK = "said-no", "Is this No right?"
        SUPPLIER_REQUEST = "supplier", "What we ask a supplier"

    class Channel(models.TextChoices):
        TEXT = "text", "Text message"
        LETTER = "letter", "Letter by post"

    # Kinds that a text says too. See `templates/texts`.
    TEXTED = (
        Kind.CONFIRMATION,
        Kind.WAITING,
        Kind.OFFER,
        Kind.PROMOTED,
        Kind.CHANGE,
        Kind.ANSWER,
        Kind.CANCELLATION,
        Kind.SESSION_MOVED,
        Kind.SESSION_CANCELLED,
        Kind.SESSION_RESTORED,
        Kind.REMINDER_DAY,
        Kind.REMINDER_HOUR,
        Kind.THANKS,
        Kind.BOOKING_LINK,
    )
    # Kinds that a letter says too: what stays true for the days of the post. See `templates/letters`.
    POSTED = (
        Kind.CONFIRMATION,
        Kind.PROMOTED,
        Kind.CANCELLATION,
        Kind.SESSION_MOVED,
        Kind.SESSION_CANCELLED,
        Kind.SESSION_RESTORED,
    )

    # Kinds whose mail says how far each access need is.
    SHOWS_NEEDS = (
        Kind.CONFIRMATION,
        Kind.WAITING,
        Kind.CHANGE,
        Kind.ANSWER,
        Kind.SESSION_MOVED,
        Kind.SESSION_RESTORED,
        Kind.REMINDER_WEEK,
        Kind.REMINDER_DAY,
    )
    # Kinds with a calendar file that adds the session, or changes it; and that takes it out.
    INVITES = (
        Kind.CONFIRMATION,
        Kind.CHANGE,
        Kind.PROMOTED,
        Kind.SESSION_MOVED,
        Kind.SESSION_RESTORED,
        Kind.SESSION_RETITLED,
    )
    CANCELS = (Kind.CANCELLATION, Kind.SESSION_CANCELLED, Kind.PERSON_REMOVED)

    # Values of `recipient`: the contact of the booking, the organisers, or one attendee.
    CONTACT = "contact"
    ORGANISERS = "organisers"
    # A copy for the contact's mobile phone, besides the mail; and one on paper.
    CONTACT_TEXT = "contact-text"
    CONTACT_LETTER = "contact-letter"
    PERSON = "person-"  # followed by the person's pk

    kind = models.CharField(max_length=20, choices=Kind.choices)
    booking = models.ForeignKey(
        "events.Booking", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    broadcast = models.ForeignKey(
        "events.Broadcast", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    invitation = models.ForeignKey(
        "events.Invitation", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    subscriber = models.ForeignKey(
        "events.Subscriber", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    form_attempt = models.ForeignKey(
        "events.FormAttempt",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notices",
    )
    erased_invite = models.ForeignKey(
        "events.ErasedInvite",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notices",
    )
    supplier_request = models.ForeignKey(
        "events.SupplierRequest",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notices",
    )
    recipient = models.CharField(max_length=30, default=CONTACT)
    # How it went out, or was tried. Empty: by email.
    channel = models.CharField(max_length=10, choices=Channel.choices, blank=True, editable=False)
    provider_id = models.CharField(max_length=64, blank=True, editable=False)
    delivered_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Part of the unique key: a second notice of a kind to a recipient needs another reason.
    dedupe_key = models.CharField(max_length=80, blank=True)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    dismissed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="It was no longer right to send this."
    )
    failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    problem = models.CharField(
        max_length=200,
        blank=True,
        editable=False,
        help_text="The kind of error, without any address.",
    )
    # Session facts as sent (when, where, how), so that the next message can say "before" and
    # "now". No names, addresses or needs.
    snapshot = models.JSONField(default=dict, blank=True, editable=False)

    has_calendar_file = models.BooleanField(default=False, editable=False)
    # The calendar SEQUENCE as sent. A reply to a lower one is outdated.
    sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "recipient", "kind", "dedupe_key"], name="owed_once_per_reason"
            ),
            models.UniqueConstraint(
                fields=["invitation", "kind", "dedupe_key"], name="regular_owed_once_per_reason"
            ),
            models.UniqueConstraint(
                fields=["subscriber", "kind", "dedupe_key"], name="follower_owed_once_per_reason"
            ),
            models.UniqueConstraint(
                fields=["supplier_request", "kind", "dedupe_key"],
                name="supplier_told_once_per_version",
            ),
            models.CheckConstraint(condition=_has_one_subject(), name="notice_is_about_one_thing"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notice_open",
                condition=models.Q(sent_at=None, dismissed_at=None, failed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"

    @property
    def the_booking(self) -> Booking:
        """Return the booking. Raise ValueError for a notice without one."""
        if self.booking is None:
            raise ValueError("This notice is not about a booking.")
        return self.booking
