"""The places of pages, screens and mails that optional features fill.

Each feature does so in its own `slots.py`. See `docs/decisions/optional-features.md`.
"""

from datetime import datetime

from events.models import Booking, Session
from events.models.permissions import Someone
from hub.slots import ContextSlot, Slot

# Pages of visitors: the page of a booking.
booking_page: ContextSlot[[Booking, datetime]] = ContextSlot()

# Screens of organisers: a session, and a line about each past session by its pk.
session_screen: ContextSlot[[Session, Someone, datetime]] = ContextSlot()
past_session_lines: Slot[[list[int]], dict[int, str]] = Slot()

# The button of the thank-you mail, as URL and label, from the link to the booking.
thanks_button: Slot[[str], tuple[str, str]] = Slot()
