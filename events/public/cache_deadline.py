"""Page cache deadlines: sessions start and end. Imported once, in `EventsConfig.ready`."""

from datetime import datetime

from django.db.models import Q

from events.models import Session
from hub.page_cache.store import register_deadline


@register_deadline
def next_boundary(after: datetime, before: datetime) -> datetime | None:
    """Return the first start or end of a session between two moments. One query."""
    sessions = Session.objects.filter(
        Q(starts_at__gt=after, starts_at__lt=before) | Q(ends_at__gt=after, ends_at__lt=before)
    ).values_list("starts_at", "ends_at")
    return min((moment for times in sessions for moment in times if moment > after), default=None)
