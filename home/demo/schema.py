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
        """What the rest of the sample content calls it."""
        return self.file.removesuffix(".webp")


@dataclass(frozen=True)
class Theme:
    heading: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    words: str
    who: str


@dataclass(frozen=True)
class Poem:
    """A poem, and perhaps its translation: lines, with an empty line between stanzas."""

    title: str
    author: str
    stanzas: str
    summary: str = ""
    introduction: str = ""
    language: str = ""  # as in hub.blocks.languages: empty means English
    translation: str = ""
    shape_note: str = ""
    after: str = ""  # rich text: how it was made
    topics: tuple[str, ...] = ()
    picture: str = ""
    days_ago: int = 0
    published_on: date | None = None  # a real day, instead of days ago


@dataclass(frozen=True)
class Video:
    """A film of our own in `films/`, with its captions beside it. It has no sound."""

    title: str
    summary: str
    file: str
    captions: str
    length: str
    transcript: str  # rich text
    about: str  # rich text, under the film
    author: str = ""
    topics: tuple[str, ...] = ()
    picture: str = ""
    days_ago: int = 0


@dataclass(frozen=True)
class Section:
    """Part of a story. An empty heading means that the text simply goes on."""

    heading: str
    paragraphs: tuple[str, ...]
    quote: Quote | None = None
    picture: str = ""


@dataclass(frozen=True)
class Story:
    title: str
    author: str
    summary: str
    in_short: tuple[str, ...]
    sections: tuple[Section, ...]
    about_author: str
    topics: tuple[str, ...]
    picture: str
    days_ago: int


@dataclass(frozen=True)
class Summary:
    """What was heard at a session.

    Either `held_on` is a real day, or `sessions_ago` counts back from today in the monthly
    series: 1 is the newest date that is over. Start and end are local times.
    """

    title: str
    topics: tuple[str, ...]
    areas: tuple[str, ...]
    summary: str
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
    picture: str = ""


@dataclass(frozen=True)
class ComingTopic:
    """What one coming session is about."""

    title: str
    summary: str
    introduction: tuple[str, ...]
    topics: tuple[str, ...]
    questions: tuple[str, ...]
    we_bring: str
    picture: str


@dataclass(frozen=True)
class Series:
    """A series. One without a rule has no usual start and end."""

    title: str
    summary: str
    introduction: tuple[str, ...]
    standing_arrangements: tuple[str, ...] = ()
    starts: time | None = None
    ends: time | None = None
    places: int | None = None
    picture: str = ""
    needs_notice_days: int = 14
    host: str = ""


@dataclass(frozen=True)
class ProgrammeDay:
    """One session of a programme. `day` counts from the Monday of its first week."""

    key: str
    day: int
    starts: time
    ends: time
    title: str
    summary: str
    introduction: tuple[str, ...]
    questions: tuple[str, ...]
    topics: tuple[str, ...]
    area: str
    host: str
    by_video: bool
    by_phone: bool
    in_person: bool
    picture: str
    places: int | None = None
    places_in_person: int | None = None
    venue: str = ""
    venue_access: str = ""


@dataclass(frozen=True)
class Commitment:
    """A promise of the regional working group. Status: not-yet, under-way, done or stuck."""

    number: int
    title: str
    promise: str
    what_happened: str
    status: str


@dataclass(frozen=True)
class Word:
    word: str
    meaning: str
    example: str = ""


@dataclass(frozen=True)
class InformationPage:
    title: str
    slug: str
    summary: str
    body: str  # rich text
    picture: str = ""
    in_menu: bool = False
    what_we_keep_before: str = ""  # the heading that the table of what we keep comes before


@dataclass(frozen=True)
class Need:
    """What someone asked for: an option by its label, their own words, or both.

    State: asked, arranging, in-place or talk. `answer` is what the person was told.
    `helped` is what they said afterwards, when the session is over.
    """

    option: str = ""
    words: str = ""
    state: str = "asked"
    answer: str = ""
    helped: str = ""


@dataclass(frozen=True)
class Person:
    name: str
    supports: bool = False
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True)
class Booking:
    """A booking for one session, in the words of the booking form.

    Session: a programme key, or "next", "after-next" or "last" for the monthly series.
    State: booked, waiting, offered, lapsed or cancelled. Way: video, phone or in-person.
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
    every_time: bool = False  # wants to be asked before each session


@dataclass(frozen=True)
class Letter:
    """What organisers wrote to everyone with a place, or to those who asked for one thing.

    Session: "last" or "next", as for a booking. Each of `words` is a paragraph.
    """

    session: str
    subject: str
    words: tuple[str, ...]
    option: str = ""  # the label of what they asked for


@dataclass(frozen=True)
class Said:
    """What somebody said of the last session. `needs_met`: yes, partly, no, not-asked, or nothing."""

    needs_met: str = ""
    how_it_was: str = ""
    do_better: str = ""


@dataclass(frozen=True)
class SentIn:
    """What somebody sent in with "Share your story". Consent: publish, ask or private."""

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
    """Someone who wants to hear of new sessions: all of them, or some topics and areas."""

    email: str
    everything: bool = False
    topics: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
