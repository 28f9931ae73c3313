"""Composition of one text message: short, without needs, with the site's name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.text import Truncator

from events.bookings.form_links import form_link
from events.emails.compose import wording
from events.emails.context import context_for
from events.emails.form_link import form_to_go_on_with
from events.emails.recipients import contact_of
from events.emails.relevance import is_still_relevant
from events.emails.snapshot import last_snapshot
from events.models import Booking, Notice
from events.models.attendance import AttendanceMode
from events.texts.gsm import MAX_LENGTH, length_of, plain
from hub.dates import format_moment, format_time_range
from hub.models import SiteDetails

Kind = Notice.Kind

# How much of the title and of the place is said: as much as fits.
_LETTERS = (80, 50, 30, 0)
# The first text of a booking says how to end them.
_FIRST = (Kind.CONFIRMATION, Kind.WAITING)


@dataclass(frozen=True)
class TextMessage:
    to: str  # in E.164
    text: str


def compose_text(notice: Notice, now: datetime) -> TextMessage | None:
    """Return the text to the contact from the current rows, or None if no longer relevant."""
    if notice.kind == Kind.FORM_LINK:
        return _form_link_text(notice, now)
    booking = notice.the_booking
    # A copy beside the mail, but the address is gone: the contact's own notice is the text now.
    is_needless = notice.recipient == Notice.CONTACT_TEXT and not booking.email
    previous = last_snapshot(notice)
    if is_needless or not booking.text_number or not is_still_relevant(notice, previous, now):
        return None
    contact = contact_of(booking)
    kind = wording(notice, contact, previous)
    context = context_for(notice, kind, contact, now) | {
        "details": SiteDetails.load(),
        "base_url": settings.BASE_URL,
        "replies_are_read": bool(settings.TEXT_CALLBACK_TOKEN),
        "says_how_to_stop": kind in _FIRST,
        "joins_by_phone": is_by_phone(booking),
    }
    return TextMessage(booking.text_number, _fitting(kind, booking, context))


def _form_link_text(notice: Notice, now: datetime) -> TextMessage | None:
    """Return the text with the link to go on with a form. It tells no answer and no title."""
    attempt = form_to_go_on_with(notice, now)
    if attempt is None or not attempt.text_number:
        return None
    context = {
        "details": SiteDetails.load(),
        "link": form_link(attempt),
        "until": format_moment(attempt.kept_until),
    }
    text = _one_line(render_to_string(f"texts/{Kind.FORM_LINK}.txt", context))
    return TextMessage(attempt.text_number, text)


def is_by_phone(booking: Booking) -> bool:
    return booking.attendance_mode == AttendanceMode.PHONE


def _fitting(kind: Kind, booking: Booking, context: dict[str, Any]) -> str:
    """Return the longest text that fits two parts, otherwise the shortest."""
    text = ""
    for letters in _LETTERS:
        about = {
            "what": _what(booking, letters),
            "place": Truncator(context["place"]).chars(letters + 20),
        }
        text = _one_line(render_to_string(f"texts/{kind}.txt", {**context, **about}))
        if length_of(text) <= MAX_LENGTH:
            break
    return text


def _what(booking: Booking, letters: int) -> str:
    """Return title, day and time. A discreet booking has no title."""
    session = booking.session
    title = "" if booking.discreet_title or not letters else session.page.title
    title = Truncator(" ".join(title.split())).chars(letters) if title else ""
    when = f"{format_time_range(session.starts_at, session.ends_at)} UK time"
    return ", ".join(filter(None, [title, when]))


def _one_line(text: str) -> str:
    return plain(" ".join(text.split()))
