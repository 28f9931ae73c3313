"""Deleting a topic or an area: an editor is warned of what uses it, and nothing breaks afterwards."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from events.models import SessionPageTopic, Subscriber
from home.label_usage import usage_of
from hub.models import Area, Topic, User
from stories.models import PoemPage
from tests import factories
from tests.factories import NOW
from tests.stories.factories import make_piece


@pytest.fixture
def editor(client, site) -> User:
    user = User.objects.create_user("ed", "ed@example.org", "pass")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


@pytest.fixture
def topic(site) -> Topic:
    return Topic.objects.create(name="Money", slug="money")


def subscriber(email: str, *topics: Topic, **fields) -> Subscriber:
    row = Subscriber.objects.create(email=email, confirmed_at=NOW, **fields)
    row.topics.set(topics)
    return row


def test_an_editor_reads_what_hangs_on_a_topic_before_they_delete_it(client, editor, topic):
    story, poem = make_piece(topics=(topic,)), make_piece(PoemPage, poem="Tea", topics=(topic,))
    session = factories.make_session()
    SessionPageTopic.objects.create(page=session.page, topic=topic)
    subscriber("a@example.org", topic)
    subscriber("b@example.org", topic, everything=True)

    address = reverse(topic.snippet_viewset.get_url_name("delete"), args=[topic.pk])
    page = client.get(address).content.decode()
    assert "Money: It is on 2 stories and poems and 1 session." in page
    assert "They stay, without this topic." in page
    assert "1 person asked to hear of it. We could not tell them any more." in page

    client.post(address)
    assert not Topic.objects.filter(pk=topic.pk).exists()
    for page in (story, poem, session.page):
        assert client.get(page.url).status_code == 200


def test_an_area_too(client, editor):
    area = Area.objects.create(name="Norfolk", slug="norfolk")
    factories.make_session(series=factories.make_series(area=area), page={"area": area})
    address = reverse(area.snippet_viewset.get_url_name("delete"), args=[area.pk])
    page = client.get(address).content.decode()
    assert "It is on 1 session and 1 series. They stay, without this area." in page


def test_a_draft_with_a_topic_that_is_gone_can_still_be_published(client, editor, topic):
    page = make_piece(topics=(topic,), live=False)
    draft = page.save_revision()
    topic.delete()
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    draft.publish()
    assert client.get(page.url).status_code == 200


def test_nothing_is_said_of_a_topic_that_nothing_hangs_on(client, editor, topic):
    assert usage_of(topic) == ""
