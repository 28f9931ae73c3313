"""Calendar replies in words, for organisers."""

from datetime import datetime, timedelta

from events.ical.reply_event import DELEGATED, Reply, TimeProposal
from events.models import Booking
from hub.dates import LONDON, format_day, format_time, format_time_range


def answer_words(reply: Reply) -> str:
    """Return what somebody does with this reply, like "says yes" or "asks for another time"."""
    if reply.proposal:
        return f"asks for another time ({proposal_words(reply.proposal)})"
    if reply.partstat == DELEGATED:
        return "passes the invite on"
    return f"says {Booking.Answer(reply.partstat).label.lower()}"


def proposal_words(proposal: TimeProposal | None) -> str:
    """Return the time asked for in London time, or that the mail does not say it."""
    starts, ends = (proposal.starts, proposal.ends) if proposal else (None, None)
    if starts is None:
        return "the email does not say when"
    if not isinstance(starts, datetime):
        return f"{format_day(starts)}, without a time"
    starts_at = _in_london(starts)
    if isinstance(ends, datetime):
        ends_at = _in_london(ends)
        if timedelta() < ends_at - starts_at < timedelta(days=1):
            return f"{format_time_range(starts_at, ends_at)}, UK time"
    return f"{format_day(starts_at.date())}, {format_time(starts_at.time())}, UK time"


def _in_london(moment: datetime) -> datetime:
    """Return the moment in London. A time without zone is that of the wall, here."""
    try:
        return moment.astimezone(LONDON) if moment.tzinfo else moment.replace(tzinfo=LONDON)
    except OverflowError:  # the years 1 and 9999
        return moment.replace(tzinfo=LONDON)
