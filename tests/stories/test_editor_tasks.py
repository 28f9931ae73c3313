"""The tasks on an editor's first page: contributions to read, and sessions without a summary."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group

from hub.models import User
from stories.editor_tasks import editor_tasks, sessions_without_summary
from stories.models import Contribution, SummaryPage
from tests import factories
from tests.factories import NOW
from tests.stories.factories import make_piece
from tests.stories.test_contributions import make_contribution

NOTHING = "Nothing is urgent."


@pytest.fixture(autouse=True)
def clock(site):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person(client):
    def log_in(group: str) -> User:
        user = User.objects.create_user(group, "ed@example.org", "pass")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        return user

    return log_in


def admin_home(client) -> str:
    return client.get("/admin/").content.decode()


def test_an_editor_is_told_that_something_was_sent_in_until_it_is_read(client, person):
    person("Editors")
    assert NOTHING in admin_home(client)
    one, other = make_contribution(), make_contribution(title="My night")
    assert "Read 2 things that people sent in" in admin_home(client)
    assert NOTHING not in admin_home(client)

    client.get(f"/admin/contributions/inspect/{one.pk}/")
    client.get(f"/admin/contributions/inspect/{one.pk}/")
    assert "Read 1 thing that people sent in" in admin_home(client)
    client.get(f"/admin/contributions/inspect/{other.pk}/")
    assert NOTHING in admin_home(client)
    assert Contribution.objects.get(pk=one.pk).read_at == NOW


def test_the_list_says_what_is_new(client, person):
    person("Editors")
    make_contribution(read_at=NOW)
    make_contribution(title="My night")
    page = client.get("/admin/contributions/")
    assert [each.state for each in page.context["object_list"]] == ["New", "Read"]
    assert "2 contributions" in page.content.decode()


def test_an_empty_list_is_a_kind_sentence(client, person):
    person("Editors")
    page = client.get("/admin/contributions/").content.decode()
    assert "<h1" in page
    assert "What people sent in" in page
    assert "Nobody has sent anything in yet." in page
    assert "Nothing fits." in client.get("/admin/contributions/?q=tea").content.decode()


def test_an_organiser_is_not_told_what_they_may_not_read(client, person):
    organiser = person("Organisers")
    make_contribution()
    factories.make_session(starts_at=NOW - timedelta(days=2))
    assert editor_tasks(organiser, NOW) == []
    assert "sent in" not in admin_home(client)


def test_an_editor_is_asked_to_write_what_we_heard_until_it_is_on_the_site(client, person):
    person("Editors")
    session = factories.make_session(title="Money", starts_at=NOW - timedelta(days=2))
    assert f"Write what we heard: {session}" in admin_home(client)
    summary = make_piece(SummaryPage, title="What we heard", live=False, session=session.page)
    assert sessions_without_summary(NOW) == [session]
    summary.save_revision().publish()
    assert "Write what we heard" not in admin_home(client)


def test_nobody_writes_about_what_did_not_happen_or_is_long_over_or_still_to_come():
    for fields in (
        {"starts_at": NOW - timedelta(days=2), "status": "cancelled"},
        {"starts_at": NOW - timedelta(days=2), "live": False},
        {"starts_at": NOW - timedelta(days=32)},
        {"starts_at": NOW - timedelta(minutes=5)},
        {"starts_at": NOW + timedelta(days=1)},
    ):
        factories.make_session(**fields)
    assert sessions_without_summary(NOW) == []
