"""Sorts the words of a deck to their places on the page of a summary.

Nothing is dropped, changed or invented: each fragment becomes part of one placement, in order. What
has no place is there too, with the reason.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from stories.importing.days import is_mostly_a_day, mentions
from stories.importing.deck import Deck, Fragment, Kind, Slide
from stories.importing.people_count import people_in
from stories.importing.placements import Part, Place, Placement
from stories.importing.quotations import (
    Quotation,
    is_credit,
    is_name,
    quotation_in,
)
from stories.importing.section_names import Section, plain_title, section_of
from stories.importing.sessions_in_deck import (
    MAX_WORDS_OF_COVER,
    SessionSlides,
    parted,
    with_margins_marked,
)
from stories.importing.slide_patterns import (
    ADDRESS,
    is_nested,
    is_poem,
    is_poet,
    is_theme_table,
    joined,
    names_columns,
    subheadings,
    video_address,
)

PLACE_OF_SECTION = {
    Section.QUESTIONS: Place.QUESTION,
    Section.FEEDBACK: Place.FEEDBACK,
    Section.NEXT: Place.NEXT,
    Section.REFLECTIONS: Place.REFLECTION,
    Section.IN_SHORT: Place.IN_SHORT,
    Section.INTRODUCTION: Place.INTRODUCTION,
    Section.PEOPLE: Place.INTRODUCTION,
    Section.THEMES: Place.POINT,
    Section.VIDEO: Place.OTHER,
    Section.RESOURCES: Place.OTHER,
    Section.QUOTES: Place.QUOTE,
    Section.RUNNING: Place.UNPLACED,
}
OUTSIDE = (Kind.NOTE, Kind.MARGIN, Kind.PICTURE)
MIN_SLIDES_OF_LOGO = 3
MAX_SUBTITLE_WORDS = 10
MAX_INTRODUCTION = 2  # bullets; more of them are a list
MIN_SENTENCE = 8  # words

RUNNING_OF_SESSION = "This is about how the session was run."
MARGIN = "This stands at the edge of the slides."
LOGO = "This is on many slides. It may be a logo."
NOTHING_UNDER_IT = "There is nothing under this heading."
WHERE_FROM = "We could not tell what this is."
SCANNED = "This may be a picture of words. If so, type the words in."
ALL_SESSIONS = "This is about all sessions of the file."


def sort_deck(deck: Deck) -> list[Part]:
    """Return a part for each session in the deck."""
    pictures = Counter(
        key
        for slide in deck.slides
        for key in {each.picture for each in slide.fragments if each.picture}
    )
    logos = {key for key, number in pictures.items() if number >= MIN_SLIDES_OF_LOGO}
    sessions = parted(replace(deck, slides=with_margins_marked(deck)))
    seen: set[str] = set()
    cover = None
    if (
        len(sessions) > 1
        and sessions[0].day is None
        and _number_of_words(sessions[0]) <= MAX_WORDS_OF_COVER
    ):
        cover = _Sorter(sessions.pop(0), logos, seen).leave_unplaced()
    parts = [_Sorter(each, logos, seen).sort() for each in sessions]
    if cover:
        parts[0].placements[:0] = cover.placements
    return parts


def _number_of_words(session: SessionSlides) -> int:
    texts = [
        text
        for slide in session.slides
        for text in (slide.title, *(each.text for each in slide.fragments))
    ]
    return sum(len(text.split()) for text in texts)


@dataclass
class _Sorter:
    """Goes through the slides of one session."""

    session: SessionSlides
    logos: set[str]
    seen: set[str]  # pictures and margins, which count once
    part: Part = field(default_factory=Part)
    section: Section | None = None
    theme: str = ""

    def sort(self) -> Part:
        self.part.day = self.session.day
        for index, slide in enumerate(self.session.slides):
            words = [each for each in slide.fragments if each.kind not in OUTSIDE]
            section = section_of(slide.title)
            if index == 1 and section is None and self._is_introduction(words):
                section = Section.INTRODUCTION
            if index == 0 and section is None and self._is_cover(slide, words):
                self._cover(slide, words)
            else:
                self._slide(slide, words, section)
            self._rest(slide)
            self._keep_links(slide)
        self._mark_empty_themes()
        return self.part

    def leave_unplaced(self) -> Part:
        """Return what stands before all sessions, with no place."""
        for slide in self.session.slides:
            for text in (
                slide.title,
                *(each.text for each in slide.fragments if each.kind not in OUTSIDE),
            ):
                if text.strip():
                    self._add(Place.UNPLACED, text.strip(), slide, reason=ALL_SESSIONS)
            self._rest(slide)
            self._keep_links(slide)
        return self.part

    def _is_cover(self, slide: Slide, words: list[Fragment]) -> bool:
        number = sum(len(each.text.split()) for each in words)
        has_day = bool(list(mentions(slide.title))) or any(
            is_mostly_a_day(each.text) for each in words
        )
        has_bullets = any(each.kind in (Kind.BULLET, Kind.ROW) for each in words)
        return (number <= MAX_WORDS_OF_COVER and (has_day or not has_bullets)) or not has_bullets

    def _add(self, place: Place, text: str, slide: Slide, **more: object) -> Placement:
        placement = Placement(place, text, slide.number, **more)  # type: ignore[arg-type]
        self.part.placements.append(placement)
        return placement

    def _is_introduction(self, words: list[Fragment]) -> bool:
        """Return whether the slide after the cover is prose: sentences, and no list."""
        lines = [each for each in words if each.text.strip()]
        is_list = len(lines) > MAX_INTRODUCTION and any(
            each.kind != Kind.PARAGRAPH for each in lines
        )
        has_begun = any(p.place in (Place.THEME, Place.QUESTION) for p in self.part.placements)
        is_prose = all(
            each.kind in (Kind.PARAGRAPH, Kind.BULLET)
            and len(each.text.split()) >= MIN_SENTENCE
            and each.text.rstrip().endswith((".", "!"))
            and not quotation_in(each.text)
            for each in lines
        )
        return bool(lines) and is_prose and not is_list and not has_begun and not is_poem(words)

    def _cover(self, slide: Slide, words: list[Fragment]) -> None:
        for line in slide.title.split("\n"):
            if line.strip():
                is_day = bool(is_mostly_a_day(line, most_other_words=0))
                self._add(Place.DATE if is_day else Place.TITLE, line.strip(), slide)
        subtitles = 0
        for block in joined(words):
            text = block.text.strip()
            has_facts = any(p.place in (Place.DATE, Place.PEOPLE) for p in self.part.placements)
            if not text or self._anywhere(block, slide):
                continue
            is_short = len(text.split()) <= MAX_SUBTITLE_WORDS and not text.endswith((".", "!"))
            if is_mostly_a_day(text):
                self._add(Place.DATE, text, slide)
            elif is_short and not has_facts and subtitles == 0 and not ADDRESS.search(text):
                subtitles += 1
                self._add(Place.TITLE, text, slide, links=list(block.links))
            elif is_short:
                self._add(Place.UNPLACED, text, slide, links=list(block.links), reason=WHERE_FROM)
            else:
                self._add(Place.INTRODUCTION, text, slide, links=list(block.links))

    def _slide(self, slide: Slide, words: list[Fragment], section: Section | None) -> None:
        lines = joined(words)
        poem = self._poem_box(slide, words, section)
        if slide.title.strip():
            self.section, self.theme = section, self.theme if section is None else ""
            if section == Section.POEM and poem is None:
                poem = [each for each in words if each.kind != Kind.ROW]
        if poem is not None and any(each.text.strip() for each in poem):
            self._poem(slide, poem, words)
            return
        if self._video_slide(slide, lines):
            return
        if slide.title.strip():
            self._title(slide, lines)
        if not lines:
            return
        headings = subheadings(lines, slide)
        waiting: Placement | None = None  # a quotation that may get a credit
        before = Fragment(Kind.PARAGRAPH)
        for number, block in enumerate(lines):
            text = block.text.strip()
            if not text:
                continue
            is_below = block.kind == Kind.PARAGRAPH == before.kind and block.box == before.box
            before = block
            names_speaker = is_credit(text, block.marker) or (is_below and is_name(text))
            if waiting and not waiting.credit and names_speaker:
                waiting.credit = text
                continue
            waiting = None
            if number in headings:
                self._subheading(slide, text)
                continue
            if block.kind == Kind.ROW:
                self._row(slide, block, lines)
                continue
            if placement := self._anywhere(block, slide):
                waiting = placement if placement.place == Place.QUOTE else None
                continue
            placement = self._add(self._place_of_line(text), text, slide, links=list(block.links))
            if placement.place == Place.UNPLACED:
                placement.reason = RUNNING_OF_SESSION
            waiting = placement if placement.place == Place.QUOTE else None

    def _place_of_line(self, text: str) -> Place:
        if self.section == Section.QUESTIONS and text.endswith(":"):
            return Place.LABEL
        if self.section:
            return PLACE_OF_SECTION.get(self.section, Place.OTHER)
        if self.theme:
            return Place.POINT
        return Place.INTRODUCTION

    def _title(self, slide: Slide, lines: list[Fragment]) -> None:
        title = slide.title.strip()
        links = list(slide.title_links)
        if self.section == Section.RUNNING:
            self._add(Place.UNPLACED, title, slide, links=links, reason=RUNNING_OF_SESSION)
        elif self.section == Section.RESOURCES:
            self._add(Place.OTHER, title, slide, links=links)
        elif self.section == Section.THEMES:
            is_label = (
                all(not each.text.strip() or quotation_in(each.text) for each in lines)
                or bool(subheadings(lines, slide))
                or is_nested(lines)
                or is_theme_table(lines)
            )
            self._add(Place.LABEL if is_label else Place.THEME, title, slide, links=links)
            self.theme = title
            self.section = None
        elif self.section or plain_title(title) == plain_title(self.theme):
            self._add(Place.LABEL, title, slide, links=links)
        elif quotation := quotation_in(title):
            self._quote(slide, quotation, links)
            self.theme = ""
        else:
            self._add(Place.THEME, title, slide, links=links)
            self.theme = title

    def _subheading(self, slide: Slide, text: str) -> None:
        if section := section_of(text):
            self.section, self.theme = section, ""
            self._add(Place.LABEL, text, slide)
        else:
            self.section, self.theme = None, text
            self._add(Place.THEME, text, slide)

    def _row(self, slide: Slide, row: Fragment, lines: list[Fragment]) -> None:
        links = list(row.links)
        if self.section in (None, Section.QUESTIONS) and is_theme_table(lines):
            first, *others = row.cells
            if row.is_head and names_columns(row, lines):
                self._add(Place.LABEL, row.text.strip(), slide, links=links)
                return
            is_question = self.section == Section.QUESTIONS or first.strip().endswith("?")
            lines_beside = [line.strip() for line in "\n".join(others).split("\n") if line.strip()]
            if first.strip():
                place = Place.QUESTION if is_question else Place.THEME
                self._add(place, first.strip(), slide, links=[] if lines_beside else links)
            for line in lines_beside:
                if quotation := quotation_in(line):
                    self._quote(slide, quotation, links)
                else:
                    self._add(Place.POINT, line, slide, links=links)
                links = []
            return
        self._add(self._place_of_line(row.text), row.text.strip(), slide, links=links)

    def _anywhere(self, block: Fragment, slide: Slide) -> Placement | None:
        """Place what is the same wherever it stands: numbers of people, quotations, films."""
        text = block.text.strip()
        if (people := people_in(text)) and self.section not in (Section.NEXT, Section.QUESTIONS):
            number, says_only_that = people
            self.part.people = self.part.people or number
            if says_only_that:
                return self._add(Place.PEOPLE, text, slide)
        if video := video_address(block):
            return self._add(Place.VIDEO, text, slide, links=list(block.links), video=video)
        quotation = quotation_in(text)
        if quotation and not (self.section == Section.QUESTIONS and quotation.words.endswith("?")):
            return self._quote(slide, quotation, block.links)
        return None

    def _quote(self, slide: Slide, quotation: Quotation, links: Sequence[str]) -> Placement:
        return self._add(
            Place.QUOTE, quotation.words, slide, credit=quotation.credit, links=list(links)
        )

    def _video_slide(self, slide: Slide, lines: list[Fragment]) -> bool:
        """Place a slide that shows a film: its title is that of the film."""
        films = [each for each in lines if video_address(each)]
        title_film = video_address(Fragment(Kind.PARAGRAPH, slide.title, links=slide.title_links))
        others = [each for each in lines if each not in films and each.text.strip()]
        is_about_film = section_of(slide.title) == Section.VIDEO or not others
        if not (films or title_film) or len(films) > 1 or not is_about_film:
            return False
        video = video_address(films[0]) if films else title_film
        links = [*slide.title_links, *(films[0].links if films else ())]
        text = films[0].text.strip() if films else ""
        self._add(Place.VIDEO, text, slide, heading=slide.title.strip(), links=links, video=video)
        for each in others:
            if not self._anywhere(each, slide):
                self._add(Place.OTHER, each.text.strip(), slide, links=list(each.links))
        return True

    def _poem_box(
        self, slide: Slide, words: list[Fragment], section: Section | None
    ) -> list[Fragment] | None:
        """Return the fragments of a box that looks like a poem, on a slide of any title."""
        if section not in (None, Section.POEM):
            return None
        boxes: dict[int, list[Fragment]] = {}
        for each in words:
            boxes.setdefault(each.box, []).append(each)
        return next((box for box in boxes.values() if is_poem(box)), None)

    def _poem(self, slide: Slide, poem: list[Fragment], words: list[Fragment]) -> None:
        """Place a poem, line for line. A last line with "by" names its poet."""
        outside = [each for each in words if each not in poem and each.text.strip()]
        lines = "\n".join(each.text.rstrip() for each in poem).strip("\n").split("\n")
        credit = ""
        for place in (0, -1):
            if len(lines) > 1 and not credit and is_poet(lines[place]):
                credit = lines.pop(place).strip()
        text = "\n".join(lines).strip("\n")
        placement = self._add(Place.POEM, text, slide, heading=slide.title.strip(), credit=credit)
        for each in outside:
            if not placement.credit and is_poet(each.text):
                placement.credit = each.text.strip()
            elif not self._anywhere(each, slide):
                self._add(Place.OTHER, each.text.strip(), slide, links=list(each.links))

    def _rest(self, slide: Slide) -> None:
        """Place pictures, margins and what the speaker noted."""
        has_words = bool(slide.title.strip()) or any(each.text.strip() for each in slide.fragments)
        for each in slide.fragments:
            if each.kind == Kind.PICTURE and each.picture not in self.seen:
                self.seen.add(each.picture)
                is_logo = each.picture in self.logos
                self._add(
                    Place.UNPLACED if is_logo else Place.PICTURE,
                    "",
                    slide,
                    picture=each.picture,
                    links=list(each.links),
                    reason=LOGO if is_logo else "" if has_words else SCANNED,
                )
            elif (
                each.kind == Kind.MARGIN
                and each.text.strip() not in self.seen
                and each.text.strip()
            ):
                self.seen.add(each.text.strip())
                self._add(Place.UNPLACED, each.text.strip(), slide, reason=MARGIN)
            elif each.kind == Kind.NOTE and each.text.strip():
                self._add(Place.NOTE, each.text.strip(), slide)

    def _keep_links(self, slide: Slide) -> None:
        """Give each link of the slide that no piece took to the piece with its words."""
        pieces = [each for each in self.part.placements if each.slide == slide.number]
        taken = {link for each in pieces for link in each.links}
        sources = [
            (slide.title, slide.title_links),
            *((each.text, each.links) for each in slide.fragments),
        ]
        for text, links in sources:
            words = text.strip()
            holders = [
                p for p in pieces if words and words in "\n".join([p.heading, p.text, p.credit])
            ]
            for link in links:
                if link not in taken and pieces:
                    (holders or pieces)[0].links.append(link)
                    taken.add(link)

    def _mark_empty_themes(self) -> None:
        """Take a heading with nothing under it out of the themes, unless smaller headings follow."""
        placements = self.part.placements
        for index, each in enumerate(placements):
            if each.place != Place.THEME:
                continue
            following = [
                p for p in placements[index + 1 :] if p.place in (Place.THEME, Place.POINT)
            ]
            if not following or (
                following[0].place == Place.THEME and following[0].slide != each.slide
            ):
                each.place, each.reason = Place.UNPLACED, NOTHING_UNDER_IT
