"""Another community can make the site theirs."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from hub.models import Picture, SiteDetails
from hub.models.site_details import Accent


@pytest.fixture
def details(site) -> SiteDetails:
    return SiteDetails.load()


def page(client, path="/easier-to-read/") -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def test_the_name_the_line_and_the_contact_are_on_every_page(client, details):
    details.site_name, details.strapline = "Tea Time", "A chat for all"
    details.contact_phone, details.contact_email = "01632 960 999", "us@example.org"
    details.save()
    for path in ["/easier-to-read/", "/there-is-nothing-here/"]:
        seen = page(client, path)
        assert "Tea Time" in seen.title.text
        assert seen.select_one(".brand-line").text == "A chat for all"
        assert seen.select_one("footer a[href='tel:01632960999']")
        assert seen.select_one("footer a[href='mailto:us@example.org']")


def test_help_stands_in_the_same_place_on_every_page(client, details):
    def after(path):
        footer = page(client, path).footer
        return [a["href"] for a in footer.select("a")]

    assert after("/easier-to-read/") == after("/there-is-nothing-here/")


def test_without_a_phone_number_nothing_is_left_empty(client, details):
    details.contact_phone = ""
    details.save()
    assert not page(client).select("a[href^='tel:']")
    assert "Phone" not in page(client).footer.text


@pytest.mark.parametrize("accent", Accent.values)
def test_the_accent_is_chosen_by_name(client, details, accent):
    details.accent = accent
    details.save()
    assert page(client).html["data-accent"] == accent


def test_our_own_mark_stands_in_until_a_logo_is_uploaded(client, details, tmp_path, settings):

    assert page(client).select_one(".brand svg.mark")
    settings.MEDIA_ROOT = tmp_path
    details.logo = Picture.objects.create(title="Logo", file=get_test_image_file())
    details.save()
    logo = page(client).select_one(".brand img.mark")
    assert logo["alt"] == "", "the name stands beside it"


def test_editors_see_the_look_before_they_save_it(admin_client, details):
    url = reverse("wagtailsettings:preview_on_edit", args=["hub", "sitedetails", details.pk])
    answers = {
        "site_name": "Tea Time",
        "strapline": "A chat for all",
        "accent": "teal",
        "contact_name": "Sam",
        "contact_email": "us@example.org",
        "reply_days": "3",
        "run_by": "",
        "contact_phone": "",
        "contact_hours": "",
        "logo": "",
    }
    assert admin_client.post(url, answers).json()["is_valid"]
    seen = admin_client.get(url).content.decode()
    assert "Tea Time" in seen
    assert 'data-accent="teal"' in seen
    assert SiteDetails.load().site_name != "Tea Time"


def test_the_details_cost_one_query_on_a_page(client, details, django_assert_max_num_queries):
    client.get("/easier-to-read/")
    with django_assert_max_num_queries(3) as queries:  # the site, its details, the menu
        client.get("/easier-to-read/")
    assert len([q for q in queries.captured_queries if "hub_sitedetails" in q["sql"]]) == 1
