"""Pages that the site itself links to, and addresses at which it answers: no slip of an editor hides them."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import GlossaryPage, HomePage, InformationPage
from hub.models import User
from stories.models import StoriesPage, StoryPage
from tests.stories.test_editing import EMPTY, add_url, answers, information, story


@pytest.fixture
def editor(client, site) -> User:
    user = User.objects.create_user("ed", "ed@example.org", "pass")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def protected_pages(site) -> list[Page]:
    plain = InformationPage.objects.filter(slug__in=["accessibility", "privacy"])
    assert plain.count() == 2
    return [site.home, site.sessions, site.stories, *plain]


@pytest.mark.parametrize("how", ["delete", "unpublish", "move"])
def test_an_editor_cannot_make_a_page_go_away_that_the_site_links_to(client, editor, site, how):
    for page in protected_pages(site):
        address = reverse(f"wagtailadmin_pages:{how}", args=[page.pk])
        assert client.get(address).status_code == 302, page
        client.post(address)
        assert Page.objects.get(pk=page.pk).live, page
        assert client.get(page.url).status_code == 200, page


@pytest.mark.parametrize("how", ["delete", "unpublish"])
def test_nor_can_many_at_once(client, editor, site, how):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", how])
    for page in protected_pages(site):
        client.post(f"{address}?id={page.pk}")
        assert Page.objects.get(pk=page.pk).live, page


def test_nor_by_a_day_on_which_it_goes_away(client, editor, site):
    for page in protected_pages(site):
        assert (
            "expire_at"
            in type(page)(expire_at=timezone.now(), slug=page.slug, depth=3).publication_errors()
        )


def test_nor_by_asking_every_visitor_to_log_in(client, editor, site):
    for page in protected_pages(site):
        address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
        client.post(address, {"restriction_type": "login", "password": ""})
        assert not PageViewRestriction.objects.exists(), page


def test_what_was_hidden_once_can_be_opened_again(client, editor, site):
    site.home.view_restrictions.create(restriction_type="login")
    address = reverse("wagtailadmin_pages:set_privacy", args=[site.home.pk])
    client.post(address, {"restriction_type": "none", "password": ""})
    assert not PageViewRestriction.objects.exists()


def test_other_plain_pages_may_go(client, editor, site):
    about = InformationPage.objects.get(slug="about")
    below = site.home.add_child(instance=InformationPage(title="More", slug="more"))
    same_name = below.add_child(instance=InformationPage(title="Privacy", slug="privacy"))
    for page in (about, GlossaryPage.objects.get(), same_name):
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        assert not Page.objects.filter(pk=page.pk).exists()


def test_the_order_of_the_menu_can_still_be_changed(client, editor, site):
    address = reverse("wagtailadmin_pages:set_page_position", args=[site.stories.pk])
    assert client.post(f"{address}?position=0").status_code == 200
    assert Page.objects.child_of(site.home).first().pk == site.stories.pk


def test_the_address_of_sessions_and_stories_cannot_be_changed(client, editor, site):
    for page in (site.sessions, site.stories):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = client.get(edit).content.decode()
        assert 'name="slug"' not in form
        assert "w-sync" not in form  # it would look for the address, and stop with an error
        response = client.post(edit, {**answers(slug="elsewhere"), "action-publish": "1"})
        assert response.status_code == 302
        page.refresh_from_db()
        assert (page.title, page.slug) == ("A title", page.url.strip("/"))


@pytest.mark.parametrize("slug", ["health", "search", "tell-me", "share-your-story", "admin"])
def test_a_page_that_nobody_would_see_is_not_published(client, editor, slug):
    data = {**information(), "slug": slug, "action-publish": "1"}
    response = client.post(add_url(HomePage, InformationPage), data)
    assert response.status_code == 200
    assert f"“{slug}-page”" in response.context["form"].errors["slug"][0]
    assert client.post(add_url(HomePage, InformationPage), {**data, "slug": f"{slug}-page"})
    assert InformationPage.objects.get(slug=f"{slug}-page").live


def test_a_story_does_not_take_the_address_of_the_feed(client, editor):

    data = {**story(), "slug": "feed", "action-publish": "1"}
    response = client.post(add_url(StoriesPage, StoryPage), data)
    assert "slug" in response.context["form"].errors
    assert (
        client.post(add_url(StoriesPage, StoryPage), {**data, "slug": "health"}).status_code == 302
    )


def test_its_draft_is_kept_all_the_same(client, editor):
    data = answers(title="Health", slug="health", body=EMPTY)
    assert client.post(add_url(HomePage, InformationPage), data).status_code == 302
    assert not InformationPage.objects.get(slug="health").live
