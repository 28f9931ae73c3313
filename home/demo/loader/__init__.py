"""Sample content, built through the site's own pages and services.

Idempotent: each part creates only what is missing, so editors' changes are kept.
"""

from datetime import datetime

from django.db import transaction

from home.initial_pages import create_initial_pages

from .bookings import make_bookings
from .contributions import make_subscribers, submit_contributions
from .learned import make_counts, make_suppliers
from .logins import Login, make_logins
from .media import MediaLibrary
from .pages import make_labels, make_pages
from .sessions import make_sessions
from .stories import make_stories

__all__ = ["Login", "build"]


@transaction.atomic
def build(*, now: datetime) -> list[Login]:
    """Build the sample site. Return the logins, with the passwords of new ones."""
    home = create_initial_pages()
    media = MediaLibrary()
    make_labels()
    make_pages(home=home, media=media)
    sessions = make_sessions(media=media, now=now)
    make_stories(media=media, sessions=sessions, now=now)
    logins = make_logins()
    if sessions.is_new:
        make_bookings(sessions=sessions, now=now)
        submit_contributions(now=now)
        make_subscribers(now=now)
        make_counts(sessions=sessions, now=now)
        make_suppliers()
    return logins
