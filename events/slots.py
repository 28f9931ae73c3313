"""The places of pages, screens and mails that optional features fill.

Each feature does so in its own `slots.py`. See `docs/decisions/optional-features.md`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.db.models.expressions import Combinable

from events.models import Booking, Session
from events.models.permissions import Someone
from hub.slots import ContextSlot, Slot


@dataclass(frozen=True)
class PhoneQuestion:
    """A tick box of the form in which organisers book. `when_ticked` runs after the booking."""

    name: str
    field: forms.BooleanField
    when_ticked: Callable[[Booking, datetime], object]


# Pages of visitors: the page of a booking.
booking_page: ContextSlot[[Booking, datetime]] = ContextSlot()

# Screens of organisers: a session, what a search for these words finds, the booking form, people to
# phone (read by `templates/events/admin/invitation_calls.html`), and annotations of past sessions.
session_screen: ContextSlot[[Session, Someone, datetime]] = ContextSlot()
search_results: ContextSlot[[str]] = ContextSlot()
phone_questions: Slot[[Session], list[PhoneQuestion]] = Slot()
calls: Slot[[datetime], list[Any]] = Slot()
past_session_annotations: Slot[[], dict[str, Combinable]] = Slot()

# Notices that an organiser reads out on the phone, besides those with a script.
read_out: Slot[[], Q] = Slot()

# Mails: the button of the thank-you mail, as URL and label, from the link to the booking. Whether
# calendar replies are read.
thanks_button: Slot[[str], tuple[str, str]] = Slot()
replies_are_read: Slot[[], bool] = Slot()
