"""Pages that an editor has chosen in a block: only those that everybody may see, in their order."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page, PageQuerySet

from hub.public_pages import publicly_visible


def _visible(chosen: Iterable[Page | None], pages: PageQuerySet) -> list[Any]:
    keys = [page.pk for page in chosen if page]
    found = publicly_visible(pages).in_bulk(keys) if keys else {}
    return [found[key] for key in keys if key in found]


def visible_sessions(chosen: Iterable[Page | None]) -> list[Any]:
    """Each session page with its facts and how many places are left."""
    from events.models import SessionPage
    from events.public.session_context import with_places

    return with_places(
        _visible(chosen, SessionPage.objects.with_facts().filter(session__isnull=False))
    )


def visible_stories(chosen: Iterable[Page | None]) -> list[Any]:
    """Each story, poem, video or summary with what its card shows, in one query."""
    from stories.models import Piece

    return _visible(chosen, Piece.objects.for_cards())
