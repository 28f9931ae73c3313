"""Whatever people type into a search box, they get a page."""

import pytest
from django.urls import reverse
from modelsearch.query import MATCH_ALL, And, Phrase, PlainText
from wagtail.models import Page

from hub.search_backend import MAX_WORD_LENGTH, MAX_WORDS, plain

NASTY = [
    *(
        '"',
        '""',
        '"""',
        'tea"pot',
        '"tea pot"',
        "'",
        "*",
        "tea*",
        "-",
        "-tea",
        "--",
        "co-production",
    ),
    *(
        "AND",
        "OR",
        "NOT",
        "tea AND",
        "AND tea",
        "NEAR",
        "NEAR(",
        "NEAR(tea pot, 5)",
        "(",
        ")",
        "()",
    ),
    *(":", "title:", "title:tea", "{title} : tea", "^tea", "+", "tea + pot", "%", "%s", "%(a)s"),
    *(
        "\\",
        "tea\\",
        "\0",
        "te\0a",
        "☕",
        "☕ tea",
        "👩‍🦽",
        "é",
        "日本",
        "\u202e",
        ";",
        "--tea",
        "<b>",
    ),
    *("x" * 5000, "tea " * 2000, "' OR 1=1 --", "title:(", "a&b", "a|b", "!", "tea:*"),
]
BOXES = [
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtailimages_chooser:choose_results",
    "wagtaildocs:index",
    "wagtaildocs:index_results",
    "wagtaildocs_chooser:choose_results",
    "wagtailadmin_explore_root",
    "wagtailadmin_pages:search",
    "wagtailadmin_choose_page_search",
    "wagtailusers_users:index",
    "search",
]


@pytest.mark.slow("types all that can go wrong into every search box of the admin")
@pytest.mark.parametrize("box", BOXES)
def test_every_search_box_answers_whatever_is_typed(admin_client, site, box):
    for typed in NASTY:
        response = admin_client.get(reverse(box), {"q": typed})
        assert response.status_code == 200, repr(typed)


def test_every_kind_of_query_can_be_run(site):
    for typed in NASTY:
        words = PlainText(typed)
        for query in (
            typed,
            words,
            Phrase(typed),
            PlainText("tea") | words,
            words & PlainText("x"),
        ):
            list(Page.objects.search(query))


def test_the_words_beside_nasty_characters_are_found(admin_client, site):
    page = site.home
    page.title = "Blue teapot"
    page.save_revision().publish()
    for typed in (
        '"teapot',
        '"blue teapot"',
        "teapot*",
        "(teapot)",
        "☕ teapot",
        'blue"teapot',
        "\0teapot",
    ):
        assert [found.pk for found in Page.objects.search(typed)] == [page.pk], typed


def test_the_words_of_a_query_are_left_and_all_else_goes():
    assert plain('"tea" ☕ - pot') == "tea pot"
    assert plain("co-production") == "co-production"
    assert plain('"') == ""
    assert plain("x" * 5000) == "x" * MAX_WORD_LENGTH
    assert plain("tea " * 2000) == " ".join(["tea"] * MAX_WORDS)
    assert plain(None) is None
    assert plain(MATCH_ALL) is MATCH_ALL
    both = plain(And([PlainText('"'), Phrase('tea "pot"')]))
    assert [part.query_string for part in both.subqueries] == ["tea pot"]
    assert plain(PlainText("☕")) == ""
    asked = PlainText('tea"')
    assert plain(asked).query_string == "tea"
    assert asked.query_string == 'tea"', "the query of the caller stays as it was"
