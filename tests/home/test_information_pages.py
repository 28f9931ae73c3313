"""Commitments, words and plain information."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from events.privacy.register import PROCESSING_REGISTER
from home.models import (
    Commitment,
    CommitmentsPage,
    GlossaryPage,
    GlossaryTerm,
    HomePage,
    InformationPage,
)
from stories.models import Piece, PoemPage, StoriesPage, StoryPage


@pytest.fixture
def promises(site) -> CommitmentsPage:
    page = CommitmentsPage.objects.get()
    for number, status in enumerate(Commitment.Status):
        page.commitments.add(
            Commitment(
                sort_order=number,
                title=f"Promise {status}",
                promise="We listen.",
                what_happened="We met <twice>." if number else "",
                status=status,
            )
        )
    page.save()
    return page


def test_each_promise_says_what_happened_since_and_how_far_it_is_in_words(promises, client):
    page = client.get("/commitments/").content.decode()
    for status in Commitment.Status:
        assert str(status.label) in page
    assert page.count("What has happened since") == len(Commitment.Status) - 1
    assert "We met &lt;twice&gt;." in page
    assert page.index("Promise not-yet") < page.index("Promise stuck")
    assert 'id="promise-1"' in page


def test_words_stand_from_a_to_z_and_each_has_a_place_to_link_to(site, client):
    words = GlossaryPage.objects.get()
    for word in ("tokenistic", "Carer", "co-production"):
        words.words.add(
            GlossaryTerm(word=word, meaning=f"What {word} means.", example="Like this.")
        )
    words.save()
    page = client.get("/words-we-use/").content.decode()
    assert (
        page.index("What Carer") < page.index("What co-production") < page.index("What tokenistic")
    )
    assert 'id="co-production"' in page
    assert page.count('href="#letter-') == 2
    assert 'id="letter-c"' in page


def test_lists_that_are_empty_say_so_with_a_way_on(site, client):
    assert b"No promises here yet" in client.get("/commitments/").content
    assert b"No words here yet" in client.get("/words-we-use/").content


def test_a_plain_page_shows_the_open_pages_below_it(site, client):
    about = InformationPage.objects.get(slug="about")
    about.add_child(instance=InformationPage(title="How we decide"))
    about.add_child(instance=InformationPage(title="A draft", live=False))
    page = client.get("/about/").content.decode()
    assert "How we decide" in page
    assert "A draft" not in page


def test_the_privacy_page_lists_all_that_we_keep(site, client):
    page = client.get("/privacy/").content.decode()
    for category in PROCESSING_REGISTER:
        if category.setting:
            continue  # it is shown once that is set
        assert category.what.split(",")[0] in page


@pytest.mark.parametrize(
    ("parent", "allowed"),
    [
        (
            HomePage,
            {"CommitmentsPage", "InformationPage", "SessionsPage", "StoriesPage", "GlossaryPage"},
        ),
        (InformationPage, {"InformationPage"}),
        (CommitmentsPage, set()),
        (GlossaryPage, set()),
        (StoriesPage, {"PoemPage", "StoryPage", "SummaryPage", "VideoPage"}),
        (StoryPage, set()),
        (PoemPage, set()),
    ],
)
def test_nobody_can_build_a_tree_that_makes_no_sense(parent, allowed):
    assert {kind.__name__ for kind in parent.allowed_subpage_models()} == allowed


def test_there_is_one_of_each_single_page_and_no_bare_piece(site):
    for kind in (HomePage, StoriesPage, CommitmentsPage, GlossaryPage):
        assert kind.max_count == 1
        assert not kind.can_create_at(Page.get_first_root_node())
        assert not kind.can_create_at(site.home)
    assert not Piece.can_create_at(site.stories)
    assert StoryPage.can_create_at(site.stories)


def test_headings_that_say_the_same_lead_to_different_places(site, client):
    words = ["What you told us", "You said", "You said", "Ви сказали", "?!"]
    page = site.home.add_child(
        instance=InformationPage(
            title="What we did",
            body=[("heading", {"text": text, "level": "h2"}) for text in words],
        )
    )
    tree = BeautifulSoup(client.get(page.url).content, "html.parser")
    places = [heading.get("id") for heading in tree.select(".body h2")]
    assert places == ["what-you-told-us", "you-said", "you-said-2", "ви-сказали", None]
    assert [link["href"] for link in tree.select(".contents a")] == [f"#{p}" for p in places[:4]]
    ids = [each["id"] for each in tree.select("[id]")]
    assert len(ids) == len(set(ids))
