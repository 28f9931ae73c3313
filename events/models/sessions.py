"""Sessions and removed dates. The text of a session is in `SessionPage`."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone

from events.ical.identity import current_uid_domain
from events.models.attendance import (
    AttendanceMode,
    AttendanceModesMixin,
    CapacityMixin,
    PaymentMixin,
)
from events.models.standing_arrangements import lines_for
from hub.dates import LONDON, format_time, format_time_range, london_date
from hub.working_days import working_days_before

JOIN_OPENS_BEFORE = timedelta(minutes=15)  # when people with a booking first see the meeting link


class Session(AttendanceModesMixin, PaymentMixin, CapacityMixin):
    """A session's time, venue, capacity and status, which no page draft can change.

    Its page has the text. Only `events.schedule` and `events.bookings` write here.
    Times are stored in UTC and shown in Europe/London.
    """

    class Status(models.TextChoices):
        ON = "on", "On"
        CANCELLED = "cancelled", "Cancelled"

    page = models.OneToOneField(
        "events.SessionPage", on_delete=models.CASCADE, related_name="session"
    )
    series = models.ForeignKey(
        "events.SeriesPage", on_delete=models.CASCADE, related_name="sessions"
    )
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    occurrence_date = models.DateField(
        null=True, blank=True, help_text="The day the rule proposed. Empty for a date made by hand."
    )
    is_manual = models.BooleanField(
        default=True,
        help_text="An editor chose this day and time, so the rule never moves it or takes it away.",
    )
    originally_on = models.DateField(
        null=True, blank=True, help_text="The day people first knew. Empty while it has not moved."
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ON)
    cancel_reason = models.TextField(max_length=500, blank=True)
    note = models.TextField(max_length=500, blank=True, help_text="A short note that people see.")

    # Those of the series, if empty: see `events.models.permissions.run_by`.
    facilitators = models.ManyToManyField(
        "hub.User", blank=True, related_name="+", verbose_name="who runs it"
    )

    # Shown only to people with a booking, on the join page and in mails.
    meeting_url = models.URLField("meeting link", max_length=500, blank=True)
    meeting_phone = models.CharField("number to dial in", max_length=100, blank=True)

    # Calendar identity (RFC 5545 3.8.7): the UID never changes, the SEQUENCE only rises.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uid_domain = models.CharField(max_length=253, default=current_uid_domain, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    vevent = models.TextField(blank=True, editable=False)

    # Not stored: set for cards by `events.bookings.availability.with_places`.
    is_full: bool
    places_words: str

    class Meta:
        ordering = ["starts_at", "pk"]
        permissions = [("facilitate_session", "Can see the day of those that they run")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["series", "occurrence_date"], name="one_session_per_rule_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page.title}, {self.when_words}"

    @property
    def start_words(self) -> str:
        """Return the start in London time: "10:30am"."""
        return format_time(self.starts_at.astimezone(LONDON).time())

    @property
    def when_words(self) -> str:
        return format_time_range(self.starts_at, self.ends_at)

    @property
    def standing_arrangements_lines(self) -> list[str]:
        """Return what is always there, for the ways to join this session."""
        return self.standing_arrangements_for(self.attendance_modes)

    def standing_arrangements_for(self, modes: Collection[AttendanceMode]) -> list[str]:
        """Return what is always there for people who join in one of these modes.

        What the page of the session says replaces what its series says.
        """
        return lines_for(
            self.page.standing_arrangements_lines or self.series.standing_arrangements_lines, modes
        )

    def last_day(self, notice_days: int) -> date:
        """Return the last day in London to ask for what takes so many working days."""
        return working_days_before(london_date(self.starts_at), notice_days)

    @property
    def join_opens_at(self) -> datetime:
        return self.starts_at - JOIN_OPENS_BEFORE

    def is_join_open(self, now: datetime) -> bool:
        """Return whether people with a place can join now. They can come late."""
        return not self.is_cancelled and self.join_opens_at <= now < self.ends_at

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    def has_started(self, now: datetime) -> bool:
        return self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        return self.ends_at <= now


class RemovedDate(models.Model):
    """A day of the rule that an editor removed. It is not generated again.

    Stored outside the page, as an old draft of the series would restore the day.
    """

    series = models.ForeignKey(
        "events.SeriesPage", on_delete=models.CASCADE, related_name="removed_dates"
    )
    day = models.DateField()
    removed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["series", "day"], name="removed_once_per_series_day")
        ]

    def __str__(self) -> str:
        return f"{self.series_id} without {self.day.isoformat()}"
