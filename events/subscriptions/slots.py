"""What subscriptions add to the core's screens."""

from typing import Any

from events import slots
from events.models import Subscriber


@slots.search_results.register
def _among_found(words: str) -> dict[str, Any]:
    found = list(Subscriber.objects.filter(email__iexact=words)) if "@" in words else []
    return {"subscriber": found[0] if found else None}
