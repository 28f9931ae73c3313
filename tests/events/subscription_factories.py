"""Rows for tests of news: topics, areas, subscribers, and sessions that are worth telling."""

from datetime import timedelta

from events.models import SessionPage, SessionPageTopic, Subscriber
from events.subscriptions import services as subscriptions
from hub.models import Area, Topic
from tests import factories

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def label(kind, name):
    found, _ = kind.objects.get_or_create(name=name, slug=name.lower().replace(" ", "-"))
    return found


def topic(name="Unpaid carers"):
    return label(Topic, name)


def area(name="Norfolk"):
    return label(Area, name)


def asked(now, email="kim@example.org", **chosen):
    """Somebody who has asked and not said yes yet."""
    chosen = chosen or {"everything": True}
    return subscriptions.subscribe(email=email, now=now, **chosen)


def subscriber(now, email="kim@example.org", **chosen):
    """Somebody who said yes an hour ago, before any session of the test was there."""
    waiting = asked(now - HOUR, email, **chosen)
    kept = subscriptions.confirm(subscriber=waiting, now=now - HOUR)
    kept.notices.all().delete()
    return Subscriber.objects.get(pk=kept.pk)


def planned(*topics, title="A talk of its own", published=None, **facts):
    """A session that is news: with a title, perhaps topics, put on the site an hour before NOW."""
    session = factories.make_session(title=title, **facts)
    for each in topics:
        SessionPageTopic.objects.create(page=session.page, topic=each)
    when = published or factories.NOW - HOUR
    SessionPage.objects.filter(pk=session.page_id).update(last_published_at=when)
    return session


def told_of(who):
    return set(who.alerts.values_list("session__page__title", flat=True))
