"""Words to avoid. `PEOPLE` follows "The words we use" and "Language matters", by people who draw on
care and support. Visitors' own words, in stories and poems, are never changed.
"""

import re

PLAIN = {
    "commence": "start",
    "deliver": "give, make or do",
    "ensure": "make sure",
    "facilitate": "help or run",
    "going forward": "from now on",
    "in order to": "to",
    "leverage": "use",
    "liaise": "talk with",
    "prior to": "before",
    "robust": "strong",
    "stakeholder": "the people this is about",
    "utilise": "use",
    "via": "by or through",
}
FORMS = {
    "invalid": "say what to do",
    "oops": "say what happened",
    "please": "leave it out",
    "submit": "send",
}
PEOPLE = {
    "burden": "say what is hard",
    "challenging behaviour": "distress",
    "hard to reach": "say who has not been asked",
    "loved one": "the person you support",
    "loved ones": "the people you support",
    "non-verbal": "does not use speech",
    "service user": "a person who draws on support",
    "service users": "people who draw on support",
    "special needs": "access needs",
    "suffers from": "has or lives with",
    "vulnerable": "say what puts people at risk",
    "wheelchair bound": "uses a wheelchair",
}
AVOIDED = PLAIN | FORMS | PEOPLE
PATTERN = re.compile(r"\b(" + "|".join(sorted(AVOIDED, key=len, reverse=True)) + r")\b", re.I)


def avoided_words(text: str) -> dict[str, str]:
    """Return the avoided words in `text` with their alternatives."""
    return {found.lower(): AVOIDED[found.lower()] for found in PATTERN.findall(text)}
