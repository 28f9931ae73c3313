from datetime import datetime

from django.db import models
from django.utils import timezone

from .bookings import Booking


class NoticeQuerySet(models.QuerySet):
    def open(self) -> "NoticeQuerySet":
        return self.filter(sent_at=None, dropped_at=None, failed_at=None)

    def failed(self) -> "NoticeQuerySet":
        """Given up, and nobody has settled it in another way: see `events.notices.let_go`."""
        return self.filter(failed_at__isnull=False, dropped_at=None)

    def due(self, now: datetime) -> "NoticeQuerySet":
        """Owed now and not being sent by another process."""
        return self.open().filter(
            models.Q(claimed_until=None) | models.Q(claimed_until__lte=now), due_at__lte=now
        )


def _about_one_thing() -> models.Q:
    names = ("booking", "invitation", "subscriber")
    one = models.Q()
    for name in names:
        one |= models.Q(**{f"{other}__isnull": other != name for other in names})
    return one


class Notice(models.Model):
    """A message that we owe to someone. Holds no words and no address: both are read when it is sent.

    It is about a booking, or a question to a regular (`invitation`), or news for a `subscriber`: one of the
    three. A `letter` says what an organiser wrote to the people of a booking.
    """

    class Kind(models.TextChoices):
        CONFIRMATION = "confirmation", "You have booked"
        CHANGE = "change", "Your booking has changed"
        CANCELLATION = "cancellation", "Your booking is cancelled"
        WAITING = "waiting", "You are on the waiting list"
        OFFER = "offer", "A place is free"
        PROMOTED = "promoted", "You have a place"
        SESSION_MOVED = "session-moved", "The session has moved"
        SESSION_CANCELLED = "session-cancelled", "The session is cancelled"
        SESSION_RESTORED = "session-restored", "The session is on again"
        REMINDER_WEEK = "reminder-week", "In a week"
        REMINDER_DAY = "reminder-day", "Tomorrow"
        THANKS = "thanks", "Thank you for coming"
        LINK = "link", "Your link again"
        OWN_FEED = "own-feed", "Your own calendar"
        ORGANISER_NEEDS = "organiser-needs", "Someone has asked for something"
        TAKEN_OFF = "taken-off", "You are not on a booking any more"
        LETTER = "letter", "A message from the organisers"
        INVITATION = "invitation", "Coming this time?"
        FOLLOW = "follow", "Confirm your email address"
        NEWS = "news", "New sessions"

    # Whom it is for: the contact of the booking, the organisers, or one of its people.
    CONTACT = "contact"
    ORGANISERS = "organisers"
    PERSON = "person-"  # and the key of the person

    kind = models.CharField(max_length=20, choices=Kind.choices)
    booking = models.ForeignKey(
        "events.Booking", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    letter = models.ForeignKey(
        "events.Broadcast", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    invitation = models.ForeignKey(
        "events.Invitation", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    subscriber = models.ForeignKey(
        "events.Subscriber", null=True, blank=True, on_delete=models.CASCADE, related_name="notices"
    )
    to = models.CharField(max_length=30, default=CONTACT)
    # Two notices of one kind for one reader are owed only for two reasons.
    reason = models.CharField(max_length=80, blank=True)
    due_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    dropped_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="It was no longer right to send this."
    )
    failed_at = models.DateTimeField(null=True, blank=True, editable=False)
    problem = models.CharField(
        max_length=200,
        blank=True,
        editable=False,
        help_text="The kind of error, without any address.",
    )
    # What this message said of the session (when, where, how), so that the next one can say
    # "before" and "now". Nobody's name, address or needs.
    told = models.JSONField(default=dict, blank=True, editable=False)

    # The SEQUENCE of the booking as this message told it. An answer to an older one is overtaken.
    sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "to", "kind", "reason"], name="owed_once_per_reason"
            ),
            models.UniqueConstraint(
                fields=["invitation", "kind", "reason"], name="regular_owed_once_per_reason"
            ),
            models.UniqueConstraint(
                fields=["subscriber", "kind", "reason"], name="follower_owed_once_per_reason"
            ),
            models.CheckConstraint(condition=_about_one_thing(), name="notice_is_about_one_thing"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="notice_open",
                condition=models.Q(sent_at=None, dropped_at=None, failed_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.pk})"

    @property
    def the_booking(self) -> Booking:
        """The booking, for a notice that is about one. Raises ValueError for any other."""
        if self.booking is None:
            raise ValueError("This notice is not about a booking.")
        return self.booking
