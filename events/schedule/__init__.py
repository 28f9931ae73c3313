"""Every change of a session goes through here, so that pages, calendars and bookings agree."""

from events.schedule.change_notices import (
    Audience,
    PhoneOnly,
    audience_of,
    pending_send_time,
    send_time,
    sending_progress,
)
from events.schedule.delay import delay, delayed_times
from events.schedule.generate import generate_sessions, removed_days
from events.schedule.page_text import announce_page_text
from events.schedule.pattern import Pattern, Proposal
from events.schedule.rule_changes import (
    Choice,
    RuleChangePlan,
    UnmatchedSession,
    apply_rule_change,
    plan_rule_change,
)
from events.schedule.session_changes import (
    cancel,
    move,
    restore,
    set_details,
    set_details_of_all,
    set_note,
)
from events.schedule.sessions import ScheduleError, add_session, remove_session
