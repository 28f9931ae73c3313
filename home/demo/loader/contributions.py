"""Sample contributions and subscribers."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.apps import apps

from events.subscriptions.subscribers import confirm, subscribe
from home.demo.content import CONTRIBUTIONS, SUBSCRIBERS
from hub.models import Area
from stories.contributions import mark_read, submit

from .keys import form_key
from .mail_guard import mail_stays_here
from .publishing import topics_named

SUBSCRIBED_BEFORE = timedelta(days=20)


def submit_contributions(*, now: datetime) -> None:
    for number, sample in enumerate(CONTRIBUTIONS):
        fields = asdict(sample) | {"words": "\n\n".join(sample.words)}
        is_read, sent_at = fields.pop("is_read"), now - timedelta(days=fields.pop("days_ago"))
        contribution = submit(form_key=form_key(f"sent-in-{number}"), now=sent_at, **fields)
        if is_read:
            mark_read(contribution=contribution, now=sent_at + timedelta(days=1))


def make_subscribers(*, now: datetime) -> None:
    """Subscribe, only if mail stays local: the next new session would send alerts."""
    if not apps.is_installed("events.subscriptions") or not mail_stays_here():
        return
    at = now - SUBSCRIBED_BEFORE
    for each in SUBSCRIBERS:
        subscriber = subscribe(
            email=each.email,
            everything=each.everything,
            topics=topics_named(each.topics),
            areas=Area.objects.filter(name__in=each.areas),
            now=at,
        )
        confirm(subscriber=subscriber, now=at + timedelta(minutes=10))
