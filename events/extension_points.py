"""What optional features can extend on pages, screens and in mails of the core.

Each feature registers in its own `extensions.py`. See `docs/decisions/optional-features.md`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.db.models.expressions import Combinable
from django.http import HttpRequest

from events.models import Booking, SeriesPage, Session, SessionPage
from events.models.permissions import Someone
from hub.extension_points import ContextExtensionPoint, ExtensionPoint


@dataclass(frozen=True)
class PhoneQuestion:
    """A tick box of the form in which organisers book. `when_ticked` runs after the booking."""

    name: str
    field: forms.BooleanField
    when_ticked: Callable[[Booking, datetime], object]


# Pages of visitors: the page of a booking.
booking_page: ContextExtensionPoint[[Booking, datetime]] = ContextExtensionPoint()

# Public pages: the block "You asked, we did", which is drawn for everyone and cached.
you_asked: ContextExtensionPoint[[datetime]] = ContextExtensionPoint()

# Screens of organisers: a session, all that waits (a section below "People to tell"), what a search for
# these words finds, the booking form, people to phone (read by
# `templates/events/admin/invitation_calls.html`), and annotations of past sessions.
session_screen: ContextExtensionPoint[[Session, Someone, datetime]] = ContextExtensionPoint()
arrange_screen: ContextExtensionPoint[[Someone, datetime]] = ContextExtensionPoint()
search_results: ContextExtensionPoint[[str]] = ContextExtensionPoint()
phone_questions: ExtensionPoint[[Session], list[PhoneQuestion]] = ExtensionPoint()
calls: ExtensionPoint[[datetime], list[Any]] = ExtensionPoint()
past_session_annotations: ExtensionPoint[[], dict[str, Combinable]] = ExtensionPoint()

# The page editor of a session or a series, in its panels of dates.
page_editor: ContextExtensionPoint[[SessionPage | SeriesPage, Someone, datetime]] = (
    ContextExtensionPoint()
)

# Notices that an organiser reads out on the phone, besides those with a script.
read_out: ExtensionPoint[[], Q] = ExtensionPoint()

# Notices that another channel than email delivers: for the mail worker, and the people to phone.
other_channels: ExtensionPoint[[], Q] = ExtensionPoint()

# The screen of messages to see to: sections below the others.
message_lists: ContextExtensionPoint[[HttpRequest, datetime]] = ContextExtensionPoint()

# Mails: the button of the thank-you mail, as URL and label, from the link to the booking. Whether
# calendar replies are read, and whether a "No" cancels by itself; if not, a mail asks.
thanks_button: ExtensionPoint[[str], tuple[str, str]] = ExtensionPoint()
replies_are_read: ExtensionPoint[[], bool] = ExtensionPoint()
declines_act: ExtensionPoint[[], bool] = ExtensionPoint()
