"""Calendar files and links: the only place that knows icalendar.

A date's VEVENT is written once per change (`event_text`), kept, and joined into feeds. One VEVENT a
date, no RRULE: every date may have its own topic, move or be cancelled.
"""

from events.ical.files import etag, feed, invite, single
from events.ical.links import (
    google_link,
    google_subscribe,
    office_link,
    office_subscribe,
    outlook_link,
    outlook_subscribe,
    webcal,
)
from events.ical.reply import CalendarAnswer, UnreadableCalendar, read_answer
from events.ical.vevent import CalendarEvent, event_text

__all__ = [
    "CalendarAnswer",
    "CalendarEvent",
    "UnreadableCalendar",
    "etag",
    "event_text",
    "feed",
    "google_link",
    "google_subscribe",
    "invite",
    "office_link",
    "office_subscribe",
    "outlook_link",
    "outlook_subscribe",
    "read_answer",
    "single",
    "webcal",
]
