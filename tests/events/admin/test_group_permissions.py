"""What groups may do here: made by migrations, read and changed in the admin."""

from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from events.wagtail_hooks import PERMISSIONS
from hub.models import User

pytestmark = pytest.mark.django_db
migration = import_module("events.migrations.0033_the_day")


def codenames(owner):
    permissions = owner.permissions if isinstance(owner, Group) else owner.user_permissions
    return set(permissions.values_list("codename", flat=True))


def give(owner, *names):
    permissions = owner.permissions if isinstance(owner, Group) else owner.user_permissions
    permissions.set(Permission.objects.filter(codename__in=names))
    return owner


def test_organisers_have_each_permission_and_facilitators_only_what_they_need():
    of_owner = {"view_needsaccess", "change_retentionsettings"}
    organisers = codenames(Group.objects.get(name="Organisers"))
    assert set(PERMISSIONS) - organisers == of_owner | {"facilitate_session"}
    facilitators = codenames(Group.objects.get(name="Facilitators"))
    assert facilitators == {"access_admin", "facilitate_session"}
    assert not codenames(Group.objects.get(name="Editors")) & set(PERMISSIONS)


def test_who_could_export_or_erase_before_still_can():
    desk = give(Group.objects.create(name="Desk"), "view_booking")
    carers = give(
        Group.objects.create(name="Carers"), "view_booking", "view_accessneed", "change_accessneed"
    )
    ed = give(User.objects.create_user("ed"), "view_booking")
    other = give(User.objects.create_user("other"), "change_booking")
    migration.keep_what_people_can_do(apps, None)

    assert codenames(desk) == codenames(ed) == {"view_booking", "export_booking"}
    assert codenames(carers) >= {"export_booking", "delete_booking"}
    assert codenames(other) == {"change_booking"}


def test_the_screen_of_a_group_has_them_in_words(client, admin_user):
    client.force_login(admin_user)
    facilitators = Group.objects.get(name="Facilitators")
    page = client.get(reverse("wagtailusers_groups:edit", args=[facilitators.pk]))
    boxes = BeautifulSoup(page.text, "html.parser").select("input[name=permissions]")
    offered = {int(box["value"]) for box in boxes}
    ticked = {int(box["value"]) for box in boxes if box.has_attr("checked")}
    ours = Permission.objects.filter(content_type__app_label="events", codename__in=PERMISSIONS)
    assert {each.pk for each in ours} <= offered
    assert len(ours) == len(PERMISSIONS)
    assert ticked == {each.pk for each in facilitators.permissions.all()}
    for words in ("Can take out lists with names", "Can see the day of those that they run"):
        assert words in page.text
