"""What subscriptions add to the core's screens."""

from typing import Any

from events import extension_points
from events.models import Subscriber
from hub.email_addresses import email_q


@extension_points.search_results.register
def _search_results(words: str) -> dict[str, Any]:
    matches = Subscriber.objects.filter(email_q("email", words))
    return {"subscriber": matches.first() if "@" in words else None}
