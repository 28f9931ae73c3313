"""Rows of `includes/summary_list.html`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass
class Row:
    """A question with its `answer`, or `answers` for several values."""

    question: str
    answer: str = ""
    answers: Sequence[str] = ()
    step: str = ""
    change_url: str = ""

    @property
    def change_words(self) -> str:
        return self.question[0].lower() + self.question[1:]


def answered(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that are not empty."""
    return [row for row in rows if row.answer or row.answers]
