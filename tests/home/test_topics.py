"""The page of a topic: what is coming, what we heard, stories and words about it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import SessionPageTopic
from home.models import GlossaryPage, GlossaryTerm
from stories.models import SummaryPage
from tests import factories
from tests.stories.factories import make_picture, make_piece, make_topic

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 27, 14, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock(site):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def topic():
    topic = make_topic("Unpaid carers")
    topic.description = "For you if you look after someone."
    topic.save()
    return topic


def make_session_about(topic, **fields):
    session = factories.make_session(**fields)
    SessionPageTopic.objects.create(page=session.page, topic=topic)
    return session


def add_word(topic, word="Respite"):
    page = GlossaryPage.objects.get()
    page.words.add(GlossaryTerm(word=word, meaning="A rest.", topic=topic))
    page.save()
    return page


def sections(client, path="/topics/unpaid-carers/"):
    """The titles below each heading."""
    response = client.get(path)
    assert response.status_code == 200
    main = BeautifulSoup(response.content, "html.parser").main
    return {
        section.h2.get_text(strip=True): [
            link.get_text(strip=True) for link in section.select("h3 a, dt a")
        ]
        for section in main.find_all("section")
    }


def hrefs(client, path):
    return {
        link["href"]
        for link in BeautifulSoup(client.get(path).content, "html.parser").find_all("a")
    }


def test_a_topic_shows_what_is_coming_what_we_heard_stories_and_words(client, topic):
    make_session_about(topic, title="Later", starts_at=NOW + 9 * DAY)
    make_session_about(topic, title="Soon", starts_at=NOW + DAY)
    over = make_session_about(topic, title="Over", starts_at=NOW - DAY)
    make_piece(SummaryPage, title="What we heard there", session=over.page)
    make_piece(SummaryPage, title="Heard elsewhere", topics=(topic,))
    make_piece(title="Three in the morning", topics=(topic,))
    make_piece(title="Not about it", topics=(make_topic("Money"),))
    factories.make_session(title="Another", starts_at=NOW + DAY)
    add_word(topic)

    assert sections(client) == {
        "Coming sessions": ["Soon", "Later"],
        "What we heard": ["Heard elsewhere", "What we heard there"],
        "Stories": ["Three in the morning"],
        "Words we use": ["Respite"],
    }
    seen = hrefs(client, "/topics/unpaid-carers/")
    assert {
        "/tell-me/?topic=unpaid-carers",
        "/sessions/subscribe/?topic=unpaid-carers",
        "/sessions/?topic=unpaid-carers&past=1",
        "/words-we-use/#respite",
        "/topics/",
    } <= seen
    assert b"For you if you look after someone." in client.get("/topics/unpaid-carers/").content


def test_each_place_that_shows_a_topic_leads_to_its_page(client, topic):
    session = make_session_about(topic, starts_at=NOW + DAY)
    piece = make_piece(topics=(topic,))
    glossary = add_word(topic)
    for path in (
        *("/", "/sessions/", session.page.url, piece.url, glossary.url, "/topics/"),
        "/stories/?topic=unpaid-carers",
    ):
        assert "/topics/unpaid-carers/" in hrefs(client, path), path


def close(page):
    page.unpublish()


def restrict(page):
    page.view_restrictions.create(restriction_type="login")


@pytest.mark.parametrize("change", [close, restrict])
def test_what_is_not_public_is_on_no_page_of_a_topic(client, topic, change):
    coming = make_session_about(topic, title="Coming", starts_at=NOW + DAY).page
    over = make_session_about(topic, title="Over", starts_at=NOW - DAY).page
    of_over = make_piece(SummaryPage, title="Of a closed session", session=over)
    story = make_piece(title="A story", topics=(topic,))
    assert len(sections(client)) == 3
    glossary = add_word(topic)
    assert len(sections(client)) == 4

    for page in (coming, over, story, glossary):
        change(page)
    # The summary is public, and has no topic of its own.
    assert sections(client) == {"Coming sessions": []}
    assert client.get(of_over.url).status_code == 200
    assert "past=1" not in client.get("/topics/unpaid-carers/").content.decode()


def test_a_topic_with_nothing_says_so_and_is_not_listed(client, topic):
    page = client.get("/topics/unpaid-carers/").content.decode()

    assert "No session about this has a date yet." in page
    assert "/tell-me/?topic=unpaid-carers" in page
    assert 'content="noindex"' in page
    assert "/topics/unpaid-carers/" not in client.get("/topics/").content.decode()
    assert "/topics/unpaid-carers/" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("kind", ["session", "piece", "word"])
def test_a_topic_with_something_is_listed_and_found_by_search_engines(client, topic, kind):
    if kind == "session":
        make_session_about(topic, starts_at=NOW - DAY)
    elif kind == "piece":
        make_piece(topics=(topic,))
    else:
        add_word(topic)
    assert "/topics/unpaid-carers/" in hrefs(client, "/topics/")
    assert client.get("/sitemap.xml").content.decode().count("/topics/unpaid-carers/</loc>") == 1
    assert "noindex" not in client.get("/topics/unpaid-carers/").content.decode()


def test_a_topic_that_is_gone_is_not_found(client, topic):
    topic.delete()
    assert client.get("/topics/unpaid-carers/").status_code == 404


def test_a_long_topic_shows_a_few_and_leads_to_the_rest(client, topic):
    for number in range(7):
        make_session_about(topic, title=f"S{number}", starts_at=NOW + (1 + number) * DAY)
        make_piece(title=f"P{number}", topics=(topic,))
        make_piece(SummaryPage, title=f"H{number}", topics=(topic,))
    shown = sections(client)

    assert [len(shown[name]) for name in ("Coming sessions", "Stories", "What we heard")] == [
        6,
        6,
        6,
    ]
    seen = hrefs(client, "/topics/unpaid-carers/")
    assert {"/sessions/?topic=unpaid-carers", "/stories/?topic=unpaid-carers"} <= seen
    assert {f"/stories/h{number}/" for number in range(7)} <= seen


def test_a_topic_costs_the_same_few_queries_with_one_and_with_six_of_each(
    client, topic, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path

    def more(numbers):
        for number in numbers:
            picture = {"picture": make_picture(f"p{number}"), "picture_is_decorative": True}
            for day in (1, -1):
                session = make_session_about(
                    topic, starts_at=NOW + day * (number + 1) * DAY, places=5
                )
                factories.make_booking(session=session)
            make_piece(title=f"P{number}", topics=(topic,), **picture)
            make_piece(SummaryPage, title=f"H{number}", session=session.page, **picture)
            add_word(topic, f"Word {number}")

    def queries(path):
        client.get(path)  # pictures are cut to size on the first visit
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len(asked)

    paths = ("/topics/unpaid-carers/", "/topics/", GlossaryPage.objects.get().url)
    more(range(1))
    few = [queries(path) for path in paths]
    more(range(1, 6))
    assert [queries(path) for path in paths] == few
    assert max(few) <= 22
