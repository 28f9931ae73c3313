"""Words, queries and marks of the search, without a database."""

from datetime import date

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from home.search.excerpts import LENGTH, excerpt, marked
from home.search.query import parse
from home.search.vocabulary import Vocabulary
from home.search.words import key, root

TEXTS = (
    st.text(st.sampled_from("carers co-production <b> & ’s Łódź. \n日本"), max_size=60) | st.text()
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("loneliness", "lonely"),
        ("carers’", "carer"),
        ("Hospitals", "hospital"),
        ("co-production", "coproduction"),
        ("Łódź", "lodz"),
        ("Lúcia's", "lucia"),
        ("friendliness", "friend"),
        ("payments", "payment"),
    ],
)
def test_forms_of_a_word_have_one_root(one, other):
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("carer", "care"),
        ("news", "new"),
        ("police", "policy"),
        ("hospital", "hospice"),
        ("AI", "aid"),
    ],
)
def test_different_words_have_different_roots(one, other):
    assert root(one) != root(other)


@given(st.text())
def test_every_word_has_a_key_and_a_root(text):
    for word in text.split():
        assert key(word)
        assert root(word) == root(root(word)), "one that stays as it is"


@given(TEXTS, st.lists(st.text(max_size=8), max_size=4))
def test_marks_change_no_character_of_a_text(text, words):
    html = marked(text, parse(" ".join(words)).wanted)
    without = html.replace("<mark>", "").replace("</mark>", "")
    assert without == marked(text, frozenset())


def test_marks_stand_around_whole_words_in_any_form():
    wanted = parse("carer coproduction").wanted
    assert marked("Carers do <co-production>: scarers", wanted) == (
        "<mark>Carers</mark> do &lt;<mark>co-production</mark>&gt;: scarers"
    )
    assert marked("Step-free", parse("free").wanted) == "Step-<mark>free</mark>"


def test_an_excerpt_shows_where_the_words_stand():
    text = "Nothing here. " * 40 + "The kettle is on. We sit & talk. " + "Nothing here. " * 40
    shown = excerpt(text, parse("kettle talk").wanted)
    assert shown.startswith("… The <mark>kettle</mark> is on. We sit &amp; <mark>talk</mark>.")
    assert shown.endswith(" …")
    assert len(strip_tags(shown)) < LENGTH + 20
    assert excerpt(text, parse("absent").wanted) == ""
    assert excerpt("A kettle.", parse("kettle").wanted) == "A <mark>kettle</mark>."


@given(TEXTS)
def test_an_excerpt_can_be_made_of_any_text(text):
    excerpt(text, parse("carers co-production Łódź").wanted)
    excerpt("x" * 500 + text, parse("x" * 60).wanted)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("direct payments 2024", {"2024": ("year", 2024)}),
        ("8 July 2024", {"8": ("day", 8), "July": ("month", 7), "2024": ("year", 2024)}),
        ("June", {"June": ("month", 6)}),
        ("Sept 2026", {"Sept": ("month", 9), "2026": ("year", 2026)}),
        ("we may ask", {}),
        ("10 commitments", {}),
        ("7543", {}),
    ],
)
def test_dates_are_understood_and_other_numbers_are_words(question, parts):
    terms = parse(question).terms
    assert {term.text: term.date_part for term in terms if term.date_part} == parts
    day = date(2024, 7, 8)
    assert not any(term.is_on(None) for term in terms)
    if question == "8 July 2024":
        assert all(term.is_on(day) for term in terms)


def test_stop_words_are_looked_for_only_when_there_is_nothing_else():
    assert [term.text for term in parse("how do I book a place").words] == ["book", "place"]
    assert [term.text for term in parse("who is this").words] == ["who", "is", "this"]


@pytest.fixture
def vocabulary():
    texts = ["hospital hospital carers carer co-production", "safeguarding lonely rent 2024 Łódź"]
    return Vocabulary(texts)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hosptial", "hospital"),
        ("hospitle", "hospital"),
        ("caresr", "carers"),
        ("coprodution", "co-production"),
        ("safegaurding", "safeguarding"),
        ("hosp", "hospital"),
        ("tent", "rent"),
        ("lodzz", "łódź"),
        ("cat", ""),
        ("2025", ""),
        ("xylophone", ""),
    ],
)
def test_the_nearest_word_is_what_was_meant_or_none(vocabulary, typed, meant):
    assert vocabulary.nearest(typed) == meant


def test_forms_are_those_that_texts_use(vocabulary):
    assert set(vocabulary.forms("carer")) == {"carer", "carers"}
    assert vocabulary.forms("unknown") == ["unknown"]
    assert "łódź" in vocabulary.forms("Lodz")
    assert "loneliness" in vocabulary
    assert "kettle" not in vocabulary
