"""What somebody asked, as terms: words, and parts of a date."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from home.search.words import COMPOUND, MAX_LENGTH, is_stop_word, key, parts, root

MAX_TERMS = 12
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()} | {"sept": 9}
YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Term:
    """A word of a question, and what it means in a date: `{"year": 2024}`."""

    text: str
    date_part: tuple[str, int] | None = None

    @cached_property
    def root(self) -> str:
        return root(self.text)

    @cached_property
    def part_roots(self) -> tuple[str, ...]:
        return tuple(map(root, parts(self.text)))

    def is_in(self, roots: frozenset[str]) -> bool:
        return self.root in roots or roots.issuperset(self.part_roots)

    def is_on(self, day: date | None) -> bool:
        if not (self.date_part and day):
            return False
        name, number = self.date_part
        return getattr(day, name) == number


@dataclass(frozen=True)
class Query:
    terms: tuple[Term, ...]

    @cached_property
    def words(self) -> tuple[Term, ...]:
        """Return the terms to look for in texts. Stop words and dates only if there is nothing else."""
        words = [term for term in self.terms if not term.date_part]
        return tuple(term for term in words if not is_stop_word(term.text)) or tuple(words)

    @cached_property
    def dates(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.date_part)

    @cached_property
    def counted(self) -> tuple[Term, ...]:
        """Return the terms by which pages are ranked, in the order typed."""
        counted = {*self.words, *self.dates}
        return tuple(term for term in self.terms if term in counted)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Return the roots to mark in texts."""
        return frozenset(each for term in self.counted for each in (term.root, *term.part_roots))

    @cached_property
    def name(self) -> str:
        """Return the roots of all terms as one word: how names are compared."""
        return "".join(each for term in self.terms for each in term.part_roots)

    @cached_property
    def phrase(self) -> tuple[str, ...]:
        return tuple(each for term in self.words for each in term.part_roots)

    @cached_property
    def text(self) -> str:
        return " ".join(term.text for term in self.terms)

    @property
    def has_only_stop_words(self) -> bool:
        return all(is_stop_word(term.text) for term in self.words)

    def with_words(self, changes: dict[Term, str]) -> "Query":
        """Return the query with other words in place of some terms, or without them where ""."""
        terms = (replace(term, text=changes.get(term, term.text)) for term in self.terms)
        return Query(tuple(term for term in terms if term.text))


def parse(question: str) -> Query:
    """Return the terms of a question, each once: "July" is part of a date beside a year or a day."""
    words = list(dict.fromkeys(COMPOUND.findall(question)))[:MAX_TERMS]
    words = [word[:MAX_LENGTH] for word in words]
    numbers = [int(key(word)) if _is_number(key(word)) else 0 for word in words]
    years = [number for number in numbers if number in YEARS]
    months = [MONTH_NUMBERS.get(key(word), 0) for word in words]
    days = [number for number in numbers if 1 <= number <= 31] if any(months) else []
    has_date = any(months) and (years or days or all(months))
    terms = []
    for word, number, month in zip(words, numbers, months, strict=True):
        date_part = None
        if number in years:
            date_part = ("year", number)
        elif has_date and month:
            date_part = ("month", month)
        elif has_date and number in days:
            date_part = ("day", number)
        terms.append(Term(word, date_part))
    return Query(tuple(terms))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 4
