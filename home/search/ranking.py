"""Find what was meant, and put the thing itself before pages that mention it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from itertools import pairwise
from operator import and_, or_
from typing import Any

from rapidfuzz import fuzz, process
from wagtail.models import Page
from wagtail.search.query import PlainText, SearchQuery

from home.search.catalogue import SEARCHED_MODELS, Catalogue, Entry, Rank
from home.search.query import Query, Term, parse
from home.search.vocabulary import Vocabulary, vocabulary_of
from home.search.words import content_sequence, is_stop_word, parts, root_sequence
from hub.search_backend import indexed_texts, matching_pks

MAX_READ = 100  # texts read to rank pages that only mention the words
MAX_NEAREST = 3  # names to offer when nothing is found
MIN_LIKENESS = 75  # percent
VOCABULARY_MINUTES = 10  # until forms of a word count that came into the index after its page
# Where a term stands in a page, and what that is worth.
IN_TITLE, ON_DATE, IN_TOPICS, AT_START, IN_TEXT = 8, 8, 5, 2, 1
IN_ORDER = 4  # for each two words that follow each other in the title too
START = 300  # characters: the summary


@dataclass
class Findings:
    """What was found, best first. `query` is what was looked for, `mended` whether that is not as typed."""

    query: Query
    entries: list[Entry] = field(default_factory=list)
    mended: bool = False
    missing: tuple[str, ...] = ()  # words typed that no page has
    only_some: bool = False  # no page has all words
    undated: str = ""  # the date typed, when nothing that was found is of that date
    nearest: list[Entry] = field(default_factory=list)  # when nothing was found


def find(question: str, *, now: datetime) -> Findings:
    """Return what fits all words, or else mended ones, or else any."""
    query = parse(question)
    if not query.terms:
        return Findings(query)
    return _Search(query, now).run()


class _Search:
    def __init__(self, query: Query, now: datetime) -> None:
        self.query = query
        self.catalogue = Catalogue(now=now)
        period = int(now.timestamp() // 60 // VOCABULARY_MINUTES)
        self.vocabulary: Vocabulary = vocabulary_of(self.catalogue.pages, period)

    def run(self) -> Findings:
        query = self.query
        if found := self._matching(query):
            return self._findings(query, found)
        unknown = [term for term in query.words if not self._is_known(term)]
        missing = tuple(term.text for term in unknown)
        changes = {term: self.vocabulary.nearest(term.text) for term in unknown}
        changes |= self._joined(query, unknown)
        mended = query.with_words(changes)
        is_mended = any(changes.values())
        if mended.terms and (found := self._matching(mended)):
            return self._findings(mended, found, mended=is_mended, missing=missing)
        if mended.words[1:] and (found := self._matching(mended, either=True)):
            return self._findings(mended, found, mended=is_mended, missing=missing, only_some=True)
        return Findings(query, missing=missing, nearest=self._nearest())

    def _findings(self, query: Query, found: set[Entry], **facts: Any) -> Findings:  # noqa: ANN401
        is_dated = any(all(term.is_on(entry.day) for term in query.dates) for entry in found)
        undated = "" if is_dated else " ".join(term.text for term in query.dates)
        return Findings(query, self._ranked(query, found), undated=undated, **facts)

    def _is_known(self, term: Term) -> bool:
        """Return whether a public page has the word, by the index where the vocabulary is older."""
        return (
            is_stop_word(term.text)
            or term.text in self.vocabulary
            or all(part in self.vocabulary for part in parts(term.text))
            or bool(self._mentioning(self._forms(term)))
        )

    def _joined(self, query: Query, unknown: list[Term]) -> dict[Term, str]:
        """Return two words as one where texts have only that: "co production", "coproduction"."""
        changes: dict[Term, str] = {}
        for first, second in pairwise(query.terms):
            one = first.text + second.text
            if {first, second} & {*unknown} and one in self.vocabulary:
                changes |= {first: one, second: ""}
        return changes

    def _matching(self, query: Query, *, either: bool = False) -> set[Entry]:
        """Return the entries that fit all words of the query, or any of them."""
        combine, fits = (or_, any) if either else (and_, all)
        if not query.words:
            return self._on_date(query)
        found = {
            entry
            for entry in self.catalogue.entries
            if fits(term.is_in(roots) for roots in [entry.all_roots] for term in query.words)
        }
        if not query.has_only_stop_words:
            found |= self._mentioning(reduce(combine, map(self._forms, query.words)))
        return self._without_glossary(found)

    def _on_date(self, query: Query) -> set[Entry]:
        dated = {
            entry
            for entry in self.catalogue.entries
            if all(term.is_on(entry.day) for term in query.dates)
        }
        return dated | self._mentioning(reduce(and_, map(self._forms, query.dates)))

    def _mentioning(self, words: SearchQuery) -> set[Entry]:
        pages = Page.objects.live().type(*SEARCHED_MODELS)
        public = self.catalogue.by_pk
        return {public[pk] for pk in matching_pks(pages, words) & public.keys()}

    def _forms(self, term: Term) -> SearchQuery:
        forms = reduce(or_, map(PlainText, self.vocabulary.forms(term.text)))
        if len(words := parts(term.text)) > 1:
            forms |= reduce(and_, map(PlainText, words))
        return forms

    def _without_glossary(self, found: set[Entry]) -> set[Entry]:
        """Leave out the page of words where the word itself is found."""
        glossaries = {entry.term.page_id for entry in found if entry.term}
        return {entry for entry in found if entry.page_pk not in glossaries}

    def _ranked(self, query: Query, found: Iterable[Entry]) -> list[Entry]:
        order = sorted(found, key=lambda entry: _score(query, entry, "", ()))
        read = indexed_texts([entry.page_pk for entry in order[:MAX_READ] if entry.page_pk])
        forms = {term: self.vocabulary.forms(term.text) for term in query.counted}
        return sorted(
            order,
            key=lambda entry: _score(query, entry, read.get(entry.page_pk or 0, entry.text), forms),
        )

    def _nearest(self) -> list[Entry]:
        """Return entries whose names are a little like the question."""
        names = {entry: entry.title for entry in self.catalogue.entries}
        near = process.extract(
            self.query.text.lower(),
            names,
            scorer=fuzz.WRatio,
            processor=str.lower,
            score_cutoff=MIN_LIKENESS,
            limit=MAX_NEAREST,
        )
        return [entry for _, _, entry in near]


def _score(
    query: Query, entry: Entry, text: str, forms: Mapping[Term, list[str]] | tuple[()]
) -> tuple[object, ...]:
    """Return a sort key: smaller is better."""
    text = f" {text.lower()}"
    terms = dict(forms)
    weights, mentions = [], 0
    for term in query.counted:
        places = [text.find(f" {form}") for form in terms.get(term, ())]
        first = min((place for place in places if place >= 0), default=-1)
        mentions += sum(text.count(f" {form}") for form in terms.get(term, ())) if first >= 0 else 0
        weights.append(_weight(term, entry, first))
    sequence = root_sequence if query.has_only_stop_words else content_sequence
    in_order = {*pairwise(query.phrase)} & {*pairwise(sequence(entry.title))}
    day = (entry.day or date.min).toordinal()
    closeness = len(query.wanted & entry.roots) / (len(entry.roots) or 1)
    return (
        query.name not in entry.names,
        entry.rank if query.name in entry.names else 0,
        -sum(weight > 0 for weight in weights),
        -sum(weights) - len(in_order) * IN_ORDER,
        -round(closeness, 1),
        entry.rank,
        -min(mentions, 5),
        day if entry.rank == Rank.COMING else -day,  # the next session, but the newest page
        entry.title,
        entry.page_pk or 0,
    )


def _weight(term: Term, entry: Entry, first: int) -> int:
    if term.is_in(entry.roots):
        return IN_TITLE
    if term.is_on(entry.day):
        return ON_DATE
    if term.is_in(entry.topic_roots):
        return IN_TOPICS
    if first < 0:
        return 0
    return AT_START if first < START else IN_TEXT
