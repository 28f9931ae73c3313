"""Dates and times as text: months by name, 12-hour clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

SATURDAY = 5  # as `date.weekday` counts

# Not taken from the locale: these names must not depend on the server.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def london_date(moment: datetime) -> date:
    """Return the date of a moment in the Europe/London time zone."""
    return moment.astimezone(LONDON).date()


def london_midnight(day: date) -> datetime:
    """Return the first moment of a day in the Europe/London time zone."""
    return datetime.combine(day, time.min, LONDON)


def format_time(at: time) -> str:
    """Format a time: "10:30am", "2pm", "12 noon", "midnight"."""
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    if (at.hour, at.minute) == (12, 0):
        return "12 noon"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def format_times(start: time, end: time) -> str:
    """Format a time range: "10:30am to 12 noon"."""
    return f"{format_time(start)} to {format_time(end)}"


def format_month(day: date) -> str:
    """Format the month of a day: "January 2027"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def format_date(day: date) -> str:
    """Format a date without the weekday: "24 June 2027"."""
    return f"{day.day} {format_month(day)}"


def format_day(day: date) -> str:
    """Format a date with the weekday: "Wednesday 27 January 2027"."""
    return f"{WEEKDAYS[day.weekday()]} {format_date(day)}"


def format_moment(moment: datetime) -> str:
    """Format a moment in London: "Wednesday 27 January 2027, 10:15am"."""
    local = moment.astimezone(LONDON)
    return f"{format_day(local.date())}, {format_time(local.time())}"


def format_time_range(starts_at: datetime, ends_at: datetime, zone: ZoneInfo = LONDON) -> str:
    """Format a date and time range in `zone`: "Wednesday 27 January 2027, 10:30am to 12 noon".

    Both days are named when it runs past midnight. Raise ValueError for naive datetimes.
    """
    if starts_at.utcoffset() is None or ends_at.utcoffset() is None:
        raise ValueError("These times do not say which time zone they are in.")
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    text = f"{format_day(start.date())}, {format_time(start.time())} to "
    # An end at midnight counts as the evening before.
    ends_that_night = end.time() == time.min and end.date() == start.date() + timedelta(days=1)
    if end.date() != start.date() and not ends_that_night:
        text += f"{format_day(end.date())}, "
    return text + format_time(end.time())
