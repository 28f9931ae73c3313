"""What a person wished goes with the page made from their words, until they change their mind."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from hub.jobs import Pass
from hub.models import User
from stories.contributions import RETENTION, make_draft, purge_contributions
from stories.models import Contribution, StoryPage
from tests.factories import NOW
from tests.stories.test_contributions import make_contribution
from tests.stories.test_editing import piece, text


@pytest.fixture
def editor(site, client) -> User:
    user = User.objects.create_user("ed", "ed@example.org", "pass")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publish(client, page, **fields):
    data = piece(slug=page.slug, in_short="", about_author="", body=text("<p>Words.</p>"))
    return client.post(edit_url(page), {**data, **fields, "action-publish": "1"})


@pytest.fixture
def draft(editor):
    """A draft of somebody who asked us to talk to them first."""
    sent = make_contribution(consent="ask", name="Joy", wants_no_name=True, phone="01632 960 555")
    return make_draft(contribution=sent, user=editor, now=NOW)


def test_the_wishes_stand_beside_the_draft(client, draft):
    form = client.get(edit_url(draft)).text
    for words in ("Talk to the person first.", "Talk to me first", "No name", "ann@example.org"):
        assert words in form
    assert "01632 960 555" in form
    assert "agreed_on" in form


@pytest.mark.parametrize("kind", ["story", "poem"])
def test_a_yes_is_shown_and_asks_for_no_date(client, editor, kind):
    sent = make_contribution(consent="publish", kind=kind)
    page = make_draft(contribution=sent, user=editor, now=NOW)
    form = client.get(edit_url(page)).text
    assert "Yes, you can put it on the site" in form
    assert 'name="agreed_on"' not in form
    page.get_latest_revision_as_object().full_clean()


def test_a_page_that_nobody_sent_in_has_no_wishes(client, editor, site):
    page = site.stories.add_child(instance=StoryPage(title="Ours"))
    assert "What the person wished" not in client.get(edit_url(page)).text


def test_a_draft_is_published_only_with_the_day_of_the_agreement(client, draft, time_machine):
    time_machine.move_to(NOW, tick=False)
    client.force_login(draft.owner)
    response = publish(client, draft)
    assert response.context["form"].errors["agreed_on"] == [
        "The person asked us to talk to them first. Write the day on which they agreed."
    ]
    assert publish(client, draft, agreed_on="2027-01-12").context["form"].errors["agreed_on"]
    assert not StoryPage.objects.get().live
    assert publish(client, draft, agreed_on="2027-01-11").status_code == 302
    page = StoryPage.objects.get()
    assert page.live
    assert page.must_agree


def test_no_other_way_of_publishing_goes_round_the_agreement(client, draft):
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={draft.pk}", {"include_descendants": ""})
    assert not StoryPage.objects.get().live


def test_an_agreement_is_asked_for_after_the_words_were_forgotten_too(client, editor):
    sent = make_contribution(consent="ask", now=NOW - RETENTION)
    page = make_draft(contribution=sent, user=editor, now=NOW)
    purge_contributions(Pass(NOW))
    assert "Talk to the person first." in client.get(edit_url(page)).text
    assert "agreed_on" in publish(client, page).context["form"].errors


def test_who_may_not_read_what_people_send_sees_no_contact(client, draft):
    Group.objects.get(name="Editors").permissions.remove(
        Permission.objects.get(codename="view_contribution")
    )
    form = client.get(edit_url(draft)).text
    assert "Talk to the person first." in form
    assert "ann@example.org" not in form


def test_drafts_made_before_pages_knew_are_marked(editor, draft):
    StoryPage.objects.update(must_agree=False)
    revision = draft.latest_revision
    revision.content["must_agree"] = False
    revision.save()
    import_module("stories.migrations.0005_agreement").mark_drafts(apps, None)
    page = StoryPage.objects.get()
    assert page.must_agree
    assert page.get_latest_revision_as_object().must_agree


@pytest.fixture
def published(editor):
    sent = make_contribution()
    page = make_draft(contribution=sent, user=editor, now=NOW)
    page.get_latest_revision().publish()
    return Contribution.objects.get(), StoryPage.objects.get()


def delete_url(contribution) -> str:
    return reverse("contributions:delete", args=[contribution.pk])


def test_deleting_names_the_page_and_takes_it_down(client, published):
    contribution, page = published
    asked = client.get(delete_url(contribution)).text
    assert edit_url(page) in asked
    assert "Everyone can read that page now." in asked
    assert "referenced" not in asked.lower()
    told = client.post(delete_url(contribution), follow=True).text
    assert "Nobody can read “My day” on the site." in told
    assert reverse("wagtailadmin_pages:delete", args=[page.pk]) in told
    assert not Contribution.objects.exists()
    assert client.get(page.url).status_code == 404


def test_an_editor_may_keep_the_page_knowingly(client, published):
    contribution, page = published
    told = client.post(delete_url(contribution), {"page": "keep"}, follow=True).text
    assert "The page “My day” stays as it is." in told
    assert not Contribution.objects.exists()
    assert client.get(page.url).status_code == 200


def test_a_page_that_is_set_to_appear_does_not(client, draft, time_machine):
    draft.agreed_on, draft.go_live_at = NOW.date(), NOW.replace(year=2028)
    draft.save_revision().publish()
    contribution = Contribution.objects.get()
    assert "That page is set to appear." in client.get(delete_url(contribution)).text
    client.post(delete_url(contribution))
    assert not StoryPage.objects.get().approved_schedule


def test_who_may_not_take_the_page_down_deletes_nothing(client, published, monkeypatch):
    contribution, page = published
    editors = Group.objects.get(name="Editors")
    editors.page_permissions.filter(permission__codename="publish_page").delete()
    client.post(delete_url(contribution))
    assert Contribution.objects.exists()
    assert client.get(page.url).status_code == 200


def test_words_without_a_page_are_deleted_with_one_press(client, editor):
    contribution = make_contribution()
    assert "No page was made from it." in client.get(delete_url(contribution)).text
    client.post(delete_url(contribution))
    assert not Contribution.objects.exists()
