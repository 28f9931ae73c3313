"""Builds the sample content through the same pages and services that people use.

Each part looks first at what is there and makes only what is missing, so that loading twice changes
nothing and an editor's own changes stay.
"""

from datetime import datetime

from django.db import transaction

from home.initial_pages import create_initial_pages

from .bookings import make_bookings
from .front_room import fill_front_room
from .gallery import make_gallery
from .labels import make_labels
from .logins import Login, make_logins
from .meetings import make_meetings
from .senders import make_followers, send_in_all
from .shelf import Shelf

__all__ = ["Login", "build"]


@transaction.atomic
def build(*, now: datetime) -> list[Login]:
    """Make the whole sample site. Gives back the logins, with passwords of those just made."""
    home = create_initial_pages()
    shelf = Shelf()
    make_labels()
    fill_front_room(home=home, shelf=shelf)
    meetings = make_meetings(shelf=shelf, now=now)
    make_gallery(shelf=shelf, meetings=meetings, now=now)
    logins = make_logins()
    make_bookings(meetings=meetings, now=now)
    if meetings.is_new:
        send_in_all(now=now)
        make_followers(now=now)
    return logins
