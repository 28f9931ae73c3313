"""The sample content is plain, kind, complete and true to the facts we were given."""

import dataclasses
import importlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import textstat
from PIL import Image

from events.models import Feedback
from home.demo.content import (
    AREAS,
    BOOKINGS,
    BROADCASTS,
    COMMITMENTS,
    COMMITMENTS_INTRODUCTION,
    CONTRIBUTIONS,
    DAYS,
    FEEDBACK,
    GLOSSARY,
    HOME_PICTURE,
    MONTHLY,
    MONTHLY_SUMMARIES,
    PAGES,
    PICTURES,
    POEMS,
    PROGRAMME,
    PROGRAMME_SUMMARIES,
    STORIES,
    SUBSCRIBERS,
    SUMMARIES,
    SUPPLIERS,
    TOPICS,
    TOPICS_AHEAD,
    VIDEOS,
    WELCOME,
)
from home.demo.schema import Poem, Quote
from stories.models import Contribution
from tests.hub.language.avoided import avoided_words
from tests.hub.language.sentences import too_long

STARTING_SET = importlib.import_module("events.migrations.0028_lead_times").STARTING_SET
DEMO = Path(__file__).resolve().parents[2] / "home" / "demo"
NOT_WORDS = {
    "file",
    "options",
    "captions",
    "slug",
    "key",
    "email",
    "phone",
    "state",
    "status",
    "mode",
}
SUBJECTS = {
    "summaries": SUMMARIES,
    "stories": STORIES,
    "videos": VIDEOS,
    "coming topics": (MONTHLY, *TOPICS_AHEAD),
    "programme": (PROGRAMME, *DAYS),
    "information": (WELCOME, *PAGES),
    "commitments": (COMMITMENTS_INTRODUCTION, *COMMITMENTS),
    "words we use": GLOSSARY,
    "topics": TOPICS,
    "pictures": PICTURES,
    "bookings": BOOKINGS,
    "letters": BROADCASTS,
    "whom organisers ask": SUPPLIERS,
    "what people said and sent in": (*FEEDBACK, *CONTRIBUTIONS),
}
BIG_ENOUGH = 80  # words; a reading grade of fewer says little


def plain(text: str) -> str:
    """Without markup. The end of a block is the end of a sentence."""
    text = re.sub(r"</(p|li|h2|h3)>", "\n\n", text)
    return re.sub(r"<[^>]+>", "", text)


def strings(value: object, *, own_words: bool) -> Iterator[str]:
    """All words in a value; without `own_words`, leave out poems and what people are quoted on."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Poem | Quote) and not own_words:
        return
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in NOT_WORDS:
                yield from strings(getattr(value, field.name), own_words=own_words)
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each, own_words=own_words)


def prose(value: object, *, own_words: bool = False) -> str:
    return "\n\n".join(plain(each) for each in strings(value, own_words=own_words) if each)


def for_grading(text: str) -> str:
    """textstat knows no headings: every block ends with a full stop."""
    blocks = [block.strip() for block in text.split("\n\n") if block.strip()]
    return " ".join(block if block[-1] in ".!?" else f"{block}." for block in blocks)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_it_reads_at_grade_six_or_less(subject):
    assert textstat.flesch_kincaid_grade(for_grading(prose(SUBJECTS[subject]))) <= 6
    for each in SUBJECTS[subject]:
        text = for_grading(prose(each))
        if len(text.split()) >= BIG_ENOUGH:
            assert textstat.flesch_kincaid_grade(text) <= 6, text[:80]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_sentence_has_more_than_25_words(subject):
    assert too_long(prose(SUBJECTS[subject], own_words=False)) == []


def test_what_people_are_quoted_on_is_short_enough_to_follow():
    quotes = [quote.words for summary in SUMMARIES for quote in summary.quotes]
    assert [words for words in quotes if too_long(words)] == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_it_does_without_labels_and_jargon(subject):
    assert avoided_words(prose(SUBJECTS[subject])) == {}


def test_poems_and_quotes_are_free_of_labels_too():
    people = (POEMS, tuple(quote for summary in SUMMARIES for quote in summary.quotes))
    found = avoided_words(prose(people, own_words=True))
    assert set(found) <= {"please"}


def test_there_is_enough_of_everything():
    assert len(MONTHLY_SUMMARIES) == 6
    assert len(PROGRAMME_SUMMARIES) == 6
    assert 6 <= len(POEMS) <= 8
    assert 6 <= len(STORIES) <= 8
    assert len(VIDEOS) == 3
    assert len(TOPICS_AHEAD) == 12
    assert len(DAYS) == 5
    assert len(COMMITMENTS) == 10
    assert len(GLOSSARY) >= 35
    assert len(PICTURES) >= 14
    assert len(BOOKINGS) >= 40
    assert {each.session for each in BROADCASTS} == {"last", "next"}
    assert {each.needs_met for each in FEEDBACK} == {"", *Feedback.GotIt.values}
    assert {each.consent for each in CONTRIBUTIONS} == set(Contribution.Consent.values)


def test_the_facts_of_2024_are_the_facts():
    facts = {each.held_on: each.people_came for each in SUMMARIES if each.held_on}
    assert facts[date(2024, 5, 22)] == 29
    assert facts[date(2024, 6, 26)] == 24
    assert sorted(each.held_on.day for each in PROGRAMME_SUMMARIES) == [1, 2, 3, 5, 8, 8]
    assert all((each.held_on.year, each.held_on.month) == (2024, 7) for each in PROGRAMME_SUMMARIES)
    # Nobody told us how many came on these days, so we do not say.
    assert all(each.people_came is None for each in PROGRAMME_SUMMARIES)
    assert all("About 160" in str(each.figures) for each in PROGRAMME_SUMMARIES)


def test_the_programme_pages_are_built_in_different_ways():
    parts = ("in_short", "questions", "themes", "quotes", "poem", "reflections", "feedback")
    shapes = [tuple(bool(getattr(each, part)) for part in parts) for each in PROGRAMME_SUMMARIES]
    assert len(set(shapes)) == len(shapes)


def test_the_recent_sessions_are_the_last_three():
    counted = [each.sessions_ago for each in SUMMARIES if each.held_on is None]
    assert sorted(counted) == [1, 2, 3]


def test_every_summary_says_what_happens_next():
    assert all(each.introduction and each.what_next for each in SUMMARIES)


def test_titles_and_addresses_are_not_used_twice():
    pieces = [each.title for each in (*SUMMARIES, *STORIES, *POEMS, *VIDEOS)]
    pieces.remove("What's missing?")
    for names in (
        pieces,
        [each.title for each in (*TOPICS_AHEAD, *DAYS)],
        [each.slug for each in PAGES],
        [each.word for each in GLOSSARY],
        [each.file for each in PICTURES],
    ):
        assert len(set(names)) == len(names)


def test_summaries_on_cards_fit():
    described = (*SUMMARIES, *STORIES, *POEMS, *VIDEOS, *TOPICS_AHEAD, *DAYS, *PAGES)
    assert all(0 < len(each.summary) <= 300 for each in described)
    assert all(len(topic.description) <= 200 for topic in TOPICS)


def test_topics_and_areas_are_ones_that_exist():
    topics, areas = {topic.name for topic in TOPICS}, set(AREAS)
    labelled = (*SUMMARIES, *STORIES, *POEMS, *VIDEOS, *TOPICS_AHEAD, *DAYS)
    assert all({*each.topics} <= topics and {*each.areas} <= areas for each in SUBSCRIBERS)
    assert all(set(each.topics) <= topics and each.topics for each in labelled)
    assert all(set(each.areas) <= areas for each in SUMMARIES)
    assert {day.area for day in DAYS} <= areas | {""}
    used = {topic for each in labelled for topic in each.topics}
    assert used == topics


def test_every_picture_has_words_for_people_who_cannot_see_it():
    for picture in PICTURES:
        assert 40 <= len(picture.alt) <= 250, picture.file
        assert picture.alt.endswith(".")
        assert not picture.alt.lower().startswith(("a picture", "an image", "a drawing"))
        assert picture.title.lower() not in picture.alt.lower()


def test_every_picture_is_there_and_light():
    files = {path.name for path in (DEMO / "pictures").iterdir()}
    assert files == {picture.file for picture in PICTURES}
    for picture in PICTURES:
        path = DEMO / "pictures" / picture.file
        assert path.stat().st_size <= 90_000
        with Image.open(path) as image:
            assert image.size == (1600, 1000)


def test_every_picture_that_is_asked_for_exists():
    names = {picture.name for picture in PICTURES}
    pieces = (*SUMMARIES, *STORIES, *POEMS, *VIDEOS, *TOPICS_AHEAD, *DAYS, MONTHLY, PROGRAMME)
    asked = {each.picture for each in (*pieces, *PAGES)}
    asked |= {section.picture for story in STORIES for section in story.sections}
    assert asked - {""} | {HOME_PICTURE} == names


def test_every_film_is_there_and_light():
    for video in VIDEOS:
        film = DEMO / "films" / video.file
        assert film.stat().st_size <= 400_000
        assert film.read_bytes()[:4] == b"\x1a\x45\xdf\xa3"  # WebM


def test_the_captions_of_every_film_say_what_its_transcript_says_and_last_as_long():
    for video in VIDEOS:
        captions = (DEMO / "films" / video.captions).read_text(encoding="utf-8")
        header, *cues = captions.strip().split("\n\n")
        assert header == "WEBVTT"
        said = re.sub(r"<i>\[.*?\]</i>", "", video.transcript)
        times, words = zip(*(cue.split("\n", 1) for cue in cues), strict=True)
        assert " ".join(words) == " ".join(plain(said).split())
        end = re.search(r"--> 00:00:([\d.]+)$", times[-1])
        assert video.length == f"{round(float(end[1]))} seconds"


def test_rich_text_uses_only_what_editors_can_use():
    everything = prose_with_markup((*SUBJECTS.values(), POEMS))
    assert set(re.findall(r"</?([a-z0-9]+)", everything)) <= {
        *("p", "h2", "h3", "ul", "ol", "li", "b", "i", "a"),
    }
    links = re.findall(r'<a href="([^"]+)">', everything)
    own = {f"/{each.slug}/" for each in PAGES}
    own |= {"/sessions/", "/stories/", "/commitments/", "/words-we-use/", "/easier-to-read/"}
    assert all(link in own or re.match(r"(https://|tel:|mailto:)", link) for link in links)


def prose_with_markup(value: object) -> str:
    return "\n".join(strings(value, own_words=True))


def test_people_are_made_up_and_nobody_can_be_reached():
    for booking in BOOKINGS:
        assert booking.email or booking.phone
        assert re.fullmatch(r"([a-z.]+@example\.org)?", booking.email), booking.email
        assert re.fullmatch(r"(01632 960 \d{3}|07700 900 \d{3})?", booking.phone), booking.phone
    mentioned = re.findall(r"\+?\d[\d ]{9,}", prose_with_markup(PAGES))
    assert all(re.match(r"(\+44|0)(1632 ?960|7700 ?900) ?\d{3}$", each) for each in mentioned)


def test_bookings_are_in_every_state():
    assert {each.state for each in BOOKINGS} == {
        *("booked", "waiting", "offered", "lapsed", "cancelled"),
    }
    assert {each.mode for each in BOOKINGS} == {"video", "phone", "in-person"}
    assert {each.for_whom for each in BOOKINGS} == {
        *("me", "me-and-supporter", "other", "other-and-me"),
    }


def test_needs_are_in_every_state():
    needs = [need for each in BOOKINGS for person in each.people for need in person.needs]
    assert {need.state for need in needs} == {"asked", "arranging", "in-place", "talk"}
    assert all(need.answer for need in needs if need.state != "asked")
    assert {need.option for need in needs} - {""} <= {
        row[0] for rows in STARTING_SET.values() for row in rows
    }
    assert all(need.option or need.words for need in needs)


def places_taken(session: str) -> int:
    return sum(
        not person.supports
        for booking in BOOKINGS
        if booking.session == session and booking.state in ("booked", "offered")
        for person in booking.people
    )


def test_one_session_is_full_and_one_nearly():
    days = {day.key: day for day in DAYS}
    assert places_taken("norfolk") == days["norfolk"].places
    assert days["luton"].places - places_taken("luton") == 2
    assert all(places_taken(day.key) <= day.places for day in DAYS)
    assert places_taken("next") <= MONTHLY.places


def test_bookings_use_only_ways_that_the_day_offers():
    days = {day.key: day for day in DAYS}
    for booking in BOOKINGS:
        if day := days.get(booking.session):
            ways = {"video": day.by_video, "phone": day.by_phone, "in-person": day.in_person}
            assert ways[booking.mode], booking.people


def test_the_week_has_one_session_in_a_room_with_all_that_people_must_know():
    rooms = [day for day in DAYS if day.in_person]
    assert len(rooms) == 1
    assert re.search(r"[A-Z]{2}\d{2} \d[A-Z]{2}$", rooms[0].venue)
    for fact in ("door", "toilet", "Blue Badge", "loop", "Quiet", "bus"):
        assert fact in f"{rooms[0].venue_travel} {rooms[0].venue_access}"
    assert rooms[0].venue_drawbacks
    assert len(rooms[0].venue) <= 400
    assert len(rooms[0].venue_access) <= 1000


def test_promises_are_reported_honestly():
    assert {promise.status for promise in COMMITMENTS} == {
        *("done", "under-way", "stuck", "not-yet"),
    }
    assert all(promise.what_happened for promise in COMMITMENTS)
