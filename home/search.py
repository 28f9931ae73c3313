"""The site search: sessions, series, stories, poems and plain pages."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tasks import task
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.query import PlainText, SearchQuery

from events.models import SeriesPage, SessionPage
from home.models import CommitmentsPage, GlossaryPage, InformationPage
from hub.models import BasePage
from hub.public_pages import publicly_visible
from hub.rate_limit import is_rate_limited, too_many_requests
from stories.models import Piece

PAGE_SIZE = 12
MAX_RESULTS = 300  # maximum results per query
MAX_PER_CLIENT = 1000  # searches an hour; only a script makes more
MAX_QUERY_LENGTH = 200  # maximum characters of a query
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SEARCHED_MODELS = (SessionPage, SeriesPage, Piece, InformationPage, CommitmentsPage, GlossaryPage)


@dataclass
class Result:
    """A search result, used in place of a page in `includes/story_card.html`."""

    page: BasePage
    kind_words: str
    picture: None = None

    @property
    def title(self) -> str:
        return self.page.title

    @property
    def summary(self) -> str:
        return self.page.summary

    def get_url(self, request: HttpRequest | None = None) -> str | None:
        return self.page.get_url(request)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    if "q" in request.GET and is_rate_limited(
        request, what="search", most=MAX_PER_CLIENT, now=timezone.now()
    ):
        return too_many_requests(request)
    question = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY_LENGTH]
    pks = find(question)
    page_obj = Paginator(pks, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "page_obj": page_obj,
        "results": results(page_obj.object_list),
        "number": len(pks),
        "social_title": "Search this site",
        "crumbs": [("Home", "/")],
        "crumb_here": "Search",
    }
    return render(request, "search/search.html", context)


def find(question: str) -> list[int]:
    """Return primary keys of public pages by relevance: those with all words, or else with any."""
    words = WORD.findall(question)[:12]
    if not words:
        return []
    queries = [_with_plural(word) for word in words]
    return _find(reduce(and_, queries)) or (_find(reduce(or_, queries)) if words[1:] else [])


def _find(query: SearchQuery) -> list[int]:
    pages = Page.objects.live().type(*SEARCHED_MODELS)
    pks = [page.pk for page in pages.search(query)[:MAX_RESULTS]]
    visible = set(publicly_visible(Page.objects.filter(pk__in=pks)).values_list("pk", flat=True))
    return [pk for pk in pks if pk in visible]


@task()
def reindex_topic(topic_id: int) -> None:
    """Reindex the pieces of a renamed topic, outside any request."""
    for page in Piece.objects.filter(topics=topic_id).specific():
        index.insert_or_update_object(page)


def _with_plural(word: str) -> SearchQuery:
    """Match singular and plural ("carer" finds "carers"): the search index has no stemming."""
    singular = word[:-1] if len(word) > 3 and word[-1] in "sS" else word
    return PlainText(singular) | PlainText(singular + "s")


def results(pks: Iterable[int]) -> list[Result]:
    """Return the pages in the order of their primary keys: one query per page class."""
    pks = list(pks)
    pks_by_model: dict[type[Page], list[int]] = defaultdict(list)
    for page in Page.objects.filter(pk__in=pks).only("pk", "content_type"):
        model = next(each for each in SEARCHED_MODELS if issubclass(page.specific_class, each))
        pks_by_model[model].append(page.pk)
    found: dict[int, Result] = {}
    for model, model_pks in pks_by_model.items():
        pages = model.objects.filter(pk__in=model_pks)
        if model is SessionPage:
            pages = pages.select_related("session")
        found |= {page.pk: Result(page, kind_words(page)) for page in pages}
    return [found[pk] for pk in pks if pk in found]


def kind_words(page: BasePage) -> str:
    if isinstance(page, SessionPage):
        session = getattr(page, "session", None)
        return f"Session: {session.when_words}" if session else "Session"
    if isinstance(page, SeriesPage):
        return "Sessions"
    return page.kind_words if isinstance(page, Piece) else "Page"
