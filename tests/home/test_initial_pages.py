import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from events.models import SessionsPage
from home.initial_pages import create_initial_pages
from home.models import CommitmentsPage, GlossaryPage, HomePage, InformationPage
from stories.models import StoriesPage

pytestmark = pytest.mark.usefixtures("new_database")

ADDRESSES = [
    "/",
    "/sessions/",
    "/stories/",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/commitments/",
    "/words-we-use/",
    "/search/",
    "/share-your-story/",
]


def test_a_new_site_has_its_first_pages_and_all_of_them_open(client, db):
    create_initial_pages(host="https://brew.test")
    assert {client.get(address).status_code for address in ADDRESSES} == {200}


def test_the_welcome_page_of_wagtail_is_gone_and_the_site_knows_its_address(db):
    home = create_initial_pages(host="https://brew.test")
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page_id) == ("brew.test", 443, home.pk)
    assert home.full_url == "https://brew.test/"
    assert not Page.objects.filter(depth=2).exclude(pk=home.pk).exists()


def test_starting_again_changes_nothing_and_keeps_what_editors_wrote(db, capsys):
    create_initial_pages(host="brew.test")
    about = InformationPage.objects.get(slug="about")
    about.title = "Who we are"
    about.save()
    before = Page.objects.count()
    call_command("start_site", host="other.test")
    assert Page.objects.count() == before
    assert InformationPage.objects.get(slug="about").title == "Who we are"
    assert Site.objects.get().hostname == "brew.test"
    assert "The site is ready" in capsys.readouterr().out


def test_each_single_page_is_made_once(db):
    create_initial_pages()
    create_initial_pages()
    for kind in (HomePage, SessionsPage, StoriesPage, CommitmentsPage, GlossaryPage):
        assert kind.objects.count() == 1


def test_it_starts_on_an_empty_database_too(db):
    Site.objects.all().delete()
    Page.objects.all().delete()
    assert create_initial_pages(host="brew.test").url == "/"
