"""What the front door says about sessions."""

from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from events.models import SessionPage
from events.models.pages import SessionPageQuerySet
from hub.open_pages import open_to_all

LOOK_AHEAD = 6  # dates to look at before giving up on finding one that is on
ALSO = 2  # further dates to name


@dataclass
class Glance:
    """The next date that is on, what was cancelled before it, and a few dates after it."""

    next: SessionPage | None = None
    is_on_now: bool = False
    cancelled: list[SessionPage] = field(default_factory=list)
    later: list[SessionPage] = field(default_factory=list)

    @property
    def can_book(self) -> bool:
        return self.next is not None and not self.is_on_now


def glance(pages: SessionPageQuerySet, *, now: datetime) -> Glance:
    """Look at the coming dates that everybody may see."""
    found = Glance()
    for page in open_to_all(pages.with_facts()).upcoming(now)[:LOOK_AHEAD]:
        if found.next:
            found.later.append(page)
        elif page.session.is_cancelled:
            found.cancelled.append(page)
        else:
            found.next, found.is_on_now = page, page.session.has_started(now)
    found.later = list(islice((p for p in found.later if not p.session.is_cancelled), ALSO))
    return found
