import pytest

from tests.hub.language.avoided import avoided_words
from tests.hub.language.sentences import sentences, too_long, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Starts at 10.30am. Ends at noon.", 2),
        ("Write to name@example.org today.", 1),
        ("You can:\n\ntalk\n\ntype", 3),
        ("She said “Yes.” He nodded.", 2),
        ("   ", 0),
    ],
)
def test_a_text_falls_into_its_sentences(text, count):
    assert len(sentences(text)) == count


def test_words_keep_their_apostrophes_and_addresses():
    assert words("Don't write to name@example.org, it's co-produced") == [
        *["Don't", "write", "to", "name@example.org", "it's", "co-produced"],
    ]


def test_a_sentence_of_26_words_is_too_long_and_one_of_25_is_not():
    assert too_long("word " * 25 + ".") == []
    assert len(too_long("word " * 26 + ".")) == 1


def test_words_we_avoid_are_found_whole_and_in_any_case():
    assert avoided_words("Please UTILISE it.") == {
        "please": "leave it out",
        "utilise": "use",
    }
    assert avoided_words("The monkey was pleased, and the keyboard played.") == {}
