"""Run inside Django: `make` creates sessions to book, `count` counts the results; prints JSON."""

import json
import sys
from collections import Counter
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from events.bookings import capacity_of  # noqa: E402
from events.models import Booking, Notice, Session  # noqa: E402
from tests.factories import make_series, make_session  # noqa: E402

SERIES = "Under load"
# The first session fills at once, the second later, the third never.
PLACES = (5, 60, None)


def make() -> list[str]:
    """Create a session for each capacity, and return their URLs."""
    series = make_series(title=SERIES)
    day = timezone.now() + timedelta(days=40)
    sessions = [
        make_session(series=series, starts_at=day + timedelta(days=7 * week), places=places)
        for week, places in enumerate(PLACES)
    ]
    return [session.page.url for session in sessions]


def count() -> dict:
    """Return the state of each session and of the outbox."""
    sessions = Session.objects.filter(series__title=SERIES).select_related("page").order_by("pk")
    notices = Notice.objects.filter(booking__session__series__title=SERIES)
    return {
        "sessions": {session.page.url: _counts_of(session) for session in sessions},
        "due": Notice.objects.due(timezone.now()).count(),
        "sent": notices.filter(recipient=Notice.CONTACT, sent_at__isnull=False).count(),
        "failed": notices.exclude(problem="").count(),
    }


def _counts_of(session: Session) -> dict:
    bookings = Booking.objects.filter(session=session)
    notices = Notice.objects.filter(booking__session=session, recipient=Notice.CONTACT)
    return {
        "places": session.places,
        "taken": sum(capacity_of(session).taken.values()),
        "states": Counter(bookings.values_list("state", flat=True)),
        "notices": Counter(notices.values_list("kind", flat=True)),
    }


if __name__ == "__main__":
    print(json.dumps({"make": make, "count": count}[sys.argv[1]]()))
