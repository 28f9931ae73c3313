"""Purge of subscribers and their alerts."""

from datetime import datetime

from events.models import Notice, SessionAlert, Subscriber
from events.retention import ALERT_NOTICES_KEPT, UNCONFIRMED_KEPT
from hub.dates import london_date, london_midnight


def purge_unconfirmed(*, now: datetime) -> int:
    """Delete late unconfirmed subscribers, old alerts and notices. Return the former's count."""
    today = london_midnight(london_date(now))
    SessionAlert.objects.filter(session__ends_at__lt=today).delete()
    old = now - ALERT_NOTICES_KEPT
    Notice.objects.filter(subscriber__isnull=False, created_at__lt=old).delete()
    late = Subscriber.objects.filter(confirmed_at=None, created_at__lte=now - UNCONFIRMED_KEPT)
    keys = list(late.values_list("pk", flat=True))
    Subscriber.objects.filter(pk__in=keys, confirmed_at=None).delete()
    return len(keys)
