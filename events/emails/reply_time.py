"""When people hear from us, in words that hold for a session that is near."""

from datetime import datetime

from events.models import Session
from hub.dates import london_date
from hub.models import SiteDetails
from hub.working_days import working_days_between


def reply_time(session: Session, now: datetime) -> str:
    """Return "within 2 working days", or "before the session" if that many do not lie between."""
    promised = SiteDetails.load().reply_days
    if working_days_between(london_date(now), london_date(session.starts_at)) < promised:
        return "before the session"
    return f"within {promised} working day{'' if promised == 1 else 's'}"
