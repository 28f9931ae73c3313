"""Parts a deck with several sessions into one deck for each, by the days in its titles."""

from collections import Counter
from dataclasses import dataclass, field, replace

from stories.importing.days import Day, is_mostly_a_day, mentions, without_days
from stories.importing.deck import Deck, Fragment, Kind, Slide
from stories.importing.section_names import Section, section_of

MAX_WORDS_OF_COVER = 45
MIN_REPEATS = 3  # on so many slides, and on half of them, a text belongs to their margin


@dataclass
class SessionSlides:
    day: Day | None = None
    slides: list[Slide] = field(default_factory=list)


def parted(deck: Deck) -> list[SessionSlides]:
    """Return the slides of each session. With several, what comes before the first day is apart."""
    parts = [SessionSlides()]
    days = [opening_day(slide) for slide in deck.slides]
    named = [day for day in days if day]
    has_one_session = all(day.fits(named[0]) for day in named)
    for slide, day in zip(deck.slides, days, strict=True):
        current = parts[-1].day
        is_at_start = current is None and len(parts) == 1
        if day and is_at_start and (has_one_session or not parts[0].slides):
            parts[0].day = day
        elif day and (current is None or not day.fits(current)):
            parts.append(SessionSlides(day))
        elif day and current and not current.day:
            parts[-1].day = day
        parts[-1].slides.append(slide)
    if len(parts) == 1 and parts[0].day is None and deck.slides:
        parts[0].day = _day_in_sentence(deck.slides[0])
    return [part for part in parts if part.slides]


def _day_in_sentence(slide: Slide) -> Day | None:
    texts = [each.text for each in slide.fragments if "next" not in each.text.lower()]
    days = [mention.day for text in texts for mention in mentions(text) if mention.day.day]
    return days[0] if days else None


def opening_day(slide: Slide) -> Day | None:
    """Return the day of the session that begins with this slide, if its title or a line names one."""
    lines = [
        each for each in slide.fragments if each.kind in (Kind.PARAGRAPH, Kind.HEADING, Kind.BULLET)
    ]
    if (
        section_of(without_days(slide.title) or "-") == Section.NEXT
        or section_of(slide.title) == Section.NEXT
    ):
        return None
    if found := list(mentions(slide.title)):
        return found[0].day
    words = sum(len(each.text.split()) for each in lines) + len(slide.title.split())
    if words > MAX_WORDS_OF_COVER or section_of(slide.title) not in (None, Section.PEOPLE):
        return None
    for each in lines:
        day = is_mostly_a_day(each.text)
        if day and "next" not in each.text.lower():
            return day
    return None


def with_margins_marked(deck: Deck) -> list[Slide]:
    """Return the slides with texts that stand on most of them as margins, like headers and footers."""
    counts = Counter(
        text
        for slide in deck.slides
        for text in {each.text.strip() for each in slide.fragments if each.text.strip()}
    )
    repeated = {
        text
        for text, number in counts.items()
        if number >= MIN_REPEATS and number * 2 >= len(deck.slides)
    }
    return [
        replace(slide, fragments=[_marked(each, repeated) for each in slide.fragments])
        for slide in deck.slides
    ]


def _marked(fragment: Fragment, repeated: set[str]) -> Fragment:
    if fragment.kind != Kind.NOTE and fragment.text.strip() in repeated:
        return replace(fragment, kind=Kind.MARGIN)
    return fragment
