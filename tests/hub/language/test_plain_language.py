"""All text that we wrote in templates and mails is easy to read."""

import re
from pathlib import Path

import pytest
import textstat
from bs4 import BeautifulSoup

from tests.hub.language.avoided import avoided_words
from tests.hub.language.sentences import sentences, too_long, words

# Not for visitors: pages for people who work on the site, and the editors' screens.
INSIDE = ("templates/dev/", "templates/hub/styleguide", "templates/wagtail", "/admin/")
BLOCKS = re.compile(
    r"</?(?:p|li|ul|ol|h[1-6]|dt|dd|dl|div|section|label|legend|button|summary|caption|th|td|title|"
    r"figcaption|header|footer|nav|option|br|fieldset)\b[^>]*>",
    re.I,
)
# Words that one template hands to another: {% include "…" with title="Our words" %}
HANDED_ON = re.compile(r'\b(?:\w*title|lead|\w*words|button|about|kind|things)="([^"]+)"')
COMMENTS = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.S)
BRANCH = re.compile(r"\{%-? *(?:else|elif|empty|endblock|block|include|endif|endfor)\b.*?%\}", re.S)
SPOKEN_ATTRIBUTES = re.compile(r'\b(?:aria-label|alt|title)="([^"{]+)"')

TEMPLATES = [
    path
    for path in sorted(Path("templates").rglob("*.*"))
    if path.suffix in (".html", ".txt") and not any(part in str(path) for part in INSIDE)
]


def our_words(path: Path) -> str:
    """What a person reads of a template, with "Sam" for what is filled in."""
    source = COMMENTS.sub("", path.read_text())
    source = re.sub(r"<(style|svg|script)\b.*?</\1>", "", source, flags=re.S)
    apart = HANDED_ON.findall(source) + SPOKEN_ATTRIBUTES.findall(source)
    source = BRANCH.sub("\n\n", source)
    source = re.sub(r"\{%.*?%\}", " ", source, flags=re.S)
    source = re.sub(r"\{\{.*?\}\}", "Sam", source, flags=re.S)
    if path.suffix == ".html":
        # The sign between the lines keeps the parser from joining what holds nothing but space.
        source = BeautifulSoup(BLOCKS.sub("\n\n\u200b\n\n", source), "html.parser").get_text()
    return "\n\n".join([source, *apart])


def whole_sentences(text: str) -> str:
    """Only what ends as a sentence: a label or a lone link has no reading level."""
    return " ".join(s for s in sentences(text) if s[-1] in ".?!")


@pytest.fixture(scope="module")
def text() -> dict[Path, str]:
    """What a person reads of each template."""
    assert len(TEMPLATES) > 150
    return {path: our_words(path) for path in TEMPLATES}


def test_no_sentence_is_longer_than_25_words(text):
    assert {path: found for path, words in text.items() if (found := too_long(words))} == {}


def test_no_word_is_one_we_avoid(text):
    assert {path: found for path, words in text.items() if (found := avoided_words(words))} == {}


def test_each_template_is_grade_6_or_less(text):
    grades = {}
    for path, each in text.items():
        sentences = whole_sentences(each)
        if len(words(sentences)) >= 60:  # below that the formula says nothing
            grades[path] = textstat.flesch_kincaid_grade(sentences)
    assert len(grades) > 10
    assert {path: grade for path, grade in grades.items() if grade > 6} == {}


def test_all_templates_together_are_grade_6_or_less(text):
    together = " ".join(whole_sentences(each) for each in text.values())
    assert len(words(together)) > 500
    assert textstat.flesch_kincaid_grade(together) <= 6
