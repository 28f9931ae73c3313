"""Words as the search compares them: "Carers’" and "carer" are one, as are "co-production" and "coproduction"."""

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer
from anyascii import anyascii

# A word, or several joined by hyphens or apostrophes.
COMPOUND = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
HYPHEN = re.compile(r"[‐‑-]")
MAX_LENGTH = 60  # characters; longer ones are no words

# PostgreSQL's English stop words: its search skips them, so that of SQLite must too.
_STOP_WORDS = """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
itself they them their theirs themselves what which who whom this that these those am is are was were be been being have
has had having do does did doing a an the and but if or because as until while of at by for with about against between
into through during before after above below to from up down in out on off over under again further then once here there
when where why how all any both each few more most other some such no nor not only own same so than too very s t can
will just don should now
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """Return the word in small ASCII letters and digits: "Łódź" is "lodz"."""
    word = word.replace("’", "'").lower().removesuffix("'s")
    plain = "".join(filter(str.isalnum, anyascii(word).lower()))
    return plain or word


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """Return what forms of a word have in common. Stems twice and more: "loneliness" and "lonely"."""
    word, stemmer = key(word), Stemmer.Stemmer("english")
    while (stem := stemmer.stemWord(word)) != word:
        word = stem
    return word


def parts(compound: str) -> list[str]:
    return HYPHEN.split(compound)


@lru_cache(maxsize=10_000)
def root_sequence(text: str) -> tuple[str, ...]:
    """Return the roots in order, with the parts of a compound as words of their own."""
    return tuple(root(part) for word in COMPOUND.findall(text) for part in parts(word))


@lru_cache(maxsize=10_000)
def content_sequence(text: str) -> tuple[str, ...]:
    """Return the roots in order, without stop words."""
    words = (part for word in COMPOUND.findall(text) for part in parts(word))
    return tuple(root(word) for word in words if not is_stop_word(word))


@lru_cache(maxsize=10_000)
def root_set(text: str) -> frozenset[str]:
    """Return the roots of all words, of compounds and of their parts."""
    return frozenset(
        each for word in COMPOUND.findall(text) for each in (root(word), *map(root, parts(word)))
    )


def is_stop_word(word: str) -> bool:
    return key(word) in STOP_WORDS


def wanted_spans(text: str, wanted: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and root of each word of the text whose root is wanted."""
    for found in COMPOUND.finditer(text):
        if (whole := root(found[0])) in wanted:
            yield *found.span(), whole
            continue
        start = found.start()
        for part in parts(found[0]):
            if (each := root(part)) in wanted:
                yield start, start + len(part), each
            start += len(part) + 1
