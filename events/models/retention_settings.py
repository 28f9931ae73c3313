"""How long the site keeps what it knows about people, within limits."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from events.retention import NEEDS_KEPT, Period, Periods

MAX_DAYS, MAX_MONTHS = 90, 24
SHORTEST_MONTH = 28  # days


class RetentionSettings(models.Model):
    """The periods that the owner of the site sets: one row, or none. See `events.admin.retention`.

    Not a setting of Wagtail: its form would save without saying what is deleted.
    """

    booking_days = models.PositiveSmallIntegerField(
        "bookings, in days after the session",
        default=30,
        validators=[MinValueValidator(NEEDS_KEPT.days), MaxValueValidator(MAX_DAYS)],
    )
    remembered_months = models.PositiveSmallIntegerField(
        "what people asked us to remember, in months after the session",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_MONTHS)],
    )
    feedback_months = models.PositiveSmallIntegerField(
        "what people said of a session, in months after it",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_MONTHS)],
    )

    class Meta:
        verbose_name = "how long we keep things"
        default_permissions = ("change",)

    def __str__(self) -> str:
        return "How long we keep things"

    def clean(self) -> None:
        if self.remembered_months * SHORTEST_MONTH < self.booking_days:
            least = -(-self.booking_days // SHORTEST_MONTH)
            raise ValidationError(
                {
                    "remembered_months": f"Enter {least} months or more. Bookings stay "
                    f"{self.periods.booking}, and what we remember is a part of them."
                }
            )

    @property
    def periods(self) -> Periods:
        return Periods(
            booking=Period(days=self.booking_days),
            remembered=Period(months=self.remembered_months),
            feedback=Period(months=self.feedback_months),
        )


def current_periods() -> Periods:
    """Return what the site has set, or the defaults. One query, and no row is made."""
    row = RetentionSettings.objects.first()
    return row.periods if row else Periods()


def bookings_whole_since(now: datetime) -> datetime:
    """Return the earliest end of a session whose bookings are still whole."""
    return now - timedelta(days=current_periods().booking.days)
