"""The upcoming sessions on the home page."""

from dataclasses import dataclass, field
from datetime import datetime

from events.bookings.availability import with_places
from events.models import SessionPage
from hub.dates import format_day, london_date

MAX_SEARCHED = 6  # sessions to search for one that is not cancelled
MAX_LATER = 3  # later sessions to list


@dataclass
class Upcoming:
    """The next session, those cancelled before it, and a few later ones."""

    next: SessionPage | None = None
    is_on_now: bool = False
    cancelled: list[SessionPage] = field(default_factory=list)
    later: list[SessionPage] = field(default_factory=list)

    @property
    def button_words(self) -> str:
        """Return the button label, with the day so that it makes sense alone (WCAG 2.4.9)."""
        if self.next is None:
            return ""
        session = self.next.session
        action = "Join the waiting list" if session.is_full else "Book a place"
        return f"{action} for {format_day(london_date(session.starts_at))}"

    @property
    def book_url(self) -> str:
        return f"{self.next.url}book/" if self.next and self.can_book else ""

    @property
    def can_book(self) -> bool:
        return self.next is not None and not self.is_on_now


def upcoming_sessions(*, now: datetime) -> Upcoming:
    """Return the upcoming public sessions."""
    upcoming = Upcoming()
    for page in SessionPage.objects.open_to_all().with_facts().upcoming(now)[:MAX_SEARCHED]:
        if upcoming.next:
            upcoming.later.append(page)
        elif page.session.is_cancelled:
            upcoming.cancelled.append(page)
        else:
            upcoming.next, upcoming.is_on_now = page, page.session.has_started(now)
    upcoming.later = [page for page in upcoming.later if not page.session.is_cancelled][:MAX_LATER]
    with_places([page for page in (upcoming.next, *upcoming.later) if page])
    return upcoming
