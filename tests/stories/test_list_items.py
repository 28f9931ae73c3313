from datetime import date

import pytest
from django.core.cache import cache

from stories.list_items import PAGE_SIZE
from stories.models import PoemPage, StoryPage, SummaryPage, VideoPage
from tests.stories.factories import make_many, make_piece, make_topic

VIDEO = {
    "link": "https://youtu.be/dQw4w9WgXcQ",
    "captions_checked": True,
    "transcript": "<p>Hi</p>",
}


def titles(page) -> list[str]:
    return [piece.title for piece in page.context["stories"].pieces]


@pytest.fixture
def stories(site):
    carers = make_topic("Unpaid carers")
    make_piece(StoryPage, title="Old story", published_on=date(2024, 5, 1), topics=(carers,))
    make_piece(PoemPage, title="New poem", poem="One line", topics=(carers,))
    make_piece(VideoPage, title="A video", published_on=date(2026, 1, 1), **VIDEO)
    make_piece(SummaryPage, title="A summary", published_on=date(2025, 1, 1), people_came=29)
    make_piece(StoryPage, title="A draft", live=False, topics=(make_topic("Hidden"),))
    make_piece(StoryPage, title="Private").view_restrictions.create(restriction_type="login")


def test_all_kinds_stand_in_one_list_newest_first_without_drafts_and_private_ones(stories, client):
    page = client.get("/stories/")
    assert titles(page) == ["New poem", "A video", "A summary", "Old story"]
    words = page.content.decode()
    assert all(kind in words for kind in ("Poem", "Video", "What we heard", "Story"))


def test_ordinary_links_choose_a_kind_and_a_topic_and_keep_each_other(stories, client):
    page = client.get("/stories/?kind=poem")
    assert titles(page) == ["New poem"]
    assert b'href="?kind=poem&amp;topic=unpaid-carers"' in page.content
    assert titles(client.get("/stories/?topic=unpaid-carers")) == ["New poem", "Old story"]
    assert titles(client.get("/stories/?kind=story&topic=unpaid-carers")) == ["Old story"]


def test_a_topic_that_only_a_draft_has_is_not_offered(stories, client):
    assert b"Hidden" not in client.get("/stories/").content


def test_words_in_the_address_that_mean_nothing_are_passed_over(stories, client):
    for address in ("?kind=nonsense", "?topic=nonsense", "?page=nonsense", "?page=99"):
        assert len(titles(client.get(f"/stories/{address}"))) == 4


def test_what_is_not_there_is_said_with_a_way_on(stories, client):
    page = client.get("/stories/?kind=video&topic=unpaid-carers")
    assert b"Nothing here yet" in page.content
    assert b"See everything" in page.content


def test_an_empty_gallery_invites_the_first_story(site, client):
    page = client.get("/stories/")
    assert b"No stories yet" in page.content
    assert b"/share-your-story/" in page.content


def test_a_long_list_goes_on_on_further_pages_that_keep_the_filter(site, client):
    for number in range(PAGE_SIZE + 1):
        make_piece(PoemPage, title=f"Poem {number}", poem="One line")
    first = client.get("/stories/?kind=poem")
    assert len(titles(first)) == PAGE_SIZE
    assert b"?kind=poem&amp;page=2" in first.content
    assert titles(client.get("/stories/?kind=poem&page=2")) == ["Poem 0"]


@pytest.mark.slow("makes twelve of everything to count queries")
def test_the_list_asks_the_same_few_questions_for_3_and_for_12_pieces(
    site, client, django_assert_max_num_queries
):
    asked = []
    for number in (3, 9):
        make_many(number)
        client.get("/stories/")  # makes the renditions
        cache.clear()
        client.get("/")  # fills the cache of site addresses again
        with django_assert_max_num_queries(12) as questions:
            client.get("/stories/?topic=unpaid-carers")
        asked.append(len(questions))
    assert asked[0] == asked[1]


def test_a_topic_that_only_private_pieces_have_is_not_offered(site, client):
    make_piece(title="For all", topics=(make_topic("Buses"),))
    private = make_piece(title="For us", topics=(make_topic("Our boat"), make_topic("Buses")))
    private.view_restrictions.create(restriction_type="login")
    page = client.get("/stories/")
    names = [choice.words for choice in page.context["stories"].topics]
    assert names == ["All topics", "Buses"]
    assert "Our boat" not in page.content.decode()
