import pytest
from django.urls import reverse

from home.models import GlossaryPage, GlossaryTerm, InformationPage
from home.search.ranking import find
from home.search.views import PAGE_SIZE
from home.search.vocabulary import vocabulary_of
from stories.models import PoemPage, SummaryPage, VideoPage
from tests import factories
from tests.stories.factories import make_piece, make_topic


def search(client, question: str) -> list[str]:
    return [each.title for each in client.get("/search/", {"q": question}).context["results"]]


@pytest.fixture
def content(site):
    session = factories.make_session(
        title="Hospital and home", page={"introduction": "Coming out of hospital with a kettle."}
    )
    session.page.save()
    make_piece(title="My mum", body=[("paragraph", "<p>Carers need a kettle.</p>")])
    make_piece(PoemPage, title="Steam", poem="The kettle hums", author_name="Len Fenwick")
    make_piece(
        VideoPage,
        title="How we meet",
        link="https://vimeo.com/76979871",
        captions_checked=True,
        transcript="<p>Put the kettle on.</p>",
    )
    make_piece(
        SummaryPage,
        title="What we heard about time",
        themes=[("theme", {"heading": "Kettle", "points": ["Give people time"]})],
    )
    make_piece(title="A kettle draft", live=False)
    make_piece(title="A kettle in private").view_restrictions.create(restriction_type="login")
    return site


def test_sessions_stories_poems_videos_and_summaries_are_found_by_their_words(content, client):
    assert set(search(client, "kettle")) == {
        "Hospital and home",
        "My mum",
        "Steam",
        "How we meet",
        "What we heard about time",
    }


def test_drafts_and_private_pages_are_not_found(content, client):
    assert search(client, "private") == []
    assert not {"A kettle draft", "A kettle in private"} & set(search(client, "kettle"))


def test_plain_pages_and_words_we_use_are_found(content, client):
    InformationPage.objects.get(slug="about").save()
    words = GlossaryPage.objects.get()
    words.words.add(GlossaryTerm(word="Zebra", meaning="A stripy animal."))
    words.save()
    words.save()  # in tests the index is written before the words below the page are
    assert search(client, "stripy") == ["Zebra"]
    assert b'/words-we-use/#zebra"' in client.get("/search/?q=stripy").content
    assert "About us" in search(client, "listen")


def test_pieces_are_found_by_their_topics(site, client):
    make_piece(title="My dad", topics=(make_topic("Direct payments"),)).save()
    assert search(client, "direct payments") == ["Direct payments", "My dad"]


def test_one_or_many_makes_no_difference(content, client):
    assert "My mum" in search(client, "carer")
    assert "My mum" in search(client, "Carers")
    assert "Steam" in search(client, "kettles")


def test_all_words_count_first_and_any_word_is_better_than_nothing(content, client):
    assert search(client, "kettle hums") == ["Steam"]
    assert search(client, "len fenwick") == ["Steam"]
    assert search(client, "hums zzzz") == ["Steam"]


def test_each_result_says_what_kind_it_is(content, client):
    page = client.get("/search/?q=kettle").content.decode()
    for words in ("Session: Wednesday 27 January 2027, 10:30am", "Poem", "Video", "What we heard"):
        assert words in page
    assert "We found 5 things" in page
    assert "We found one thing" in client.get("/search/?q=hums").content.decode()


@pytest.mark.parametrize(
    "question",
    [
        "'",
        '"',
        '"kettle',
        "kettle\"'",
        "%",
        "100%",
        "\\",
        "* OR *",
        "NEAR(a b)",
        "title:kettle",
        "(((",
        "a AND NOT b",
        "' OR 1=1 --",
        "\0kettle",
        "<script>alert(1)</script>",
        "łódź ☕ 日本",
        "x" * 5000,
        "word " * 500,
        "!&|:*",
        "tea\0pot",
        "x" * 10_000,
        "co-" * 3000,
        "-" * 300,
        '"' * 300,
        "2024 2024 31 may 0 99999999999999999999",
    ],
)
def test_any_question_gets_an_answer(content, client, question):
    page = client.get("/search/", {"q": question})
    assert page.status_code == 200
    assert b"<script>alert" not in page.content


def test_signs_around_a_word_do_not_hide_it(content, client):
    assert "Steam" in search(client, '"kettle"!')
    assert "Steam" in search(client, "KETTLE?")


def test_nothing_found_is_said_kindly_with_ways_on(content, client):
    page = client.get("/search/?q=zzzz")
    assert b"We found nothing for this" in page.content
    assert b'href="/sessions/"' in page.content
    assert b'value="zzzz"' in page.content


def test_a_misspelling_is_mended_in_words_and_the_link_keeps_the_rest_of_the_address(
    content, client
):
    page = client.get("/search/?q=kettel&sort=date&page=2").content.decode()
    assert "We have nothing for “kettel”." in page
    assert 'Did you mean <a href="?q=kettle&amp;sort=date">kettle</a>?' in page
    assert "Steam" in search(client, "kettel")
    assert "Did you mean" not in client.get("/search/?q=kettle").content.decode()


def test_a_word_that_no_page_has_is_named_and_the_rest_is_found(content, client):
    page = client.get("/search/?q=hums+zzzz").content.decode()
    assert "We have nothing for “zzzz”." in page
    assert "Here is what we have for the rest." in page


def test_a_year_that_nothing_is_from_is_said(content, client):
    page = client.get("/search/?q=kettle+hums+2031").content.decode()
    assert "Nothing here is from 2031. Here is what we have for the rest." in " ".join(page.split())
    assert "Nothing here is from" not in client.get("/search/?q=hums+2027").content.decode()
    assert search(client, "2027")[0] == "Hospital and home", "the session of that year"
    assert "Nothing here is from" not in client.get("/search/?q=hums").content.decode()


def test_the_words_of_a_page_go_when_it_becomes_private(content, client):
    piece = make_piece(title="A zeppelin")
    assert search(client, "zepelin kettle")[0] == "A zeppelin"
    piece.view_restrictions.create(restriction_type="login")
    assert "zeppelin" not in client.get("/search/?q=zepelin+kettle").content.decode()


def test_pages_with_some_of_the_words_say_so(content, client):
    page = client.get("/search/?q=hums+mum").content.decode()
    assert "No page has all of these words. Here are pages that have some of them." in page


def test_no_question_is_a_dead_end(content, client, time_machine):
    time_machine.move_to(factories.NOW, tick=False)
    page = client.get("/search/?q=stm").content.decode()
    assert "This may be near" in page
    assert ">Steam</a>" in page
    page = client.get("/search/?q=xylophone").content.decode()
    assert "We found nothing for this" in page
    assert "You can ring us" in page
    assert 'href="tel:' in page.split("<footer")[0]
    assert "Sessions that come next" in page
    assert "Hospital and home" in page
    for address in ("/sessions/", "/stories/", "#help-title"):
        assert f'href="{address}"' in page


def test_matches_are_marked_and_an_excerpt_shows_where(content, client):
    page = client.get("/search/?q=kettles").content.decode()
    assert "The <mark>kettle</mark> hums" in page
    assert "Carers need a <mark>kettle</mark>." in page
    page = client.get("/search/?q=hospitals").content.decode()
    assert "<mark>Hospital</mark> and home</a>" in page


def test_words_of_private_pages_and_drafts_are_never_suggested(content, client):
    make_piece(title="A zeppelin", live=False)
    make_piece(title="A zeppelin too").view_restrictions.create(restriction_type="login")
    page = client.get("/search/?q=zepelin").content.decode()
    assert "zeppelin" not in page


def test_a_word_is_found_instead_of_the_page_of_words(content, client):
    words = GlossaryPage.objects.get()
    words.words.add(GlossaryTerm(word="Personal assistant (PA)", meaning="Somebody you pay."))
    words.save()
    for question in ("PA", "personal assistants", "personal assistant (PA)"):
        assert search(client, question)[0] == "Personal assistant (PA)"
    assert "Words we use" not in search(client, "personal assistant")
    words.unpublish()
    vocabulary_of.cache_clear()
    assert search(client, "personal assistant") == []


def test_a_series_comes_before_its_dates_and_the_next_date_before_later_ones(
    site, client, time_machine
):
    time_machine.move_to(factories.NOW, tick=False)
    series = factories.make_series("Tea and talk")
    for day in (27, 20, 5):
        factories.make_session(
            starts_at=factories.STARTS_AT.replace(day=day), series=series, title="Tea and talk"
        ).page.save()
    found = client.get("/search/?q=tea+and+talk").context["results"]
    assert [result.kind_words.split(",")[0] for result in found] == [
        "Sessions",
        "Session: Wednesday 20 January 2027",
        "Session: Wednesday 27 January 2027",
        "Session: Tuesday 5 January 2027",
    ]


def test_an_empty_search_shows_only_the_question(site, client):
    for address in ("/search/", "/search/?q=", "/search/?q=+++"):
        page = client.get(address)
        assert page.status_code == 200
        assert b"What are you looking for?" in page.content
        assert b"We found" not in page.content


def test_many_results_go_on_on_further_pages(site, client):
    for number in range(PAGE_SIZE + 2):
        make_piece(title=f"Kettle {number}")
    assert len(search(client, "kettle")) == PAGE_SIZE
    page = client.get("/search/?q=kettle&page=2")
    assert len(page.context["results"]) == 2
    assert b"?q=kettle&amp;page=1" in page.content
    assert client.get("/search/?q=kettle&page=nonsense").status_code == 200


@pytest.mark.slow("makes twelve of everything to count queries")
def test_the_number_of_questions_does_not_grow(site, client, django_assert_max_num_queries):
    asked = []
    for numbers in (range(3), range(3, 12)):
        for number in numbers:
            make_piece(title=f"Kettle {number}")
            factories.make_session(
                starts_at=factories.STARTS_AT.replace(day=number + 1), title="Kettle"
            ).page.save()
        client.get("/search/?q=kettle")
        with django_assert_max_num_queries(16) as questions:
            client.get("/search/?q=kettle")
        asked.append(len(questions))
    assert asked[1] <= asked[0]  # fewer when all results on the page are of one kind
    assert len(find("kettle", now=factories.NOW).entries) == 24


def test_pages_are_found_under_the_new_name_of_their_topic(site, admin_client):
    topic = make_topic("Bungalows")
    make_piece(title="Where I live", topics=[topic]).save()
    url = reverse("wagtailsnippets_hub_topic:edit", args=[topic.pk])

    admin_client.post(url, {"name": "Houseboats", "slug": topic.slug, "description": ""})

    assert search(admin_client, "houseboats") == ["Houseboats", "Where I live"]
    assert search(admin_client, "bungalows") == []


def test_a_script_that_searches_on_and_on_is_slowed_and_others_go_on(site, client, monkeypatch):
    monkeypatch.setattr("home.search.views.MAX_PER_CLIENT", 2)

    def ask(ip):
        return client.get("/search/", {"q": "tea"}, REMOTE_ADDR=ip).status_code

    assert [ask("192.0.2.1") for _ in range(3)] == [200, 200, 429]
    assert ask("192.0.2.2") == 200
    assert client.get("/search/", REMOTE_ADDR="192.0.2.1").status_code == 200, "the empty form"
