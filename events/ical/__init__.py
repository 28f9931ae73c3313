"""Calendar files and links. Only this package imports icalendar.

One VEVENT per session, no RRULE: every session may have its own topic, move or be cancelled.
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
from events.ical.vevent import CalendarEvent, event_text
