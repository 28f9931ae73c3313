"""When people hear from us, in words that hold for a session that is near."""

from datetime import datetime, timedelta

from events.models import Session
from hub.dates import london_date
from hub.models import SiteDetails

SATURDAY = 5


def reply_time(session: Session, now: datetime) -> str:
    """Return "within 2 working days", or "before the session" if that many do not lie between."""
    promised = SiteDetails.load().reply_days
    day, days_between = london_date(now), 0
    while days_between < promised:
        day += timedelta(days=1)
        if day >= london_date(session.starts_at):
            return "before the session"
        days_between += day.weekday() < SATURDAY
    return f"within {promised} working day{'' if promised == 1 else 's'}"
