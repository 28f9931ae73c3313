"""Retention periods of personal data: those that each site sets, and those that are the same for all.

The purge itself is in `events.privacy.retention`, what the site has set in `RetentionSettings`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True)
class Period:
    """So many days or months, by the calendar. As text "30 days", "1 month"."""

    days: int = 0
    months: int = 0

    def __str__(self) -> str:
        number, unit = (self.months, "month") if self.months else (self.days, "day")
        return f"1 {unit}" if number == 1 else f"{number} {unit}s"

    def last_day(self, day: date) -> date:
        """Return the last day on which something of this day is kept."""
        return day + relativedelta(days=self.days, months=self.months)

    def first_day_kept(self, today: date) -> date:
        """Return the first day whose things are still kept: `last_day` of the day before is over.

        Months differ in length: what is of 28 February has its last day on 28 March, so on
        31 March it is over, though that is "a month after 28 February" too.
        """
        day = today - relativedelta(days=self.days, months=self.months)
        return day + timedelta(days=1) if self.last_day(day) < today else day


@dataclass(frozen=True)
class Periods:
    """The periods that a site can set. All count from the day of the session."""

    booking: Period = Period(days=30)
    # For bookings with `remember_needs`, and those of regulars.
    remembered: Period = Period(months=12)
    feedback: Period = Period(months=12)


NEEDS_KEPT = timedelta(days=7)  # after the session, so that we can ask if they were met
# A task about a need that was not met, or a note from the day: after we heard of it.
UNMET_KEPT = timedelta(days=30)
UNCONFIRMED_KEPT = timedelta(days=7)  # an address that asked for news and has not said yes
ALERT_NOTICES_KEPT = timedelta(days=30)
LINK_REQUEST_KEPT = timedelta(days=1)  # an address that asked for links and was not looked up
LINKS_KEPT = timedelta(days=3)  # a mail with the link to a remembered booking
UNFINISHED_KEPT = timedelta(days=1)  # answers on a booking form that is not sent
TAKEN_OFF_KEPT = timedelta(days=1)  # a removed person who cannot be notified
ERASED_INVITE_KEPT = timedelta(days=1)  # the last mail of an erased booking, if it cannot be sent
AVAILABILITY_KEPT = timedelta(days=730)  # numbers of when people could come
ACCESS_LOG_KEPT = timedelta(days=365)  # who looked at needs
MACHINES_KEPT = timedelta(days=30)  # login attempts and background tasks
