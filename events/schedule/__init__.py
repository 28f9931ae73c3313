"""The programme: which dates a series has, and what becomes of each.

Every change of a date goes through here, so that pages, calendars and the people who booked agree.
"""

from events.schedule.change_notices import PhoneOnly, Reach, goes_out_at, message_at, who_is_told
from events.schedule.generate import gone_days, top_up
from events.schedule.pattern import Pattern, Proposal
from events.schedule.rule_changes import Choice, Leaving, Plan, carry_out, plan
from events.schedule.session_changes import (
    cancel,
    move,
    note,
    restore,
    set_details,
    set_details_of_all,
)
from events.schedule.sessions import NotPossible, add_date, remove_date

__all__ = [
    "Choice",
    "Leaving",
    "NotPossible",
    "Pattern",
    "PhoneOnly",
    "Plan",
    "Proposal",
    "Reach",
    "add_date",
    "cancel",
    "carry_out",
    "goes_out_at",
    "gone_days",
    "message_at",
    "move",
    "note",
    "plan",
    "remove_date",
    "restore",
    "set_details",
    "set_details_of_all",
    "top_up",
    "who_is_told",
]
