"""Links that open a web calendar. They hold public facts only, never personal data."""

from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from events.ical.text import lines, web_address
from events.ical.vevent import CalendarEvent

MAX_DETAILS_LENGTH = 1000  # characters: web calendars refuse very long addresses


def google_link(event: CalendarEvent) -> str:
    """Return the URL of Google Calendar's prefilled form."""
    return _link(
        "https://calendar.google.com/calendar/render",
        action="TEMPLATE",
        text=event.title,
        dates=f"{event.starts:%Y%m%dT%H%M%SZ}/{event.ends:%Y%m%dT%H%M%SZ}",
        ctz="Europe/London",
        details=_details(event),
        location=event.place,
    )


def outlook_link(event: CalendarEvent) -> str:
    """Return the URL of the form of a personal Outlook.com account."""
    return _outlook("https://outlook.live.com", event)


def office_link(event: CalendarEvent) -> str:
    """Return the URL of the form of an Outlook work or school account."""
    return _outlook("https://outlook.office.com", event)


def webcal(url: str) -> str:
    """Return the feed's URL for calendar programs, which subscribe instead of downloading."""
    return "webcal://" + web_address(url).split("://", 1)[1]


def google_subscribe(url: str) -> str:
    """Return the link for Google Calendar, which accepts webcal URLs only."""
    return _link("https://calendar.google.com/calendar/r", cid=webcal(url))


def outlook_subscribe(url: str, name: str) -> str:
    """Return the link for a personal Outlook.com account."""
    return _link("https://outlook.live.com/calendar/0/addfromweb", url=web_address(url), name=name)


def office_subscribe(url: str, name: str) -> str:
    """Return the link for an Outlook work or school account."""
    return _link(
        "https://outlook.office.com/calendar/0/addfromweb", url=web_address(url), name=name
    )


def _outlook(host: str, event: CalendarEvent) -> str:
    return _link(
        f"{host}/calendar/0/action/compose",
        rru="addevent",
        startdt=_utc(event.starts),
        enddt=_utc(event.ends),
        subject=event.title,
        body=_details(event),
        location=event.place,
    )


def _utc(moment: datetime) -> str:
    # Without the Z, Outlook reads it as the viewer's local time.
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _details(event: CalendarEvent) -> str:
    text = lines(event.description)
    if len(text) > MAX_DETAILS_LENGTH:
        text = text[:MAX_DETAILS_LENGTH].rsplit(None, 1)[0] + " …"
    return f"{text}\n\n{web_address(event.url)}".strip()


def _link(base: str, **query: str) -> str:
    # Spaces as %20: Outlook does not decode a plus sign.
    return f"{base}?{urlencode(query, quote_via=quote, safe='')}"
