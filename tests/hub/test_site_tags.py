"""Tags that every template uses."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.template import engines
from django.utils.safestring import mark_safe
from wagtail.models import Page, PageViewRestriction, Site

from hub.models import SiteDetails
from hub.templatetags.site_tags import with_direction
from tests import factories


def render(source: str, request=None, **context) -> BeautifulSoup:
    template = engines["django"].from_string("{% load site_tags %}" + source)
    return BeautifulSoup(template.render(context, request), "html.parser")


@pytest.fixture
def home(site) -> Page:
    return site.home


def add(parent: Page, title: str, **fields) -> Page:
    return parent.add_child(instance=Page(title=title, **{"show_in_menus": True, **fields}))


def test_the_menu_shows_live_public_pages_under_home_that_editors_put_there(home, rf):
    add(home, "Shown")
    add(home, "A draft", live=False)
    secret = add(home, "Members")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    add(home, "Not in the menu", show_in_menus=False)
    words = [a.text for a in render("{% menu %}", rf.get("/")).select("a")]
    assert "Shown" in words
    assert "Search" in words
    assert not {"A draft", "Members", "Not in the menu"} & set(words)


def test_the_menu_is_in_the_editors_order(home, rf):
    for title in ("Zebra", "Apple"):
        add(home, title)
    words = [a.text for a in render("{% menu %}", rf.get("/")).select("a")]
    assert words.index("Zebra") < words.index("Apple") < words.index("Search")


@pytest.mark.parametrize("pages", [3, 12])
def test_the_menu_costs_one_query_however_long_it_is(home, rf, django_assert_num_queries, pages):
    for number in range(pages):
        add(home, f"Page {number}")
    request = rf.get("/")
    Site.find_for_request(request)
    cache.clear()
    home.get_url(request)  # fills Wagtail's own cache of site addresses
    with django_assert_num_queries(1):
        render("{% menu %}", request)


def test_the_menu_says_where_you_are(home, rf):
    add(home, "Here", slug="here")
    at = {
        path: render("{% menu %}", rf.get(path)).find("a", string="Here").get("aria-current")
        for path in ["/here/", "/here/below/", "/elsewhere/"]
    }
    assert at == {"/here/": "page", "/here/below/": "true", "/elsewhere/": None}


def test_breadcrumbs_lead_back_to_home(site, rf):
    session = factories.make_session().page
    crumbs = render("{% breadcrumbs %}", rf.get("/"), page=session)
    assert [a.text for a in crumbs.select("a")][:2] == ["Home", "Sessions"]
    assert crumbs.select_one("[aria-current=page]").text == session.title


def test_the_home_page_and_plain_views_have_no_breadcrumbs(home, rf):
    assert not render("{% breadcrumbs %}", rf.get("/"), page=home).select("li")
    assert not render("{% breadcrumbs %}", rf.get("/")).select("li")


def test_a_view_can_give_its_own_breadcrumbs(rf):
    crumbs = render("{% breadcrumbs %}", rf.get("/"), crumbs=[("Home", "/")], crumb_here="Here")
    assert crumbs.select_one("a")["href"] == "/"
    assert crumbs.select_one("[aria-current=page]").text == "Here"


def test_shared_links_show_the_page_or_what_a_view_says_or_the_site(db, rf, settings):
    SiteDetails.objects.create(site_name="Tea Time", strapline="A chat")
    page = Page(title="Title", seo_title="For search", search_description="Words")

    def tags(**context):
        found = render("{% social %}", rf.get("/x/?utm=1&page=2"), **context)
        return {
            meta.get("property") or meta.get("name"): meta["content"]
            for meta in found.select("meta")
        }, found.select_one("link[rel=canonical]")["href"]

    of_page, address = tags(page=page)
    assert (of_page["og:title"], of_page["description"]) == ("For search", "Words")
    assert address == f"{settings.BASE_URL}/x/?page=2"
    assert of_page["og:image"].startswith(settings.BASE_URL)
    of_view, _ = tags(social_title="A view", social_description="It does this")
    assert (of_view["og:title"], of_view["og:description"]) == ("A view", "It does this")
    of_site, _ = tags()
    assert (of_site["og:title"], of_site["description"]) == ("Tea Time", "A chat")


def test_data_for_search_engines_cannot_end_its_element_or_start_another():
    script = render("{% json_ld data %}", data={"name": "</script><b>&", "when": "10:30"}).script
    assert script["type"] == "application/ld+json"
    assert json.loads(script.string) == {"name": "</script><b>&", "when": "10:30"}
    assert "<" not in script.string
    assert not render("{% json_ld data %}", data=None).text


def test_a_poem_keeps_its_stanzas_lines_and_indents():
    text = "One\n  two\n\n\n        three \n"
    poem = render("{% include 'includes/poem.html' with stanzas=text|stanzas %}", text=text)
    stanzas = [[line.text for line in p.select(".line")] for p in poem.select("p")]
    assert stanzas == [["One", "two"], ["three"]]
    assert "line-in-1" in poem.select(".line")[1]["class"]
    assert "line-in-4" in poem.select(".line")[2]["class"]
    assert len(poem.select("br")) == 1


def test_wide_spaces_of_a_poem_stay_as_they_were_typed():
    text = "One\n\u2003two\n  \u2003three\nfour   five"
    poem = render("{% include 'includes/poem.html' with stanzas=text|stanzas %}", text=text)
    lines = [line.text for line in poem.select(".line")]
    assert lines == ["One", "\u2003two", "\u2003three", "four   five"]


def test_each_paragraph_poem_and_quote_takes_the_direction_of_its_words():
    arabic = "مرحبا بكم"
    page = render(
        "{% include 'includes/poem.html' with stanzas=words|stanzas by=words %}"
        "{% include 'includes/quote.html' with words=words by=words %}"
        "{% include 'includes/transcript.html' with title='Tea' words=words body='' %}"
        "{% include 'blocks/paragraph.html' with value=rich %}",
        words=arabic,
        rich=mark_safe(f"<p>One</p><p data-block-key='x'>{arabic}</p><ul><li>{arabic}</li></ul>"),
    )
    elements = page.select("p.stanza, blockquote, figcaption, details p, div p, div li")
    assert len(elements) == 8
    assert {element.get("dir") for element in elements} == {"auto"}


def test_the_direction_of_words_is_added_once_and_only_to_markup():
    assert with_direction("a <p> b") == "a &lt;p&gt; b"
    assert with_direction(mark_safe('<p dir="ltr">x</p><pre>')) == '<p dir="ltr">x</p><pre>'


def test_the_lines_of_a_poem_do_not_run_together_when_copied():
    poem = render("{% include 'includes/poem.html' with stanzas=text|stanzas %}", text="One\ntwo")
    assert poem.get_text().split() == ["One", "two"]
