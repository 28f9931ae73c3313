"""What is not open to everyone is nowhere: each state of a page, and of its alias, in each place that lists pages."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from home.models import InformationPage
from hub.public_pages import publicly_visible, restrictions_of
from stories.models import StoriesPage, StoryPage, SummaryPage
from tests import factories
from tests.stories.factories import make_piece, make_topic

IN_THREE_DAYS = timedelta(days=3)
SUMMARY = "Cloves and tides"


def schedule(page: Page) -> None:
    page.unpublish()
    page.go_live_at = timezone.now() + IN_THREE_DAYS
    page.save_revision().publish()


def expire(page: Page) -> None:
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save_revision().publish()
    call_command("publish_scheduled")


def restrict(page: Page) -> None:
    page.view_restrictions.create(restriction_type="login")


# How the page gets there, and the status at its address.
STATES = {
    "draft": (lambda page: page.unpublish(), 404),
    "scheduled": (schedule, 404),
    "expired": (expire, 404),
    "private": (restrict, 302),
    "private parent": (lambda page: restrict(page.get_parent()), 302),
}


@pytest.fixture
def places(site):
    """A page, its alias elsewhere, an alias of that, and the places that show them while they are open."""
    over = factories.make_session(starts_at=timezone.now() - timedelta(days=2))
    topic = make_topic()
    page = make_piece(
        SummaryPage,
        title="Zanzibar",
        slug="zanzibar",
        summary=SUMMARY,
        topics=(topic,),
        session=over.page,
    )
    page.save_revision().publish()
    below = site.home.add_child(instance=InformationPage(title="Below here"))
    alias = page.create_alias(parent=below, update_slug="zanzibar-copy")
    again = alias.create_alias(parent=below, update_slug="zanzibar-copy-again")
    cards = {"heading": "Read next", "stories": [page.pk, alias.pk, again.pk]}
    make_piece(
        StoryPage,
        title="Another",
        slug="another",
        topics=(topic,),
        body=json.dumps([{"type": "stories", "value": cards}]),
    )
    home = site.home
    home.welcome = json.dumps([{"type": "stories", "value": cards}])
    home.save()
    return page, [alias, again]


ADDRESSES = {
    "home page": "/",
    "list": "/stories/",
    "topic": "/stories/?topic=unpaid-carers",
    "page of the topic": "/topics/unpaid-carers/",
    "kind": "/stories/?kind=summary",
    "feed": "/stories/feed/",
    "search": "/search/?q=zanzibar",
    "search for the summary": "/search/?q=cloves",
    "sitemap": "/sitemap.xml",
    "cards and related": "/stories/another/",
    "past sessions": "/sessions/over-a-brew/",
    "page above the alias": "/below-here/",
}


def seen(client, url: str) -> str:
    """Return what the page at the address shows, without the question that was asked."""
    return client.get(url).content.decode().replace('value="zanzibar"', "")


@pytest.mark.parametrize("place", ADDRESSES)
def test_an_open_page_is_in_each_place(places, client, place):
    assert "zanzibar" in seen(client, ADDRESSES[place])


@pytest.mark.slow("looks everywhere for a page in each state")
@pytest.mark.parametrize("state", STATES)
def test_what_is_not_open_is_nowhere_nor_is_its_alias(places, client, state):
    page, aliases = places
    change, status = STATES[state]
    change(SummaryPage.objects.get(pk=page.pk))
    for each in (page, *aliases):
        assert client.get(each.get_url()).status_code == status, each.slug
    told = {
        place
        for place, url in ADDRESSES.items()
        if any(word in seen(client, url) for word in ("/zanzibar", "Zanzibar", SUMMARY))
    }
    assert not told


def test_an_alias_of_a_draft_appears_with_it(site, client, time_machine):
    time_machine.move_to(factories.NOW, tick=False)
    page = make_piece(title="Soon", live=False)
    alias = page.create_alias(parent=site.home, update_slug="soon-copy")
    schedule(page)
    assert client.get(alias.get_url() or "/soon-copy/").status_code == 404
    time_machine.move_to(factories.NOW + IN_THREE_DAYS + timedelta(minutes=1), tick=False)
    call_command("publish_scheduled")
    assert [client.get(url).status_code for url in ("/stories/soon/", "/soon-copy/")] == [200, 200]


def test_an_alias_opens_again_with_its_page(places, client):
    page, aliases = places
    restrict(page)
    late = page.create_alias(parent=StoriesPage.objects.get(), update_slug="late")
    assert late.view_restrictions.exists(), "Wagtail copies the restriction"
    page.view_restrictions.all().delete()
    for each in (page, *aliases, late):
        assert client.get(each.get_url()).status_code == 200
        assert each.slug in seen(client, "/sitemap.xml")


def test_lists_and_addresses_ask_the_same_rule(site):
    def add(parent, title):
        return parent.add_child(instance=InformationPage(title=title))

    private = add(site.home, "Private")
    inside = add(private, "Inside")
    restrict(private)
    alias = private.create_alias(parent=site.home, update_slug="alias")
    alias_of_inside = inside.create_alias(parent=site.home, update_slug="alias-of-inside")
    alias_of_alias = alias_of_inside.create_alias(parent=site.home, update_slug="once-more")
    below = add(InformationPage.objects.get(pk=alias.pk), "Below the alias")
    closed = {private, inside, alias, alias_of_inside, alias_of_alias, below}
    listed = set(publicly_visible(Page.objects.all()).values_list("pk", flat=True))
    asked = {page.pk for page in Page.objects.live() if not restrictions_of(page).exists()}
    assert listed == asked
    assert not listed & {page.pk for page in closed}
