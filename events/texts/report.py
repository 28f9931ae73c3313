"""What became of the texts and letters that we sent, for organisers."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from events.models import Notice

LISTED_FOR = timedelta(days=14)


def sent_messages(now: datetime) -> QuerySet[Notice]:
    """Return the texts and letters of two weeks that were sent or failed, newest first."""
    tried = Notice.objects.exclude(channel="").exclude(sent_at=None, failed_at=None)
    return (
        tried.filter(created_at__gt=now - LISTED_FOR)
        .select_related("booking__session__page")
        .order_by("-due_at", "-pk")
    )
