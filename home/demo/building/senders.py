"""What visitors sent in, and those who follow the sessions."""

from datetime import datetime, timedelta

from events import subscriptions
from home.demo.senders import FOLLOWERS, SENT_IN
from hub.models import Area
from stories.contributions import mark_read, submit

from .keys import form_key
from .post import mail_stays_here
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


def make_followers(*, now: datetime) -> None:
    """Only where mail stays on this machine: news would go out to them with the next new session."""
    if not mail_stays_here():
        return
    for each in FOLLOWERS:
        subscriber = subscriptions.subscribe(
            email=each.email,
            everything=each.everything,
            topics=topics_named(each.topics),
            areas=Area.objects.filter(name__in=each.areas),
            now=now - SINCE,
        )
        subscriptions.confirm(subscriber=subscriber, now=now - SINCE + timedelta(minutes=10))
