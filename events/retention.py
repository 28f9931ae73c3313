"""How long each personal thing is kept. Pure data: the deletion itself is in `events.privacy.retention`."""

from datetime import timedelta

BOOKING_KEPT = timedelta(days=30)  # after the session
# After the session, for those who asked us to remember, or to ask them each time.
REMEMBERED = timedelta(days=365)
FEEDBACK_KEPT = timedelta(days=365)  # after the session
LINKS_KEPT = timedelta(days=3)  # a mail with the link to a booking that we remember
TAKEN_OFF_KEPT = timedelta(days=1)  # if we cannot tell them
MACHINES_KEPT = timedelta(days=30)  # login tries and background tasks
