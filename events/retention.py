"""Retention periods of personal data. The purge itself is in `events.privacy.retention`."""

from datetime import timedelta

BOOKING_KEPT = timedelta(days=30)  # after the session
NEEDS_KEPT = timedelta(days=7)  # after the session, so that we can ask if they were met
UNMET_KEPT = timedelta(days=30)  # a task about a need that was not met, after we heard of it
# After the session, for bookings with `remember_needs` and those of regulars.
REMEMBERED = timedelta(days=365)
FEEDBACK_KEPT = timedelta(days=365)  # after the session
UNCONFIRMED_KEPT = timedelta(days=7)  # an address that asked for news and has not said yes
ALERT_NOTICES_KEPT = timedelta(days=30)
LINKS_KEPT = timedelta(days=3)  # a mail with the link to a remembered booking
UNFINISHED_KEPT = timedelta(days=1)  # answers on a booking form that is not sent
TAKEN_OFF_KEPT = timedelta(days=1)  # a removed person who cannot be notified
ERASED_INVITE_KEPT = timedelta(days=1)  # the last mail of an erased booking, if it cannot be sent
ACCESS_LOG_KEPT = timedelta(days=365)  # who looked at needs
MACHINES_KEPT = timedelta(days=30)  # login attempts and background tasks
