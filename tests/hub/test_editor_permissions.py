"""What the group of editors may do: enough to write pages, and no more."""

import pytest
from django.contrib.auth.models import Group

from hub.models import User


@pytest.fixture
def editor(client, site) -> User:
    user = User.objects.create_user("ed", "ed@example.org", "pass")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


OPEN = [
    *("/admin/", "/admin/pages/", "/admin/images/", "/admin/documents/", "/admin/snippets/"),
    *("/admin/images/add/", "/admin/documents/multiple/add/", "/admin/contributions/"),
    *("/admin/snippets/hub/topic/add/", "/admin/snippets/hub/area/add/"),
]
CLOSED = [
    *("/admin/users/", "/admin/groups/", "/admin/sites/", "/admin/collections/"),
    "/admin/snippets/events/accessoption/",
]


def test_editors_open_what_they_need(client, editor):
    for address in OPEN:
        assert client.get(address).status_code == 200, address
    assert client.get("/admin/settings/hub/sitedetails/", follow=True).status_code == 200


def test_editors_see_no_users_and_no_groups(client, editor):
    for address in CLOSED:
        assert client.get(address).status_code in (302, 403, 404), address


def test_editors_have_no_rights_over_bookings(editor):
    rights = editor.get_all_permissions()
    assert not [right for right in rights if right.startswith(("events.", "auth.", "hub.add_user"))]
    assert not editor.is_superuser


def test_editors_publish_anywhere_in_the_tree(editor, site):
    for page in (site.home, site.stories, site.sessions):
        rights = page.permissions_for_user(editor)
        assert rights.can_edit()
        assert rights.can_publish()
        assert rights.can_add_subpage()


def test_the_group_of_wagtail_that_nobody_uses_is_gone(db):
    assert not Group.objects.filter(name="Moderators").exists()


def test_a_new_topic_suggests_its_own_address(client, editor):
    page = client.get("/admin/snippets/hub/topic/add/").content.decode()
    assert "w-sync" in page
    assert "w-slug" in page
