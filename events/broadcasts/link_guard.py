"""Detection of capability URLs and meeting links, which organisers can paste unnoticed.

Secret routes are read from the URLconf, so that new ones are covered without a change here.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal
from urllib.parse import unquote, urlsplit

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import StringConverter, UUIDConverter

from events.models import Session

LinkType = Literal["key", "meeting"]

# A real token has 40 characters or more; fewer than this open nothing.
_OPAQUE_SEGMENT = r"[\w.~:=-]{16,}"
# Public pages use a slug, a number or a month; a part with any other converter is a secret.
_SECRET_CONVERTERS = (StringConverter, UUIDConverter)
_STAFF_PREFIXES = ("admin/", "dev/")
_STAFF_RESET_PREFIX = "admin/password_reset/confirm/"


def find_secret_link(text: str) -> LinkType | None:
    """Return "key" for a capability URL in the text, "meeting" for a meeting link, or None.

    Also finds links without https, in capitals, over several lines or with encoded characters.
    """
    normalised = _normalise(text)
    if _capability_urls().search(normalised):
        return "key"
    links = Session.objects.exclude(meeting_url="").order_by()
    meeting_urls = links.values_list("meeting_url", flat=True).distinct()
    return "meeting" if any(_host_and_path(link) in normalised for link in meeting_urls) else None


def _normalise(text: str) -> str:
    """Return the text casefolded, decoded and without whitespace."""
    for _ in range(3):  # a link within a link is encoded more than once
        text = html.unescape(unquote(text))
    text = unicodedata.normalize("NFKC", text).replace("\\", "/")
    text = "".join(each for each in text if unicodedata.category(each)[0] not in "CZ")
    return re.sub(r"(?<!:)/{2,}", "/", text.casefold())


def _host_and_path(link: str) -> str:
    """Return the part of a meeting link without which it does not work."""
    parts = urlsplit(link)
    host = parts.netloc.removeprefix("www.")
    room = parts.path.rstrip("/") or (f"/?{parts.query}" if parts.query else "")
    return _normalise(host + room)


@cache
def _capability_urls() -> re.Pattern[str]:
    routes = list(_routes(get_resolver().url_patterns))
    prefixes = {route for route, is_secret in routes if is_secret}
    patterns = [re.escape(f"/{_STAFF_RESET_PREFIX}")]
    for prefix in sorted(prefixes):
        public = {
            re.escape(route.removeprefix(prefix).split("/")[0])
            for route, is_secret in routes
            if not is_secret and route.startswith(prefix) and route != prefix
        }
        others = f"(?!{'|'.join(sorted(public))})" if public else ""
        patterns.append(f"/{re.escape(prefix)}{others}{_OPAQUE_SEGMENT}")
    return re.compile("|".join(patterns))


def _routes(
    patterns: Iterable[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, bool]]:
    """Yield each route up to its first parameter, and whether that parameter is a secret."""
    for each in patterns:
        route = before + str(each.pattern)
        prefix = route.split("<")[0]
        if prefix.startswith(_STAFF_PREFIXES):
            continue
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
            continue
        kinds = list(getattr(each.pattern, "converters", {}).values())
        yield prefix, bool(kinds) and type(kinds[0]) in _SECRET_CONVERTERS
