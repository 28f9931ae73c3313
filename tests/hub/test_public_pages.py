import pytest
from wagtail.models import Page

from home.models import InformationPage
from hub.public_pages import publicly_visible


@pytest.fixture
def tree(site):
    def add(parent, title, **fields):
        return parent.add_child(instance=InformationPage(title=title, **fields))

    shown = add(site.home, "Shown")
    private = add(site.home, "Private")
    private.view_restrictions.create(restriction_type="login")
    return {
        "Shown": shown,
        "Private": private,
        "Below private": add(private, "Below private"),
        "Draft": add(site.home, "Draft", live=False),
    }


def test_drafts_private_pages_and_all_below_them_are_left_out(tree):
    titles = set(publicly_visible(InformationPage.objects.all()).values_list("title", flat=True))
    assert "Shown" in titles
    assert not titles & {"Private", "Below private", "Draft"}


def test_it_agrees_with_wagtail_in_one_question(tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        ours = set(publicly_visible(Page.objects.all()).values_list("pk", flat=True))
    assert ours == set(Page.objects.live().public().values_list("pk", flat=True))


def test_a_copy_that_follows_a_private_page_is_private_too(tree, site, client):
    alias = tree["Private"].create_alias(parent=site.home, update_slug="copy")
    alias = InformationPage.objects.get(pk=alias.pk)
    assert alias.get_view_restrictions().exists()
    assert client.get("/copy/").status_code == 302
