"""Rows for tests of subscriptions: topics, areas, subscribers, and sessions that are worth an alert."""

from datetime import timedelta

from events.models import SessionPage, SessionPageTopic, Subscriber
from events.subscriptions import subscribers
from hub.models import Area, Topic
from tests import factories

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def get_label(kind, name):
    found, _ = kind.objects.get_or_create(name=name, slug=name.lower().replace(" ", "-"))
    return found


def make_topic(name="Unpaid carers"):
    return get_label(Topic, name)


def make_area(name="Norfolk"):
    return get_label(Area, name)


def make_pending_subscriber(now, email="kim@example.org", **chosen):
    """Make a subscriber who has not confirmed yet."""
    chosen = chosen or {"everything": True}
    return subscribers.subscribe(email=email, now=now, **chosen)


def make_subscriber(now, email="kim@example.org", **chosen):
    """Make a subscriber who confirmed an hour ago, before any session of the test was there."""
    waiting = make_pending_subscriber(now - HOUR, email, **chosen)
    row = subscribers.confirm(subscriber=waiting, now=now - HOUR)
    row.notices.all().delete()
    return Subscriber.objects.get(pk=row.pk)


def make_new_session(*topics, title="A talk of its own", published=None, **facts):
    """Make a session that is worth an alert: with a title, perhaps topics, published an hour before NOW."""
    session = factories.make_session(title=title, **facts)
    for each in topics:
        SessionPageTopic.objects.create(page=session.page, topic=each)
    when = published or factories.NOW - HOUR
    SessionPage.objects.filter(pk=session.page_id).update(last_published_at=when)
    return session


def alerted_titles(who):
    return set(who.alerts.values_list("session__page__title", flat=True))
