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
    RESOURCES = "resources"


# The first that fits counts.
_PATTERNS = {
    Section.RUNNING: r"^(agenda|running order|plan for (today|the (day|morning))|today's plan|"
    r"programme|timetable|housekeeping|ground rules|how to (take part|join in)|break|"
    r"(tea|coffee|comfort) break|thank you\b.*|thanks\b.*|any questions\??|contact( us)?|"
    r"contact details|get in touch|who we are|about us)$",
    Section.RESOURCES: r"^(useful |some |more |helpful )*(links|resources|reading|websites)$|"
    r"^(find out|read) more$|^(where to|how to) (get|find) (help|support)$|^further reading$",
    Section.FEEDBACK: r"\bfeedback\b|^how (was|were) (it|today|the|you)|^how did (it|we|today|the)\b|"
    r"^(how people found|how did you find)|evaluation|"
    r"what people (thought|said) (of|about) (the|this) session",
    Section.NEXT: r"^(our |the )?next\b|\bnext (steps?|sessions?|time|month|brew|dates?)\b|"
    r"what happens|happens next|^coming up|save the date|dates? for (your|the) diar|"
    r"(future|upcoming) (sessions|dates)|^join us|^actions?( plan| points?)?$|\bcommitments?$|"
    r"^what next\b|^(our |your )?(asks|recommendations|next moves)$|"
    r"^what we (will|are going to) do|what (comes|is) next|where next",
    Section.REFLECTIONS: r"\breflections?\b|\btak(e|ing|en) ?aways?\b|\btook away\b|^closing|"
    r"(final|last|closing) (thoughts|words?)|stays with us|^in closing|^conclusions?$",
    Section.QUESTIONS: r"^(the |our |key |big |discussion )*questions?\b(?! and answers)|"
    r"questions? (we|that we|to|for) |what (did we ask|we asked)|^we asked",
    Section.IN_SHORT: r"^(in short|in brief|in a nutshell|summary|at a glance|headlines|highlights)$|"
    r"^(the |our )?(key|main|top|headline)( \w+)? (points|messages|findings|lessons|learning)$",
    Section.PEOPLE: r"^(who came|attendance|how many (people )?came|who was (there|here)|"
    r"who joined us|numbers)\??$",
    Section.QUOTES: r"\bquotes?\b|own words|in (people's|their|your) words|^voices\b|^quotations",
    Section.POEM: r"\b(poem|poems|poetry|verses?|haiku|sonnet|limerick)\b",
    Section.VIDEO: r"\b(film|films|video|videos)\b|^watch\b",
    Section.INTRODUCTION: r"^(introduction|welcome|background|about (this|the) (session|day)|overview|"
    r"context|purpose|aims?|why we (met|came|are here)|what (it|this|the session) was about|"
    r"what we talked about)\b",
    Section.THEMES: r"^((key|main|the|our) )*themes?( \d+)?$|"
    r"^what (people|you|we|they) (said|heard|told us|shared|talked about)$|^discussions?$",
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
