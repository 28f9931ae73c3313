"""Sample contributions and subscribers."""

from datetime import datetime, timedelta

from django.apps import apps

from events.subscriptions.subscribers import confirm, subscribe
from home.demo.content import SENT_IN, SUBSCRIBERS
from hub.models import Area
from stories.contributions import mark_read, submit

from .keys import form_key
from .mail_guard import mail_stays_here
from .publishing import topics_named

SINCE = timedelta(days=20)


def send_in_all(*, now: datetime) -> None:
    for number, sent in enumerate(SENT_IN):
        at = now - timedelta(days=sent.days_ago)
        contribution = submit(
            form_key=form_key(f"sent-in-{number}"),
            now=at,
            kind=sent.kind,
            title=sent.title,
            words="\n\n".join(sent.words),
            name=sent.name,
            wants_no_name=sent.wants_no_name,
            email=sent.email,
            phone=sent.phone,
            consent=sent.consent,
        )
        if sent.is_read:
            mark_read(contribution=contribution, now=at + timedelta(days=1))


def make_subscribers(*, now: datetime) -> None:
    """Subscribe, only if mail stays local: the next new session would send alerts."""
    if not apps.is_installed("events.subscriptions") or not mail_stays_here():
        return
    for each in SUBSCRIBERS:
        subscriber = subscribe(
            email=each.email,
            everything=each.everything,
            topics=topics_named(each.topics),
            areas=Area.objects.filter(name__in=each.areas),
            now=now - SINCE,
        )
        confirm(subscriber=subscriber, now=now - SINCE + timedelta(minutes=10))
