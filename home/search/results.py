"""Entries as the page of results shows them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail.models import Page

from events.models import SeriesPage, SessionPage
from home.models import GlossaryPage
from home.search.catalogue import SEARCHED_MODELS, Entry
from home.search.excerpts import excerpt, marked, roots_in
from home.search.query import Query
from hub.models import BasePage
from hub.search_backend import indexed_texts
from stories.models import Piece


@dataclass(frozen=True)
class Result:
    """A search result. `marked_title`, `marked_summary` and `excerpt` show what matched."""

    title: str
    summary: str
    kind_words: str
    url: str
    wanted: frozenset[str]
    text: str = ""

    @property
    def marked_title(self) -> SafeString:
        return marked(self.title, self.wanted)

    @property
    def marked_summary(self) -> SafeString:
        return marked(self.summary, self.wanted)

    @cached_property
    def excerpt(self) -> SafeString | str:
        """Return where the words stand, unless title and summary show all of them."""
        shown = roots_in([self.title, self.summary], self.wanted)
        rest = self.text.replace(self.summary, "", 1)
        return excerpt(rest, self.wanted - shown)


def results(entries: Iterable[Entry], query: Query, request: HttpRequest) -> list[Result]:
    """Return the results in order: one query for each page class, and one for the texts."""
    entries = list(entries)
    pages = _pages([entry.page_pk for entry in entries if entry.page_pk])
    texts = indexed_texts(list(pages))
    glossaries = GlossaryPage.objects.in_bulk({e.term.page_id for e in entries if e.term})
    found = []
    for entry in entries:
        if entry.topic:
            kind, words, url = "Topic", entry.topic.description, entry.topic.get_absolute_url()
        elif entry.term and (glossary := glossaries.get(entry.term.page_id)):
            kind, words = "A word that we explain", entry.term.meaning
            url = f"{glossary.get_url(request)}#{entry.term.anchor}"
        elif page := pages.get(entry.page_pk or 0):
            kind, words, url = kind_words(page), page.summary, page.get_url(request)
        else:
            continue
        text = texts.get(entry.page_pk or 0, "")
        found.append(Result(entry.title, words, kind, url, query.wanted, text))
    return found


def _pages(pks: list[int]) -> dict[int, BasePage]:
    pks_by_model: dict[type[Page], list[int]] = defaultdict(list)
    for page in Page.objects.filter(pk__in=pks).only("pk", "content_type"):
        model = next(each for each in SEARCHED_MODELS if issubclass(page.specific_class, each))
        pks_by_model[model].append(page.pk)
    found: dict[int, BasePage] = {}
    for model, model_pks in pks_by_model.items():
        pages = model.objects.filter(pk__in=model_pks)
        if model is SessionPage:
            pages = pages.select_related("session")
        found |= {page.pk: page for page in pages}
    return found


def kind_words(page: BasePage) -> str:
    if isinstance(page, SessionPage):
        session = getattr(page, "session", None)
        if not session:
            return "Session"
        cancelled = "Cancelled session" if session.is_cancelled else "Session"
        return f"{cancelled}: {session.when_words}"
    if isinstance(page, SeriesPage):
        return "Sessions"
    if isinstance(page, Piece):
        return page.kind_words
    return "Page"
