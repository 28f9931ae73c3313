"""The schema.org Event of a session, for search engines."""

from datetime import datetime
from typing import Any

from events.models import SessionPage
from events.models.attendance import AttendanceMode
from events.schedule.calendar_events import address_of
from hub.dates import LONDON


def event_data(page: SessionPage, *, run_by: str, now: datetime) -> dict[str, Any]:
    """Return public facts: the online place is the page, never the meeting link."""
    session = page.session
    address = address_of(page)
    in_person = AttendanceMode.IN_PERSON in session.attendance_modes
    is_online = session.attendance_modes != [AttendanceMode.IN_PERSON]
    mode = "Mixed" if is_online and in_person else "Offline" if in_person else "Online"
    status = "EventCancelled" if session.is_cancelled else "EventScheduled"
    locations = [{"@type": "VirtualLocation", "url": address}] if is_online else []
    if in_person:
        name, _, rest = session.venue.strip().partition("\n")
        postal_address = rest.strip().replace("\n", ", ") or name
        locations.append(
            {"@type": "Place", "name": name or "To be told", "address": postal_address}
        )
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": page.title,
        "description": page.summary or page.introduction or page.title,
        "url": address,
        "startDate": session.starts_at.astimezone(LONDON).isoformat(),
        "endDate": session.ends_at.astimezone(LONDON).isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": locations if len(locations) > 1 else locations[0],
        "isAccessibleForFree": True,
        "inLanguage": "en-GB",
    }
    if page.host_shown or run_by:
        data["organizer"] = {"@type": "Organization", "name": page.host_shown or run_by}
    if not session.is_cancelled and not session.has_started(now):
        data["offers"] = {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "GBP",
            "url": f"{address}book/",
            "availability": "https://schema.org/" + ("SoldOut" if session.is_full else "InStock"),
            "validFrom": session.created_at.astimezone(LONDON).isoformat(timespec="seconds"),
        }
    return data
