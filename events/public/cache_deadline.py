"""Page cache deadlines: sessions can be joined, start and end. Imported once, in `EventsConfig.ready`."""

from datetime import datetime

from django.db.models import Q

from events.models import Session
from events.models.sessions import JOIN_OPENS_BEFORE
from hub.page_cache.store import register_deadline


@register_deadline
def next_boundary(after: datetime, before: datetime) -> datetime | None:
    """Return the first moment, between two, when a session can be joined, starts or ends. One query."""
    soon = before + JOIN_OPENS_BEFORE
    sessions = Session.objects.filter(
        Q(starts_at__gt=after, starts_at__lt=soon) | Q(ends_at__gt=after, ends_at__lt=before)
    ).values_list("starts_at", "ends_at")
    moments = [
        moment
        for starts_at, ends_at in sessions
        for moment in (starts_at - JOIN_OPENS_BEFORE, starts_at, ends_at)
    ]
    return min((moment for moment in moments if after < moment < before), default=None)
