"""The search backend of Wagtail and of the site search, safe for whatever people type.

modelsearch 1.3.2 puts each word of a search between double quotes for SQLite's FTS5 and does not
double the quotes inside the word (`Lexeme.as_sql`), so that a single `"` is an FTS5 syntax error and
a page with status 500. PostgreSQL refuses NUL, and words longer than 2 kB. When the library quotes
words itself, this module and its setting can go.
"""

import re
from collections.abc import Collection
from copy import copy
from typing import Any, TypeAlias

from django.db import connection
from modelsearch.backends import database
from modelsearch.conf import get_app_config
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.models import Page, PageQuerySet

MAX_WORDS = 32
MAX_WORD_LENGTH = 100  # characters
Query: TypeAlias = str | SearchQuery | None  # None: everything
SEPARATORS = re.compile(r'["\0\s]+')


class PlainWordsMixin:
    """A search backend that searches for the words of a query and for nothing else."""

    def _search(self, compiler: type, query: Query, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        return super()._search(compiler, plain(query), *args, **kwargs)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: ANN401 - modelsearch looks for it
    """Return the backend of the database, with plain words."""
    backend = type(database.SearchBackend(dict(params)))
    return type(backend.__name__, (PlainWordsMixin, backend), {})(params)


def indexed_texts(pks: Collection[int]) -> dict[int, str]:
    """Return the texts of pages without their titles, by primary key, as the search index keeps them."""
    field = "body_text" if connection.vendor == "postgresql" else "body"
    entries = (
        get_app_config()
        .get_model("IndexEntry")
        .objects.filter(
            content_type__in=get_descendants_content_types_pks(Page), object_id__in=map(str, pks)
        )
    )
    return {int(pk): text or "" for pk, text in entries.values_list("object_id", field)}


def matching_pks(pages: PageQuerySet, query: SearchQuery) -> set[int]:
    """Return the primary keys of the pages that match. Makes no page objects, which take most time."""
    results = pages.search(query, order_by_relevance=False)
    return set(results.get_queryset().values_list("pk", flat=True))


def plain(query: Query) -> Query:
    """Return the query without characters that a database refuses, or "" without words."""
    if isinstance(query, str):
        return _plain_words(query)
    if isinstance(query, PlainText | Phrase | Fuzzy):
        words = _plain_words(query.query_string)
        return _changed(query, query_string=words) if words else ""
    if isinstance(query, And | Or):
        parts = [part for part in map(plain, query.subqueries) if part != ""]
        return _changed(query, subqueries=parts) if parts else ""
    if isinstance(query, Not | Boost):
        part = plain(query.subquery)
        return _changed(query, subquery=part) if part != "" else ""
    return query


def _changed(query: SearchQuery, **attributes: object) -> SearchQuery:
    changed = copy(query)
    for name, value in attributes.items():
        setattr(changed, name, value)
    return changed


def _plain_words(text: str) -> str:
    words = [word for word in SEPARATORS.split(text) if any(map(str.isalnum, word))]
    return " ".join(word[:MAX_WORD_LENGTH] for word in words[:MAX_WORDS])
