"""When people could come, in numbers."""

from django.db import models


class Weekday(models.IntegerChoices):
    """A day of the week, numbered as in ISO 8601."""

    MONDAY = 1, "Monday"
    TUESDAY = 2, "Tuesday"
    WEDNESDAY = 3, "Wednesday"
    THURSDAY = 4, "Thursday"
    FRIDAY = 5, "Friday"
    SATURDAY = 6, "Saturday"
    SUNDAY = 7, "Sunday"


class TimeOfDay(models.TextChoices):
    MORNING = "morning", "In the morning"
    AFTERNOON = "afternoon", "In the afternoon"
    EVENING = "evening", "In the evening"


class NoticePeriod(models.TextChoices):
    """How long before a session somebody must know of it."""

    DAYS = "days", "A few days"
    WEEKS = "weeks", "Two weeks"
    MONTH = "month", "A month or more"


class AvailabilityCount(models.Model):
    """How many answers of a month said the same about when they could come. About nobody.

    An answer counts once in the row without day, time and notice, once for each pair of day and
    time (0 or empty for the one that they did not say), and once for the notice that they need. The
    month is all that is known of when it was said.
    """

    series = models.ForeignKey("events.SeriesPage", on_delete=models.CASCADE, related_name="+")
    month = models.DateField()  # its first day
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, default=0, blank=True)
    time_of_day = models.CharField(max_length=10, choices=TimeOfDay.choices, blank=True)
    notice = models.CharField(max_length=10, choices=NoticePeriod.choices, blank=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["month", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["series", "month", "weekday", "time_of_day", "notice"],
                name="availability_counted_once",
            )
        ]

    def __str__(self) -> str:
        return f"Availability {self.pk}"
