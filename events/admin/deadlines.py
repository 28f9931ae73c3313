"""Last days of what people asked for, in words."""

from datetime import date

from events.models import AccessNeed
from hub.dates import format_day, london_date


def by_day(day: date, today: date) -> str:
    """Return "by Friday 12 March 2027", or how late it is: "now: the last day was ..."."""
    if day < today:
        return f"now: the last day was {format_day(day)}"
    return f"by today, {format_day(day)}" if day == today else f"by {format_day(day)}"


def last_day_words(need: AccessNeed, today: date) -> str:
    """Return what to do with an open need and until when, such as "Book it by Friday ..."."""
    if need.state == AccessNeed.State.TALK:
        return f"Talk {by_day(need.due_on, today)}"
    day = london_date(need.person.booking.session.starts_at)
    if need.due_on < day:
        return f"Book it {by_day(need.due_on, today)}"
    return f"Needed on {format_day(day)}"
