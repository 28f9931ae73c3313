"""The schema of the sample content: plain values, no database.

Rich text is HTML with p, h2, h3, ul, ol, li, b, i and a only. Plain text has no markup.
A picture is named by its file without the ending, and an empty name means none.
"""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Topic:
    name: str
    description: str


@dataclass(frozen=True)
class Picture:
    """A drawing in `pictures/`. The alternative text says what it shows."""

    file: str
    title: str
    alt: str

    @property
    def name(self) -> str:
        """Return the name that the rest of the sample content uses."""
        return self.file.removesuffix(".webp")


@dataclass(frozen=True)
class Theme:
    heading: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    words: str
    who: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """What all pages have in common."""

    title: str
    summary: str
    topics: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True, kw_only=True)
class Piece(Page):
    """What poems, videos, stories and summaries have in common."""

    author_name: str = ""
    days_ago: int = 0
    published_on: date | None = None  # instead of `days_ago`


@dataclass(frozen=True, kw_only=True)
class Poem(Piece):
    """A poem, and perhaps its translation: lines, with an empty line between stanzas."""

    summary: str = ""  # a poem in a summary has none
    poem: str
    introduction: str = ""
    language: str = ""  # as in hub.blocks.quotes: empty means English
    translation: str = ""
    shape: str = ""
    body: str = ""  # rich text: how it was made


@dataclass(frozen=True, kw_only=True)
class Video(Piece):
    """A silent film in `films/`, with its captions beside it."""

    file: str
    captions: str
    length: str
    transcript: str  # rich text
    body: str  # rich text, under the film


@dataclass(frozen=True)
class Section:
    """Part of a story. Without a heading the section before goes on."""

    heading: str
    paragraphs: tuple[str, ...]
    quote: Quote | None = None
    picture: str = ""


@dataclass(frozen=True, kw_only=True)
class Story(Piece):
    in_short: tuple[str, ...]
    sections: tuple[Section, ...]
    about_author: str


@dataclass(frozen=True, kw_only=True)
class Summary(Piece):
    """The summary of a session.

    Its date is `held_on`, or the monthly session `sessions_ago`: 1 is the newest past one.
    """

    areas: tuple[str, ...]
    introduction: str  # rich text
    people_came: int | None = None
    in_short: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    quotes: tuple[Quote, ...] = ()
    poem: Poem | None = None
    video: Video | None = None
    reflections: str = ""  # rich text
    feedback: str = ""  # rich text
    what_next: str = ""  # rich text
    figures: tuple[tuple[str, str], ...] = ()
    held_on: date | None = None
    sessions_ago: int | None = None
    starts: time = time(10, 30)
    ends: time = time(12, 0)


@dataclass(frozen=True, kw_only=True)
class ComingTopic(Page):
    """The subject of one coming session."""

    introduction: tuple[str, ...]
    questions: tuple[str, ...]
    we_bring: str


@dataclass(frozen=True, kw_only=True)
class Series(Page):
    """A series. Only the monthly one has a usual start and end."""

    introduction: tuple[str, ...]
    standing_arrangements: tuple[str, ...] = ()
    starts: time | None = None
    ends: time | None = None
    places: int | None = None
    host: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgrammeDay(Page):
    """One session of a programme. `day` counts from the Monday of its first week."""

    key: str
    day: int
    starts: time
    ends: time
    introduction: tuple[str, ...]
    questions: tuple[str, ...]
    area: str
    host: str
    standing_arrangements: tuple[str, ...] = ()  # empty: as the programme says
    by_video: bool
    by_phone: bool
    in_person: bool
    places: int | None = None
    places_in_person: int | None = None
    venue: str = ""
    venue_position: str = ""
    venue_travel: str = ""
    venue_access: str = ""
    venue_drawbacks: str = ""
    payment: str = ""


@dataclass(frozen=True)
class Commitment:
    """A promise of the regional working group. Status: not-yet, under-way, done or stuck."""

    title: str
    promise: str
    what_happened: str
    status: str


@dataclass(frozen=True)
class GlossaryTerm:
    word: str
    meaning: str
    example: str = ""
    topic: str = ""


@dataclass(frozen=True, kw_only=True)
class InformationPage(Page):
    slug: str
    body: str  # rich text
    show_in_menus: bool = False
    register_before: str = ""  # the heading that follows the privacy register


@dataclass(frozen=True)
class Need:
    """An access need: an option by its label, the person's own words, or both.

    State: asked, arranging, in-place or talk. `answer` is the organiser's answer.
    """

    option: str = ""
    words: str = ""
    state: str = "asked"
    answer: str = ""


@dataclass(frozen=True)
class Person:
    name: str
    supports: bool = False
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Booking:
    """A booking for one session.

    Session: a programme key, or "next", "after-next" or "last" for the monthly series.
    State: booked, waiting, offered, lapsed or cancelled. Mode: video, phone or in-person.
    """

    session: str
    people: tuple[Person, ...]
    mode: str
    email: str = ""
    phone: str = ""
    state: str = "booked"
    contact: str = ""  # when it is not the first person
    for_whom: str = "me"
    person_knows: bool | None = None
    contact_first: str = "no"
    contact_when: str = ""
    share_needs: bool = True
    remember_needs: bool = False
    discreet_title: bool = False
    reminders: bool = True
    anything_else: str = ""
    every_time: bool = False  # a regular: invited before each session


@dataclass(frozen=True)
class Broadcast:
    """A message to everyone with a place at the session "last" or "next", or with one need.

    Each of `words` is a paragraph.
    """

    session: str
    subject: str
    words: tuple[str, ...]
    option: str = ""  # the label of the need


@dataclass(frozen=True)
class Feedback:
    """Feedback on the last session. `needs_met`: yes, partly, no, not-asked, or nothing."""

    needs_met: str = ""
    how_it_was: str = ""
    do_better: str = ""


@dataclass(frozen=True)
class Contribution:
    """A contribution from "Share your story". Consent: publish, ask or private."""

    days_ago: int
    kind: str  # story, poem or other
    words: tuple[str, ...]
    consent: str
    title: str = ""
    name: str = ""
    wants_no_name: bool = False
    email: str = ""
    phone: str = ""
    is_read: bool = False


@dataclass(frozen=True)
class Subscriber:
    """A subscriber to alerts about all new sessions, or about some topics and areas."""

    email: str
    everything: bool = False
    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """A number of a published half-year: see `SessionCount`. `halves_ago` 1 is the newest."""

    halves_ago: int
    topic: str
    number: int
    label: str = ""  # of a need
    answer: str = ""


@dataclass(frozen=True)
class Availability:
    """How many could come at a time, in the newest half-year: see `AvailabilityCount`."""

    weekday: int
    time_of_day: str
    number: int


@dataclass(frozen=True)
class Supplier:
    """Whom organisers can ask. `options` are labels."""

    name: str
    email: str
    options: tuple[str, ...]
    phone: str = ""
    note: str = ""
