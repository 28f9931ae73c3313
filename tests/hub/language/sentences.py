"""Splitting text into sentences and words."""

import re

LONGEST = 25  # words in a sentence of the site's own text
ENDS = re.compile(r"(?<=[.!?:])[\"'”)]*\s+|\n\s*\n")
WORD = re.compile(r"[^\W_]+(?:['’.@-][^\W_]+)*")


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`. An empty line or a colon ends one too, as in lists."""
    parts = (" ".join(part.split()) for part in ENDS.split(text))
    return [part for part in parts if WORD.search(part)]


def words(text: str) -> list[str]:
    """Return the words of `text` without punctuation. An email address is one word."""
    return WORD.findall(text)


def too_long(text: str, most: int = LONGEST) -> list[str]:
    return [sentence for sentence in sentences(text) if len(words(sentence)) > most]
