"""What the title of a slide says about the words under it."""

import re
from enum import StrEnum

MAX_WORDS = 10


class Section(StrEnum):
    RUNNING = "running"  # the running of the session: nothing for its summary
    QUESTIONS = "questions"
    FEEDBACK = "feedback"
    NEXT = "next"
    REFLECTIONS = "reflections"
    IN_SHORT = "in_short"
    INTRODUCTION = "introduction"
    PEOPLE = "people"
    POEM = "poem"
    VIDEO = "video"
    QUOTES = "quotes"
    THEMES = "themes"


# The first that fits counts.
_PATTERNS = {
    Section.RUNNING: r"^(agenda|running order|plan for (today|the (day|morning))|today's plan|"
    r"housekeeping|ground rules|how to (take part|join in)|break|(tea|coffee) break|thank you\b.*|"
    r"thanks\b.*|any questions\??|contact( us)?|contact details|get in touch|who we are|about us)$",
    Section.FEEDBACK: r"\bfeedback\b|^how (was|did you find|did it go|people found)|evaluation|"
    r"what people (thought|said) (of|about) (the|this) session",
    Section.NEXT: r"^(our |the )?next\b|\bnext (steps?|sessions?|time|month|brew|dates?)\b|"
    r"what happens|happens next|^coming up|save the date|dates? for your diar|future (sessions|dates)|^join us|"
    r"^actions?$|what (comes|is) next|where next",
    Section.REFLECTIONS: r"\breflections?\b|take ?aways?|^closing|(final|last|closing) thoughts|"
    r"took away|take away",
    Section.QUESTIONS: r"^(the |our |key |big |discussion )*questions?\b(?! and answers)|questions? (we|that we|to) |"
    r"what we asked|what did we ask|^we asked",
    Section.IN_SHORT: r"^(in short|in brief|summary|(the )?(key|main) (points|messages|messages)|"
    r"at a glance|headlines)$",
    Section.PEOPLE: r"^(who came|attendance|how many (people )?came|who was there|who joined us|numbers)\??$",
    Section.QUOTES: r"\bquotes?\b|own words|in (people's|their) words|^voices\b",
    Section.POEM: r"\b(poem|poetry|verses?)\b",
    Section.VIDEO: r"\b(film|films|video|videos)\b|^watch\b",
    Section.INTRODUCTION: r"^(introduction|welcome|background|about (this|the) session|overview|context|"
    r"why we met|what (it|this|the session) was about|what we talked about)\b",
    Section.THEMES: r"^((key|main|the|our) )*themes?( \d+)?$|^what (people|you|we) (said|heard|told us|talked about)$|"
    r"^discussions?$",
}
_SECTIONS = {section: re.compile(pattern) for section, pattern in _PATTERNS.items()}
CONTINUED = re.compile(
    r"[\s(–-]*(continued|cont\.?|ctd\.?|\d+\s*(/|of)\s*\d+)\)?\s*$", re.IGNORECASE
)


def plain_title(title: str) -> str:
    """Return a title for comparison: in small letters, without "(continued)" and the like."""
    title = CONTINUED.sub("", title.strip())
    return " ".join(title.replace("’", "'").lower().strip(" :.!–-").split())


def section_of(title: str) -> Section | None:
    plain = plain_title(title)
    if not plain or len(plain.split()) > MAX_WORDS:
        return None
    return next((each for each, pattern in _SECTIONS.items() if pattern.search(plain)), None)
