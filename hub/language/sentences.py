"""Text as sentences."""

import re

LONGEST = 25  # words in a sentence; our own text stays under it
ENDS = re.compile(r"(?<=[.!?:])[\"'”)]*\s+|\n\s*\n")
WORD = re.compile(r"[^\W_]+(?:['’.@-][^\W_]+)*")


def sentences(text: str) -> list[str]:
    """The sentences of `text`. An empty line or a colon ends one too, as in a list."""
    parts = (" ".join(part.split()) for part in ENDS.split(text))
    return [part for part in parts if WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of `text`, without signs. An e-mail address is one word."""
    return WORD.findall(text)


def too_long(text: str, most: int = LONGEST) -> list[str]:
    return [sentence for sentence in sentences(text) if len(words(sentence)) > most]
