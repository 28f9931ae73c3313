"""Composition of one letter by post: plain paragraphs, as Notify prints them, without needs."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string

from events.emails.compose import wording
from events.emails.context import context_for
from events.emails.recipients import contact_of
from events.emails.relevance import is_still_relevant
from events.emails.snapshot import last_snapshot
from events.models import Notice
from events.texts.compose import is_by_phone
from events.texts.gsm import plain
from hub.dates import format_time_range
from hub.models import SiteDetails

# The slowest that the post takes, printing and one weekend in it: later it tells nobody in time.
POST_TAKES = timedelta(days=4)


@dataclass(frozen=True)
class Letter:
    address: tuple[str, ...]  # from the name to the postcode
    heading: str
    body: str


def compose_letter(notice: Notice, now: datetime) -> Letter | None:
    """Return the letter to the contact from the current rows, or None if it is too late for one."""
    booking = notice.the_booking
    previous = last_snapshot(notice)
    is_too_late = booking.session.starts_at - now < POST_TAKES
    if not booking.postal_address or is_too_late:
        return None
    if not is_still_relevant(notice, previous, now):
        return None
    contact, session = contact_of(booking), booking.session
    kind = wording(notice, contact, previous)
    context = context_for(notice, kind, contact, now) | {
        "details": SiteDetails.load(),
        "base_url": settings.BASE_URL,
        "when": f"{format_time_range(session.starts_at, session.ends_at)} UK time",
        "joins_by_phone": is_by_phone(booking),
    }
    text = plain(render_to_string(f"letters/{kind}.txt", context))
    heading, _, body = text.strip().partition("\n")
    name = contact.name or "The person who booked"
    return Letter((name, *booking.postal_address.splitlines()), heading, _paragraphs(body))


def _paragraphs(text: str) -> str:
    """Return the text without the blank space that template tags leave."""
    paragraphs = (" ".join(each.split()) for each in re.split(r"\n\s*\n", text))
    return "\n\n".join(filter(None, paragraphs))
