"""What an editor can write stands on the admin's first page."""

import pytest
from django.contrib.auth.models import Group

from home.write_panel import kinds_to_write
from hub.models import User


@pytest.fixture
def person(site):
    def make(*groups: str) -> User:
        user = User.objects.create_user("-".join(groups) or "nobody", "x@example.org", "pass")
        user.groups.add(*Group.objects.filter(name__in=groups))
        return user

    return make


@pytest.mark.slow("opens every form of the admin")
def test_an_editor_sees_each_kind_and_each_opens_an_empty_form(client, person):
    editor = person("Editors")
    client.force_login(editor)
    front = client.get("/admin/").content.decode()
    kinds = kinds_to_write(editor)

    assert [kind["words"] for kind in kinds] == [
        *("A story", "A poem", "A video", "What we heard", "New sessions", "A plain page")
    ]
    for kind in kinds:
        assert f'href="{kind["url"]}"' in front
        assert client.get(kind["url"]).status_code == 200


def test_an_organiser_who_edits_nothing_is_offered_nothing(client, person):
    organiser = person("Organisers")
    client.force_login(organiser)
    assert kinds_to_write(organiser) == []
    assert "Write something new" not in client.get("/admin/").content.decode()


def test_the_first_page_has_what_waits_before_what_can_be_written(client, person):
    client.force_login(person("Editors"))
    front = client.get("/admin/").content.decode()
    assert front.index("What to do next") < front.index("Write something new")


def test_the_site_details_are_offered_to_those_who_may_change_them(client, person):
    client.force_login(person("Editors"))
    may = (
        "change the name, the colour and the phone number" in client.get("/admin/").content.decode()
    )
    assert may == User.objects.get(username="Editors").has_perm("hub.change_sitedetails")
