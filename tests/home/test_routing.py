import pytest
from wagtail.contrib.redirects.models import Redirect

from home.models import InformationPage
from tests.stories.factories import make_piece


@pytest.fixture
def below(site) -> InformationPage:
    about = InformationPage.objects.get(slug="about")
    return about.add_child(instance=InformationPage(title="Easy Read", slug="easy-read"))


def test_a_page_is_found_however_deep_it_lies(below, client):
    page = client.get("/about/easy-read/")
    assert page.context["page"].specific == below
    assert b'<a href="/about/">About us</a>' in page.content


def test_a_draft_a_half_address_and_a_wrong_one_are_not_found(below, client):
    make_piece(title="A draft", slug="a-draft", live=False)
    for address in (
        "/stories/a-draft/",
        "/easy-read/",
        "/about/nothing/",
        "/stories//x/",
        "/nope/",
    ):
        assert client.get(address).status_code == 404, address


def test_a_page_below_a_draft_is_still_found_as_wagtail_does(below, client):
    InformationPage.objects.filter(slug="about").update(live=False)
    assert client.get("/about/easy-read/").status_code == 200


def test_a_page_below_a_private_one_asks_for_the_login(below, client, admin_user):
    InformationPage.objects.get(slug="about").view_restrictions.create(restriction_type="login")
    assert client.get("/about/easy-read/").status_code == 302
    assert client.get("/about/").status_code == 302
    assert b"About us" not in client.get("/").content
    client.force_login(admin_user)
    assert client.get("/about/easy-read/").status_code == 200


def test_a_private_home_page_closes_the_whole_site(site, client):
    site.home.view_restrictions.create(restriction_type="login")
    for address in ("/", "/about/", "/stories/"):
        assert client.get(address).status_code == 302


def test_the_menu_is_the_same_on_every_page_and_knows_where_you_are(below, client):
    page = client.get("/about/easy-read/").content.decode()
    menu = page[page.index('aria-label="Main menu"') :]
    menu = menu[: menu.index("</nav>")]
    assert menu.count("<li>") == 5
    assert 'aria-current="true"' in menu


def test_an_address_without_its_last_stroke_leads_to_the_page(site, client):
    assert client.get("/about", follow=True).status_code == 200
    assert client.head("/about/").status_code == 200


def test_a_page_that_moved_redirects(site, client):

    Redirect.objects.create(old_path="/old", redirect_link="/about/")
    assert client.get("/old/").status_code == 301
