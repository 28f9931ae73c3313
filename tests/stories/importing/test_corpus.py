"""Decks in many habits: every word is there, and stands where a person would put it."""

from functools import cache

import pytest

from stories.importing.deck import Unit
from stories.importing.placements import Part, Place
from stories.importing.readers import read
from stories.importing.sorting import sort_deck
from tests.stories.importing import deck_files
from tests.stories.importing.deck_specs import SLIDE_DECKS
from tests.stories.importing.scoring import score

MAKERS = {
    "pptx": deck_files.as_pptx,
    "odp": deck_files.as_odp,
    "pdf": deck_files.as_pdf,
    "docx": deck_files.as_docx,
    "docx_bold": lambda deck: deck_files.as_docx(deck, with_headings=False),
    "odt": deck_files.as_odt,
    "html": deck_files.as_html,
    "text": deck_files.as_text,
}
SLIDES = ("pptx", "odp", "pdf")
WITH_NOTES = ("pptx", "odp")
# What has no headings, margins or links to show cannot be told apart in a text.
ONLY_SLIDES = {"scanned_page", "slides_without_titles", "sixty_slides"}
NOT_AS_TEXT = {"habits"}
CASES = [
    (deck, kind)
    for deck in SLIDE_DECKS
    for kind in MAKERS
    if kind in SLIDES
    or (deck.name not in ONLY_SLIDES and not (kind == "text" and deck.name in NOT_AS_TEXT))
]
LEAST = 0.95


DECKS = {deck.name: deck for deck in SLIDE_DECKS}


def parts_of(deck, kind) -> list[Part]:
    return _parts(deck.name, kind)


@cache
def _parts(name: str, kind: str) -> list[Part]:
    return sort_deck(read(MAKERS[kind](DECKS[name])))


@pytest.mark.parametrize(
    ("deck", "kind"), CASES, ids=[f"{deck.name}-{kind}" for deck, kind in CASES]
)
def test_every_word_of_a_deck_is_there_and_nearly_all_stand_where_a_person_would_put_them(
    deck, kind
):
    result = score(deck.expected(with_notes=kind in WITH_NOTES), parts_of(deck, kind))
    assert result.present == result.expected
    least = LEAST if kind != "text" else 0.9  # a text says nothing of boxes
    assert result.share >= least, result.misplaced


def test_over_all_decks_together_nearly_all_words_stand_where_a_person_would_put_them():
    results = [
        score(deck.expected(with_notes=kind in WITH_NOTES), parts_of(deck, kind))
        for deck, kind in CASES
    ]
    assert sum(each.present for each in results) == sum(each.expected for each in results)
    assert sum(each.placed for each in results) >= LEAST * sum(each.expected for each in results)


def test_there_are_decks_of_at_least_twelve_habits():
    assert len(SLIDE_DECKS) >= 12


@pytest.mark.parametrize("kind", SLIDES)
@pytest.mark.parametrize("deck", SLIDE_DECKS, ids=lambda deck: deck.name)
def test_each_session_of_a_deck_is_a_part_with_its_day(deck, kind):
    days = [
        f"{part.day.year}-{part.day.month:02}-{part.day.day:02}" for part in parts_of(deck, kind)
    ]
    assert days == deck.days


@pytest.mark.parametrize("kind", SLIDES)
@pytest.mark.parametrize("deck", SLIDE_DECKS, ids=lambda deck: deck.name)
def test_the_order_of_the_slides_is_kept(deck, kind):
    for part in parts_of(deck, kind):
        numbers = [each.slide for each in part.placements]
        assert numbers == sorted(numbers)


def test_the_number_of_people_is_known_for_each_session():
    deck = DECKS["five_sessions"]
    assert [part.people for part in parts_of(deck, "pptx")] == [31, 26, 35, 28, 22]


@pytest.mark.parametrize("kind", SLIDES)
def test_a_poem_keeps_its_lines_and_verses(kind):
    deck = DECKS["poem_film_notes"]
    poem = next(
        each
        for part in parts_of(deck, kind)
        for each in part.placements
        if each.place == Place.POEM
    )
    assert poem.heading == "A poem: The door is open"
    assert poem.credit == "by Maureen from the collective"
    assert poem.text.split("\n")[:4] == [
        "The kettle hums before the talk,",
        "the chairs pull in around the screen,",
        "",
        "we say the thing we could not say",
    ]


@pytest.mark.parametrize("kind", SLIDES)
def test_a_poem_keeps_the_lines_that_are_moved_in(kind):
    deck = DECKS["prose"]
    poem = next(
        each
        for part in parts_of(deck, kind)
        for each in part.placements
        if each.place == Place.POEM
    )
    lines = poem.text.split("\n")
    assert [line.strip() for line in lines][:2] == ["The bus is late,", "the rain is not,"]
    assert [line.startswith(" ") for line in lines[:4]] == [False, True, False, True]


@pytest.mark.parametrize("kind", SLIDES)
def test_a_link_to_a_film_is_a_video_with_its_address(kind):
    deck = DECKS["poem_film_notes"]
    video = next(
        each
        for part in parts_of(deck, kind)
        for each in part.placements
        if each.place == Place.VIDEO
    )
    assert (video.heading, video.video) == (
        "The film we watched",
        "https://www.youtube.com/watch?v=abcdefghijk",
    )


@pytest.mark.parametrize("kind", SLIDES)
def test_a_page_that_is_a_picture_comes_as_a_picture_that_may_hold_words(kind):
    deck = DECKS["scanned_page"]
    found = read(MAKERS[kind](deck))
    pictures = [each for part in sort_deck(found) for each in part.placements if each.picture]
    assert [each.slide for each in pictures] == [2, 4]
    assert all(found.pictures[each.picture] for each in pictures)
    assert "picture of words" in pictures[0].reason
    assert pictures[1].reason == ""


def test_a_picture_on_many_slides_comes_once_and_may_be_a_logo():
    deck = read(deck_files.as_pptx(DECKS["powerpoint"]))
    key = deck.add_picture(deck_files.photo("logo"))
    for slide in deck.slides:
        slide.fragments.append(deck_files.picture_fragment(key))
    pictures = [each for part in sort_deck(deck) for each in part.placements if each.picture]
    assert [(each.place, each.slide) for each in pictures] == [(Place.UNPLACED, 1)]
    assert "logo" in pictures[0].reason


def test_files_are_counted_in_what_they_have():
    deck = SLIDE_DECKS[0]
    units = {kind: read(MAKERS[kind](deck)).unit for kind in MAKERS}
    assert units == {
        **dict.fromkeys(("pptx", "odp"), Unit.SLIDE),
        "pdf": Unit.PAGE,
        **dict.fromkeys(("docx", "docx_bold", "odt", "html", "text"), Unit.PART),
    }
