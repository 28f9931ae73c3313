"""Addresses at which the site itself answers: a page that stood there would never be seen."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from wagtail.models import Page

# The names of the addresses in hub/urls.py and events/urls.py at which pages are shown.
PAGES_STAND_AT = {"wagtail_serve", "sessions", "series", "session"}


def is_taken(parent: Page, slug: str) -> bool:
    """Whether a page with this slug below `parent` would be hidden, as one named "health" would be."""
    door = parent.get_url()
    if not door:
        return False  # not on any site yet
    try:
        match = resolve(f"{urlsplit(door).path}{slug}/")
    except Resolver404:
        return True
    return match.url_name not in PAGES_STAND_AT
