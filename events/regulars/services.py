"""Regulars: contacts invited to each next session of a series. No response books nothing."""

from events.regulars.enrolment import can_enrol, enrol, may_stop, stop
from events.regulars.identity import regular_for
from events.regulars.invitations import enqueue_invitations, next_invitation
from events.regulars.links import page_address, regular_for_token, signed_token, stop_address
from events.regulars.phone_calls import invitation_calls
from events.regulars.responses import accept, booking_for_session, decline, open_invitation

__all__ = [
    "accept",
    "booking_for_session",
    "can_enrol",
    "decline",
    "enqueue_invitations",
    "enrol",
    "invitation_calls",
    "may_stop",
    "next_invitation",
    "open_invitation",
    "page_address",
    "regular_for",
    "regular_for_token",
    "signed_token",
    "stop",
    "stop_address",
]
