"""People who want to be asked, each time, if they come to the next session of a series.

`joining` starts and stops it, `asking` puts the question, `by_phone` says whom a person must ask,
`answering` takes the answer, `who` tells one person from another, `links` makes the secret address.
Silence books nothing.
"""

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
