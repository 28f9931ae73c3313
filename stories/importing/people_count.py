"""How many people came, as a sentence says it: "29 people attended"."""

import re

from stories.importing.days import without_days

ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = rf"(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[:9])}))?"
_WORD = rf"{_TENS}|{'|'.join(sorted(ONES, key=len, reverse=True))}"
_NUMBER = rf"(?P<number>\d{{1,4}}|{_WORD})"
_PEOPLE = r"(?:people|persons?|attendees|participants|members|of us)"
_CAME = (
    r"(?:attended|came|met|gathered|joined(?: us)?|took part|were (?:there|here|present)|was (?:there|here)|"
    r"participated|present)"
)
_LABEL = (
    r"(?:numbers? (?:attending|who (?:came|attended))|number of (?:people|attendees|participants)|"
    r"people attending|people (?:who came|there|came)|attendance|attendees|participants|attended|"
    r"numbers?)"
)
_PATTERNS = [
    rf"\b{_NUMBER}\s+{_PEOPLE}\s+(?:who\s+)?{_CAME}\b",
    rf"\b{_CAME} by\s+{_NUMBER}\s+{_PEOPLE}\b",
    rf"\b(?:we were|we had|there were|attended by)\s+{_NUMBER}\s+{_PEOPLE}\b",
    rf"^\s*{_LABEL}\s*[:–-]\s*(?:about\s+)?{_NUMBER}\b",
    rf"^\s*(?:about\s+)?{_NUMBER}\s+(?:people|attendees|participants|came|attended)\s*[.!]?\s*$",
]
_SENTENCES = [re.compile(each, re.IGNORECASE) for each in _PATTERNS]
# Words that say nothing more, such as "in all" and "at our session today".
FILLERS = {
    *(
        "in",
        "all",
        "total",
        "altogether",
        "together",
        "the",
        "our",
        "this",
        "that",
        "session",
        "event",
    ),
    *("meeting", "brew", "over", "a", "us", "to", "at", "today", "along", "and", "about", "around"),
    *("with", "we", "were", "there", "had", "people", "by"),
}


MAX_OTHER_WORDS = 2


def people_in(text: str, most_other_words: int = MAX_OTHER_WORDS) -> tuple[int, bool] | None:
    """Return how many people came, and whether the text says little else."""
    for pattern in _SENTENCES:
        if match := pattern.search(text):
            others = (text[: match.start()] + " " + text[match.end() :]).split()
            others = [
                word.strip(",.;:!()–-").lower() for word in without_days(" ".join(others)).split()
            ]
            return _value(match["number"]), len(
                set(filter(None, others)) - FILLERS
            ) <= most_other_words
    return None


def _value(words: str) -> int:
    if words.isdigit():
        return int(words)
    parts = re.split(r"[- ]", words.lower())
    return sum(
        (TENS.index(word) + 2) * 10 if word in TENS else ONES.index(word) + 1 for word in parts
    )
