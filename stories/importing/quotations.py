"""Finds what somebody said: words in quotation marks, and who said them."""

import re
from dataclasses import dataclass

MIN_WORDS = 3
MAX_NAME_WORDS = 5
MAX_CREDIT_WORDS = 10
MAX_WORDS_BEFORE = 6
# Of single marks only those around the whole text count: within it they are apostrophes.
_PAIRS = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"))
_DASHES = " \t\n,:;–—-―()[]"
SPEECH = re.compile(r"[“\"‘'«„]")


@dataclass(frozen=True)
class Quotation:
    words: str
    credit: str = ""


def quotation_in(text: str) -> Quotation | None:
    """Return a quotation if the text is one, with a few words that name its speaker."""
    text = text.strip()
    for opening, closing in _PAIRS:
        if text.startswith(opening):
            end = text.rfind(closing)
            rest = text[end + 1 :]
            if end > 0 and _is_quotation(text[1:end], rest):
                return Quotation(text[1:end].strip(), rest.strip(_DASHES + "."))
        is_double = opening in '“"«'
        if is_double and opening in text and text.rstrip(". ").endswith(closing):
            start = text.index(opening)
            before, inside = text[:start], text[start + 1 : text.rindex(closing)]
            is_one = closing not in inside and len(before.split()) <= MAX_WORDS_BEFORE
            if before.strip() and is_one and _is_quotation(inside, before):
                return Quotation(inside.strip(), before.strip(_DASHES))
    return None


def _is_quotation(inside: str, rest: str) -> bool:
    is_long = len(inside.split()) >= MIN_WORDS
    return (
        is_long
        and len(rest.split()) <= MAX_CREDIT_WORDS
        and not SPEECH.search(rest.replace("’", ""))
    )


def opens_quotation(text: str) -> str:
    """Return the closing mark that a text still waits for, or an empty string."""
    text = text.strip()
    for opening, closing in _PAIRS[:2]:
        if text.startswith(opening) and closing not in text[1:]:
            return closing
    return ""


def is_credit(text: str, marker: str) -> bool:
    """Return whether a line after a quotation names who said it."""
    starts = (marker in tuple("–—-―") and marker != "") or text.strip()[:1] in "–—―("
    return bool(text.strip()) and starts and len(text.split()) <= MAX_CREDIT_WORDS


def is_name(text: str) -> bool:
    """Return whether a line right under a quotation can be the name of who said it."""
    text = text.strip()
    has_mark = text.endswith((".", "!", "?", ":")) or bool(SPEECH.search(text[:1]))
    return 0 < len(text.split()) <= MAX_NAME_WORDS and not has_mark and text[:1].isupper()
