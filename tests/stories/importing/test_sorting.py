"""The rules of sorting one by one, and that no word is ever lost, whatever a deck holds."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.importing.days import Day, is_mostly_a_day, mentions
from stories.importing.deck import Deck, Fragment, Kind, Slide, Unit
from stories.importing.people_count import people_in
from stories.importing.placements import Part, Place
from stories.importing.quotations import Quotation, quotation_in
from stories.importing.reading_order import Box, in_reading_order
from stories.importing.section_names import Section, section_of
from stories.importing.sorting import sort_deck


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Wednesday 25 March 2026", Day(3, 2026, 25)),
        ("Over a Brew, Weds 25th March 2026, 10:30am", Day(3, 2026, 25)),
        ("25/03/26", Day(3, 2026, 25)),
        ("25.3.2026", Day(3, 2026, 25)),
        ("2026-03-25", Day(3, 2026, 25)),
        ("March 25, 2026", Day(3, 2026, 25)),
        ("the 1st of May", Day(5, None, 1)),
        ("March 2026", Day(3, 2026)),
        ("Sept 2026", Day(9, 2026)),
        ("25 March ’26", Day(3, 2026, 25)),
    ],
)
def test_days_are_read_as_people_write_them(words, day):
    assert [each.day for each in mentions(words)] == [day]


@pytest.mark.parametrize(
    "words",
    [
        "1 to 8 July 2024",
        "1–8 July 2024",
        "31/02/2026",
        "may come",
        "12 people",
        "10/12",
        "a march to town",
    ],
)
def test_what_is_no_day_of_one_session_is_none(words):
    assert not list(mentions(words))


def test_a_day_without_a_year_or_a_day_fits_those_that_have_one():
    assert Day(3, 2026).fits_date(date(2026, 3, 25))
    assert Day(3, None, 25).fits_date(date(2026, 3, 25))
    assert not Day(3, 2025).fits_date(date(2026, 3, 25))
    assert not is_mostly_a_day("We met on 25 March 2026 to talk about buses and trains")


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("29 people attended", (29, True)),
        ("29 people came", (29, True)),
        ("29 people took part in the session.", (29, True)),
        ("Attended by 22 people", (22, True)),
        ("We were 31 people", (31, True)),
        ("Thirty-four people joined us", (34, True)),
        ("Number of attendees: 18", (18, True)),
        ("Attendance – 27", (27, True)),
        ("40 people", (40, True)),
        ("In May 29 people came to the hall to say what they thought of it", (29, False)),
        ("Nine people out of ten said yes", None),
        ("3 buses came", None),
        ("We want 29 people to sign", None),
    ],
)
def test_how_many_came_is_read_from_a_sentence(words, people):
    assert people_in(words) == people


@pytest.mark.parametrize(
    ("words", "quotation"),
    [
        ("“I felt heard.”", Quotation("I felt heard.")),
        ("A “sort of” break", None),
        ("“I felt heard today.”", Quotation("I felt heard today.")),
        ('"I felt heard today." - Ann, Norfolk', Quotation("I felt heard today.", "Ann, Norfolk")),
        (
            "One carer said: “I got the call in the car.”",
            Quotation("I got the call in the car.", "One carer said"),
        ),
        ("'I don't know what they're on about'", Quotation("I don't know what they're on about")),
        (
            "“I felt heard today.” (a man from Ely)",
            Quotation("I felt heard today.", "a man from Ely"),
        ),
        ("We call it “care” and not “help”, as many people have told us before", None),
        ("Don't ask me, I'm new", None),
        ("People said “yes” to “more time”", None),
    ],
)
def test_a_quotation_is_known_by_its_marks(words, quotation):
    assert quotation_in(words) == quotation


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Questions we asked", Section.QUESTIONS),
        ("What we asked", Section.QUESTIONS),
        ("Any questions?", Section.RUNNING),
        ("THANK YOU FOR COMING", Section.RUNNING),
        ("What happens next?", Section.NEXT),
        ("Final reflections", Section.REFLECTIONS),
        ("Feedback", Section.FEEDBACK),
        ("In people’s own words", Section.QUOTES),
        ("What people said (continued)", Section.THEMES),
        ("Give people time", None),
        ("Next of kin", Section.NEXT),
        ("", None),
    ],
)
def test_titles_say_what_is_under_them(title, section):
    assert section_of(title) == section


def test_columns_are_read_one_after_the_other():
    boxes = [
        Box(0, 0, 100, 10, "title"),
        Box(55, 20, 40, 10, "right 1"),
        Box(0, 20, 40, 10, "left 1"),
        Box(0, 40, 40, 10, "left 2"),
        Box(55, 40, 40, 10, "right 2"),
        Box(0, 60, 100, 10, "foot"),
    ]
    order = [box.content for box in in_reading_order(boxes)]
    assert order == ["title", "left 1", "left 2", "right 1", "right 2", "foot"]


def sorted_slide(title, *fragments) -> Part:
    first = Slide(1, "Tea", [Fragment(Kind.PARAGRAPH, "25 March 2026")])
    return sort_deck(Deck(Unit.SLIDE, [first, Slide(2, title, list(fragments))]))[0]


def test_a_quotation_of_several_paragraphs_is_one():
    part = sorted_slide(
        "Voices",
        Fragment(Kind.PARAGRAPH, "“I came in late."),
        Fragment(Kind.PARAGRAPH, "Nobody minded.”"),
        Fragment(Kind.PARAGRAPH, "And then we all sang."),
    )
    quotes = [each for each in part.placements if each.place == Place.QUOTE]
    assert [each.text for each in quotes] == [
        "I came in late.\nNobody minded.",
        "And then we all sang.",
    ]


def test_a_heading_with_nothing_under_it_is_listed_with_the_reason():
    part = sorted_slide("A heading alone")
    assert (part.placements[-1].place, part.placements[-1].slide) == (Place.UNPLACED, 2)
    assert part.placements[-1].reason == "There is nothing under this heading."


def test_a_part_is_the_same_after_it_was_stored():
    part = sorted_slide(
        "Give time", Fragment(Kind.BULLET, "Wait", links=("https://brew.example/",))
    )
    assert Part.from_json(part.to_json()) == part


WORDS = st.text(alphabet="abcxyz 0129?.:,“”\"'–()\n\t•/", max_size=60)
TITLES = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "Questions we asked",
            "A poem",
            "Film",
            "Next",
            "Feedback",
            "25 March 2026",
            "Themes",
            "Quotes",
        ]
    ),
)
FRAGMENTS = st.builds(
    Fragment,
    kind=st.sampled_from([Kind.PARAGRAPH, Kind.BULLET, Kind.HEADING, Kind.NOTE, Kind.MARGIN]),
    text=st.one_of(
        WORDS,
        st.sampled_from(
            ["29 people came", "https://vimeo.com/123456789", "– Ann", "“I was there with you”"]
        ),
    ),
    box=st.integers(0, 2),
    links=st.sampled_from([(), (), ("https://brew.example/a",), ("https://vimeo.com/123456789",)]),
    level=st.integers(0, 2),
    is_bold=st.booleans(),
)
ROWS = st.builds(
    lambda cells, is_head: Fragment(
        Kind.ROW, " – ".join(cell for cell in cells if cell), cells=tuple(cells), is_head=is_head
    ),
    st.lists(WORDS.map(str.strip), min_size=1, max_size=3),
    st.booleans(),
)
SLIDES = st.lists(
    st.tuples(TITLES, st.lists(st.one_of(FRAGMENTS, ROWS), max_size=6)), min_size=1, max_size=5
)


def signs(texts) -> Counter:
    """Count letters and digits: marks of quotations and dashes before names may go."""
    return Counter(sign for text in texts for sign in text if sign.isalnum())


@given(SLIDES)
def test_no_word_is_lost_added_or_moved_to_another_slide(slides):
    deck = Deck(
        Unit.SLIDE,
        [Slide(n, title, fragments) for n, (title, fragments) in enumerate(slides, start=1)],
    )
    found: dict[int, Counter] = {}
    for part in sort_deck(deck):
        for each in part.placements:
            found.setdefault(each.slide, Counter()).update(
                signs([each.heading, each.text, each.credit])
            )
    margins = set()
    for slide in deck.slides:
        links = {link for each in slide.fragments if each.text.strip() for link in each.links}
        kept = {
            link
            for part in sort_deck(deck)
            for each in part.placements
            for link in each.links
            if each.slide == slide.number
        }
        assert links <= kept or _has_repeated(slide, deck)
        texts = [each.text for each in slide.fragments if each.text.strip() not in margins]
        wanted = signs([slide.title, *texts])
        # A margin, or a line that is on most slides, counts once.
        repeated = [text for text in texts if _is_repeated(text, deck)]
        once = found.get(slide.number, Counter())
        assert wanted - signs(repeated) <= once <= wanted + signs(repeated)


def _has_repeated(slide: Slide, deck: Deck) -> bool:
    return any(_is_repeated(each.text, deck) for each in slide.fragments if each.text.strip())


def _is_repeated(text: str, deck: Deck) -> bool:
    margins = sum(
        each.text.strip() == text.strip() for slide in deck.slides for each in slide.fragments
    )
    return margins > 1
