"""Series with a rule, and the notices that a change of a session owes."""

from datetime import UTC, date, datetime

from events import schedule
from events.models import Notice, Session
from events.recurrence import NthWeekday, Repeat
from events.schedule.calendar_events import refresh
from hub.dates import LONDON
from tests.factories import make_series, make_session

FOURTH_WEDNESDAY = Repeat(on=NthWeekday(4, 2))
FOUR_WEDNESDAYS = Repeat(on=NthWeekday(4, 2), count=4)
FOUR_THURSDAYS = Repeat(on=NthWeekday(4, 3), count=4)


def monthly_series(repeat=FOUR_WEDNESDAYS, **fields):
    """Make a monthly series, from January to April unless the test needs a year."""
    fields.setdefault("rule", repeat.to_rule())
    fields.setdefault("first_day", date(2027, 1, 27))
    return make_series(**fields)


def session_days(series):
    return [
        session.starts_at.astimezone(LONDON).date().isoformat()
        for session in Session.objects.filter(series=series).order_by("starts_at")
    ]


def open_notice_kinds(booking):
    return list(
        Notice.objects.open()
        .filter(booking=booking, kind__startswith="session-")
        .values_list("kind", flat=True)
    )


def mark_sent(booking, now):
    """Mark the open notices as sent, as the worker does."""
    Notice.objects.open().filter(booking=booking).update(sent_at=now)


def make_session_with_calendar(now, **facts):
    """Make a session whose calendar text is written, as after `add_session`."""
    session = make_session(**facts)
    refresh(session=session, now=now)
    return session


def move_to(session, day, now, hour=14):
    return schedule.move(
        session=session,
        starts_at=datetime(2027, *day, hour, tzinfo=UTC),
        ends_at=datetime(2027, *day, hour + 1, tzinfo=UTC),
        now=now,
    )
