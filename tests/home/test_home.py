import pytest
from django.core.cache import cache

from home.models import HomePage
from stories.models import PoemPage, SummaryPage
from tests import factories
from tests.stories.factories import make_many, make_picture, make_piece, make_topic


def test_home_shows_the_newest_of_every_kind(site, client):
    make_piece(SummaryPage, title="What we heard in May")
    make_piece(PoemPage, title="Steam", poem="One line")
    make_piece(title="A draft", live=False)
    page = client.get("/").content.decode()
    assert "What we heard in May" in page
    assert "Steam" in page
    assert "A draft" not in page


@pytest.mark.slow("makes twelve of everything to count queries")
def test_home_asks_the_same_few_questions_for_3_and_for_12_of_everything(
    site, client, time_machine, django_assert_max_num_queries
):
    time_machine.move_to(factories.NOW)
    HomePage.objects.update(picture=make_picture("home"), picture_is_decorative=True)
    asked = []
    for days in (range(1, 4), range(4, 13)):
        make_many(len(days))
        for day in days:
            session = factories.make_session(
                starts_at=factories.STARTS_AT.replace(month=2, day=day),
                page={"picture": make_picture(f"session-{day}"), "picture_is_decorative": True},
                places=20,
            )
            session.page.topic_links.create(topic=make_topic())
            factories.make_booking(session=session, email=f"person-{day}@example.org")
        client.get("/")  # makes the renditions
        with django_assert_max_num_queries(13) as questions:
            assert client.get("/").status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1]


def test_a_plain_visit_gets_no_cookie(site, client):
    for address in ("/", "/stories/", "/about/", "/search/?q=tea", "/stories/feed/"):
        response = client.get(address)
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address


def test_asking_again_for_what_has_not_changed_sends_nothing(site, client):
    cache.clear()
    first = client.get("/about/")
    again = client.get("/about/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_search_engines_find_the_forms_that_anybody_can_start_at(site, client):
    listed = client.get("/sitemap.xml").content.decode()
    for path in ("/share-your-story/", "/tell-me/"):
        assert f"{path}</loc>" in listed
        assert client.get(path).status_code == 200
    assert listed.count("/tell-me/</loc>") == 1
