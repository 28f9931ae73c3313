"""How we say times and dates to people. Always written out, never 24-hour, never a number for a month."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

# Written here, not taken from the machine's locale: these words must never change with the server.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def london_date(moment: datetime) -> date:
    """The day that the calendar on a wall in London shows."""
    return moment.astimezone(LONDON).date()


def format_time(at: time) -> str:
    """A time of day: "10:30am", "2pm", "12 noon", "midnight"."""
    if (at.hour, at.minute) == (0, 0):
        return "midnight"
    if (at.hour, at.minute) == (12, 0):
        return "12 noon"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def format_times(start: time, end: time) -> str:
    """From one time of day to another: "10:30am to 12 noon"."""
    return f"{format_time(start)} to {format_time(end)}"


def format_date(day: date) -> str:
    """A date without its weekday: "24 June 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_day(day: date) -> str:
    """A date with its weekday: "Wednesday 27 January 2027"."""
    return f"{WEEKDAYS[day.weekday()]} {format_date(day)}"


def format_time_range(starts_at: datetime, ends_at: datetime, zone: ZoneInfo = LONDON) -> str:
    """The day and times of a meeting, as the clocks in `zone` show them.

    "Wednesday 27 January 2027, 10:30am to 12 noon". A meeting that runs past midnight names both days.
    Raises ValueError when a time has no zone of its own.
    """
    if starts_at.utcoffset() is None or ends_at.utcoffset() is None:
        raise ValueError("These times do not say which time zone they are in.")
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    words = f"{format_day(start.date())}, {format_time(start.time())} to "
    # Midnight belongs to the evening before it.
    ends_that_night = end.time() == time.min and end.date() == start.date() + timedelta(days=1)
    if end.date() != start.date() and not ends_that_night:
        words += f"{format_day(end.date())}, "
    return words + format_time(end.time())
