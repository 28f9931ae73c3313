"""The context of "Put our sessions in your calendar"."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from events import ical
from events.models import SeriesPage, SessionPage
from events.public.filters import Filters, LabelFilter, filters_for
from events.public.ical_feeds import feed_name, feed_url
from hub.public_pages import publicly_visible


def subscribe_page(
    *, path: str, query: Mapping[str, str], site_name: str, now: datetime
) -> dict[str, Any]:
    """Return the feed URL of the chosen filters, and links for each calendar."""
    labels = LabelFilter.used_by(SessionPage.objects.open_to_all().upcoming(now))
    series = tuple(publicly_visible(SeriesPage.objects.all()).order_by("path"))
    labels = LabelFilter(labels.topics, labels.areas, series if len(series) > 1 else ())
    chosen = Filters.read(query, labels=labels)
    url, name = feed_url(chosen), feed_name(chosen, site_name)
    return {
        "social_title": "Put our sessions in your calendar",
        "social_description": "New dates then show in your own calendar, by themselves.",
        "chosen": chosen,
        "filters": filters_for(
            chosen,
            labels=labels,
            path=path,
            names=("series", "topic", "area", "way"),
            fragment="#chosen",
        ),
        **subscribe_links(url, name),
    }


def subscribe_links(url: str, name: str) -> dict[str, str]:
    """Return the links that subscribe each calendar to a feed."""
    return {
        "feed_url": url,
        "webcal_url": ical.webcal(url),
        "google_url": ical.google_subscribe(url),
        "outlook_url": ical.outlook_subscribe(url, name),
        "office_url": ical.office_subscribe(url, name),
    }
