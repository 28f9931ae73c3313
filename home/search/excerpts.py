"""What matched, marked with `<mark>`."""

import re
from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from home.search.words import wanted_spans

LENGTH = 220  # characters of an excerpt
BEFORE = 60  # characters of it before the first match, where no sentence begins
AFTER_SENTENCE = re.compile(r"(?<=[.!?…]), ")  # the index puts ", " between parts of a page
SENTENCE_END = re.compile(r"[.!?…:]['’”\")]*\s+|\n+")


def marked(text: str, wanted: frozenset[str]) -> SafeString:
    """Return the escaped text, every character of it, with the words marked whose roots are wanted."""
    html, end = "", 0
    for start, stop, _ in wanted_spans(text, wanted):
        html += escape(text[end:start]) + format_html("<mark>{}</mark>", text[start:stop])
        end = stop
    return mark_safe(html + escape(text[end:]))


def excerpt(text: str, wanted: frozenset[str]) -> SafeString | str:
    """Return the part of the text with the most wanted words, marked. Empty if it has none."""
    text = AFTER_SENTENCE.sub(" ", text)
    spans = list(wanted_spans(text, wanted)) if wanted else []
    if not spans:
        return ""
    best = max(range(len(spans)), key=lambda number: (_richness(spans, number), -number))
    start = _beginning(text, spans[best][0])
    stop = _end(text, start, spans[best][1])
    words = marked(text[start:stop].strip(" ,;"), wanted)
    return format_html(
        "{}{}{}", "… " if start else "", words, " …" if stop < len(text.rstrip()) else ""
    )


def roots_in(texts: Iterable[str], wanted: frozenset[str]) -> set[str]:
    return {root for text in texts for _, _, root in wanted_spans(text, wanted)}


def _richness(spans: list[tuple[int, int, str]], first: int) -> int:
    """Return how many different words stand within one excerpt from this one on."""
    limit = spans[first][0] + LENGTH - BEFORE
    roots = set()
    for _, stop, root in spans[first:]:
        if stop > limit:
            break
        roots.add(root)
    return len(roots)


def _beginning(text: str, first: int) -> int:
    """Return where the sentence of the match begins, or a word not far before it."""
    earliest = max(0, first - 2 * BEFORE)
    ends = [found.end() for found in SENTENCE_END.finditer(text, earliest, first)]
    if ends:
        return ends[-1]
    if not earliest:
        return 0
    space = text.find(" ", first - BEFORE, first)
    return space + 1 if space >= 0 else first


def _end(text: str, start: int, least: int) -> int:
    limit = max(start + LENGTH, least)
    if limit >= len(text):
        return len(text)
    space = text.rfind(" ", least, limit)
    return space if space > 0 else limit
