"""Slugs that are shadowed by the URLs of the site."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from wagtail.models import Page

# Names of the URL patterns in hub/urls.py and events/urls.py that serve pages.
PAGE_URL_NAMES = {"wagtail_serve", "sessions"}


def is_taken(parent: Page, slug: str) -> bool:
    """Return whether a URL pattern would shadow a page with this slug, such as "health"."""
    parent_url = parent.get_url()
    if not parent_url:
        return False  # not below any site root yet
    try:
        match = resolve(f"{urlsplit(parent_url).path}{slug}/")
    except Resolver404:
        return True
    return match.url_name not in PAGE_URL_NAMES
