"""What subscriptions add to the core's screens."""

from typing import Any

from events import extension_points
from events.models import Subscriber


@extension_points.search_results.register
def _search_results(words: str) -> dict[str, Any]:
    matches = Subscriber.objects.filter(email__iexact=words)
    return {"subscriber": matches.first() if "@" in words else None}
