import json
import re

import pytest
from django.template.loader import render_to_string

from hub.blocks.video_links import video_link
from stories.models import PoemPage, StoryPage, SummaryPage, VideoPage
from tests import factories
from tests.stories.factories import make_document, make_many, make_picture, make_piece, make_topic

POEM = {"words": "Tea\n  and time", "author": "Len", "title": "Steam", "language": None}
VIDEO = {
    "title": "Why we meet",
    "link": "https://youtu.be/dQw4w9WgXcQ",
    "captions_checked": True,
    "transcript": "<p>Hello there.</p>",
}


@pytest.fixture
def summary(site) -> SummaryPage:
    """A summary with every part of a summary, of a session that is over."""
    over = factories.make_session(
        starts_at=factories.STARTS_AT.replace(year=2024, month=6, day=26, hour=9), title="AI"
    )
    return make_piece(
        SummaryPage,
        title="Artificial intelligence",
        session=over.page,
        people_came=24,
        numbers=[("number", {"number": "3", "words": "questions"})],
        where="Norfolk",
        introduction="<p>We talked about AI.</p>",
        in_short="It must be trusted.\nIt must be explained.",
        questions="What helps?\nWhat worries you?",
        themes=[("theme", {"heading": "Fears", "points": ["Wrong answers", "Lost jobs"]})],
        quotes=[("quote", {"words": "I use it daily.", "who": "Jo", "language": ""})],
        poem=json.dumps([{"type": "poem", "value": POEM}]),
        video=json.dumps([{"type": "video", "value": VIDEO}]),
        reflections="<p>Useful if used well.</p>",
        feedback="<p>More breaks.</p>",
        what_next="<p>We tell the council.</p>",
        topics=(make_topic("Digital life"),),
    )


def test_a_summary_shows_its_whole_anatomy(summary, client):
    words = re.sub(r"<[^>]+>", "", client.get(summary.url).content.decode())
    words = re.sub(r"\s+", " ", words)
    for part in (
        *("Artificial intelligence", "Wednesday 26 June 2024, 10:30am to 12 noon", "Digital life"),
        *("24 people came", "3 questions", "Norfolk", "We talked about AI."),
        *("In short", "It must be trusted.", "What helps?", "What worries you?"),
        *("Fears", "Wrong answers", "I use it daily.", "Jo", "A poem: Steam", "and time", "Len"),
        *("Why we meet", "Hello there.", "Useful if used well.", "More breaks."),
        "We tell the council.",
    ):
        assert part in words, part


def test_a_summary_ends_with_the_next_session_that_people_can_book(summary, client, time_machine):
    time_machine.move_to(factories.NOW)
    assert b"The next session is" not in client.get(summary.url).content
    factories.make_session(starts_at=factories.STARTS_AT, status="cancelled", title="Off")
    factories.make_session(starts_at=factories.STARTS_AT.replace(month=2, day=24), title="Soon")
    factories.make_session(starts_at=factories.STARTS_AT.replace(month=3, day=24), title="Later")
    words = client.get(summary.url).content.decode()
    assert 'href="/sessions/over-a-brew/2027-02-24/book/"' in words
    assert "Soon" in words
    assert "Later" not in words


def test_a_piece_about_one_person_says_so(site, client):
    page = make_piece(SummaryPage, people_came=1)
    assert page.figures == [{"number": "1", "words": "person came"}]


def test_a_poem_keeps_its_lines_and_names_its_poet(site, client):
    page = make_piece(
        PoemPage,
        poem="Kettle on\n  Cups out\n\nSit <down>",
        author_name="Len, Thetford",
        language="cy",
        shape="It looks like a cup.",
        translation="In English",
    )
    words = client.get(page.url).content.decode()
    assert words.count('<p class="stanza"') == 3
    assert '<span class="line line-in-1">Cups out</span>' in words
    assert "Sit &lt;down&gt;" in words
    assert 'lang="cy"' in words
    assert "Len, Thetford" in words
    assert "It looks like a cup." in words
    assert "The poem in English" in words


def test_a_video_loads_nothing_from_elsewhere_and_shows_its_words(site, client):
    page = make_piece(
        VideoPage,
        link="https://vimeo.com/76979871",
        captions_checked=True,
        transcript="<p>Every word.</p>",
        picture=make_picture(),
        picture_is_decorative=True,
    )
    words = client.get(page.url).content.decode()
    body = words[words.index("<body") :]
    assert "<iframe" not in body
    assert not re.search(r'(?:src|srcset|poster)="https?:', body)
    assert 'href="https://vimeo.com/76979871"' in body
    assert "Every word." in body
    assert page.external_video == video_link(page.link)


def test_our_own_video_has_captions_and_a_still_picture(site, client):
    page = make_piece(
        VideoPage,
        file=make_document("film.mp4"),
        captions=make_document("film.vtt"),
        captions_checked=True,
        transcript="<p>Every word.</p>",
        picture=make_picture(),
        picture_is_decorative=True,
    )
    words = client.get(page.url).content.decode()
    assert 'preload="none"' in words
    assert "poster=" in words
    assert f'src="{page.file.url}"' in words
    assert "<track" in words


def test_a_video_says_its_name_and_length_without_a_stumble(db):
    film = {"title": "What's missing?", "url": "/f.mp4", "captions_url": "/f.vtt"}
    shown = render_to_string("includes/video_file.html", film | {"length": "46 seconds"})
    assert "<figcaption>What&#x27;s missing? (46 seconds)</figcaption>" in shown
    assert "<figcaption>What&#x27;s missing?</figcaption>" in render_to_string(
        "includes/video_file.html", film
    )


def test_a_story_tells_search_engines_who_wrote_it_and_when(site, client):
    page = make_piece(title="Fish </script> & chips", author_name="Ann")
    words = client.get(page.url).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.+?)</script>', words)
    article = json.loads(found[1])
    assert '<meta property="og:type" content="article">' in words
    assert article["@type"] == "Article"
    assert article["headline"] == "Fish </script> & chips"
    assert article["author"] == {"@type": "Person", "name": "Ann"}
    assert article["datePublished"] == "2027-01-04"
    assert article["mainEntityOfPage"] == f"https://brew.test{page.url}"


def test_what_to_read_next_has_the_most_in_common_and_is_open_to_all(site, client):
    both, one = make_topic("Food"), make_topic("Music")
    here = make_piece(title="Here", topics=(both, one))
    make_piece(title="Nothing in common")
    make_piece(title="A bit in common", topics=(one,))
    make_piece(title="Much in common", topics=(both, one))
    make_piece(title="A draft", topics=(both, one), live=False)
    private = make_piece(title="Private", topics=(both, one))
    private.view_restrictions.create(restriction_type="login")
    related = client.get(here.url).context["related"]
    assert [page.title for page in related] == [
        "Much in common",
        "A bit in common",
        "Nothing in common",
    ]


def test_topics_lead_to_everything_about_them(site, client):
    page = make_piece(topics=(make_topic("Unpaid carers"),))
    assert b'href="/topics/unpaid-carers/"' in client.get(page.url).content


@pytest.mark.slow("makes twelve of everything to count queries")
def test_a_page_of_any_kind_asks_at_most_18_questions(
    summary, client, time_machine, django_assert_max_num_queries
):
    time_machine.move_to(factories.NOW)
    factories.make_session()
    make_many(12)
    film, captions = make_document("film.mp4"), make_document("film.vtt")
    own = {
        **VIDEO,
        "link": "",
        "file": film.pk,
        "captions": captions.pk,
        "still": make_picture().pk,
    }
    summary.video = json.dumps([{"type": "video", "value": own}])
    summary.picture, summary.picture_is_decorative = make_picture(), True
    summary.save()
    more = {"picture": make_picture(), "picture_is_decorative": True, "topics": (make_topic(),)}
    picture = {"image": make_picture().pk, "decorative": True, "alt_text": ""}
    body = json.dumps([{"type": "picture", "value": {"picture": picture, "caption": ""}}])
    pages = [
        summary,
        make_piece(StoryPage, title="S", body=body, **more),
        make_piece(PoemPage, title="P", poem="One line", body=body, **more),
        make_piece(
            *(VideoPage,),
            **{"title": "V", "captions_checked": True, "transcript": "<p>Hi</p>"},
            **{"file": film, "captions": captions, **more},
        ),
    ]
    for page in pages:
        client.get(page.url)  # makes the renditions
        with django_assert_max_num_queries(18):
            assert client.get(page.url).status_code == 200


@pytest.mark.slow("makes twelve of everything to count queries")
def test_the_number_of_pieces_does_not_matter_to_a_page(site, client, django_assert_num_queries):
    page = make_piece(topics=(make_topic(),))
    make_many(3)
    client.get(page.url)
    with django_assert_num_queries(12):
        client.get(page.url)
    make_many(9)
    client.get(page.url)
    with django_assert_num_queries(12):
        client.get(page.url)


def test_a_plain_visit_gets_no_cookie_and_a_page_that_can_be_kept(site, client):
    page = make_piece()
    response = client.get(page.url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, no-cache"


def test_a_preview_is_not_kept_by_others(site, admin_client):
    kept = admin_client.get(f"/admin/pages/{make_piece().pk}/view_draft/")["Cache-Control"]
    assert "private" in kept
    assert "public" not in kept


def test_a_private_page_is_not_kept_by_others(site, client, admin_user):
    page = make_piece()
    page.view_restrictions.create(restriction_type="login")
    assert client.get(page.url).status_code == 302
    client.force_login(admin_user)
    kept = client.get(page.url)["Cache-Control"]
    assert "private" in kept
    assert "public" not in kept
