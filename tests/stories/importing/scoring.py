"""Compares where words were placed with where a person would put them."""

from collections import Counter
from dataclasses import dataclass

from stories.importing.placements import Part


@dataclass
class Score:
    expected: int
    present: int
    placed: int
    misplaced: list[str]

    @property
    def share(self) -> float:
        return self.placed / self.expected


def score(lines, parts: list[Part]) -> Score:
    wanted: dict[str, Counter[str]] = {}
    for line in lines:
        wanted.setdefault(line.place, Counter()).update(words_of(line.text))
    found: dict[str, Counter[str]] = {}
    for part in parts:
        for each in part.placements:
            found.setdefault(each.place, Counter()).update(words_of(" ".join(each.words)))
    all_wanted, all_found = sum(wanted.values(), Counter()), sum(found.values(), Counter())
    misplaced = [
        f"{place}: {' '.join((words - found.get(place, Counter())).elements())}"
        for place, words in wanted.items()
        if words - found.get(place, Counter())
    ]
    return Score(
        expected=all_wanted.total(),
        present=(all_wanted & all_found).total(),
        placed=sum(
            (words & found.get(place, Counter())).total() for place, words in wanted.items()
        ),
        misplaced=misplaced,
    )


def words_of(text: str) -> list[str]:
    """Return the words without the marks around them: quotation marks are the sign of a quote."""
    stripped = (word.strip("“”\"‘'.,:;!?()–—•") for word in text.replace("–", " ").split())
    return [word for word in stripped if word]
