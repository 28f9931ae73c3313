"""The words that public pages use: forms of one word, and the nearest to a misspelling."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from home.search.catalogue import PageRow
from home.search.words import COMPOUND, MAX_LENGTH, key, parts, root
from hub.search_backend import indexed_texts

MAX_FORMS = 12
MIN_TO_MEND = 4  # letters: a shorter word is near to too many others


class Vocabulary:
    """The words of some texts, grouped by root."""

    def __init__(self, texts: Iterable[str]) -> None:
        words: Counter[str] = Counter()
        for text in texts:
            words.update(COMPOUND.findall(text.lower()))
        self._forms: dict[str, list[str]] = defaultdict(list)  # most used first
        self._words: dict[str, str] = {}  # by key, as most often written
        self._counts: Counter[str] = Counter()
        for word, count in words.most_common():
            for each in dict.fromkeys([word, *parts(word)]):
                if len(each) > MAX_LENGTH:
                    continue
                forms = self._forms[root(each)]
                if each not in forms:
                    forms.append(each)
                self._words.setdefault(key(each), each)
                self._counts[key(each)] += count

    def __contains__(self, word: str) -> bool:
        return root(word) in self._forms

    def forms(self, word: str) -> list[str]:
        """Return the word and its other forms, such as "carers" and "carer", as texts write them."""
        return list(dict.fromkeys([word, *self._forms.get(root(word), [])[:MAX_FORMS]]))

    def nearest(self, word: str) -> str:
        """Return the word that was probably meant, or an empty string."""
        typed = key(word)
        if len(typed) < MIN_TO_MEND or typed.isdigit():
            return ""
        # Somebody may have typed the beginning only.
        longer = [each for each in self._counts if each.startswith(typed)]
        if longer:
            return self._words[max(longer, key=self._counts.__getitem__)]
        # Swapped letters count as one change: "hosptial".
        most = 1 if len(typed) < 6 else 2 if len(typed) < 10 else 3
        near = process.extract(
            typed, self._counts.keys(), scorer=OSA.distance, score_cutoff=most, limit=20
        )
        if not near:
            return ""
        best, *_ = min(
            near, key=lambda each: (each[1], each[0][0] != typed[0], -self._counts[each[0]])
        )
        return self._words[best]


@lru_cache(maxsize=1)
def vocabulary_of(pages: tuple[PageRow, ...], period: int) -> Vocabulary:
    """Return the words of these pages. Made anew when one is published, and with each `period`.

    Private words cannot come in: the pages are those that everyone may read.
    """
    texts = indexed_texts([page.pk for page in pages]).values()
    return Vocabulary([*(page.title for page in pages), *texts])
