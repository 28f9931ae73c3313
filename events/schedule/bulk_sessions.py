"""Adding many sessions to a series in a few queries, for the rule."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry

from events.ical import event_text
from events.models import SeriesPage, Session, SessionPage
from events.schedule.calendar_events import event_of
from events.schedule.pattern import Proposal
from events.schedule.sessions import free_slug, new_page, new_session, slugs_below
from hub.bulk_index import index_new_objects


def add_proposed_sessions(
    *, series: SeriesPage, proposals: Sequence[Proposal], now: datetime
) -> list[SessionPage]:
    """Add a session for each proposal, with the same rows as `add_session` writes.

    `series` must be locked and read under that lock, which keeps two processes from writing the
    same path into the tree. Takes three queries for each session, and twenty for all.
    """
    if not proposals:
        return []
    pages = _new_pages(series, proposals, now)
    _insert_pages(series, pages)
    sessions = [
        new_session(
            page=page,
            series=series,
            starts_at=proposal.starts_at.astimezone(UTC),
            ends_at=proposal.ends_at.astimezone(UTC),
            now=now,
            occurrence_date=proposal.day,
        )
        for page, proposal in zip(pages, proposals, strict=True)
    ]
    for session in sessions:
        # Page and series are new or locked. The table's own constraints still hold.
        session.full_clean(
            exclude=["page", "series"], validate_unique=False, validate_constraints=False
        )
        session.vevent = event_text(event_of(session, now=now))
    Session.objects.bulk_create(sessions)
    _log_creation(pages)
    index_new_objects.enqueue(
        SessionPage._meta.app_label, SessionPage._meta.model_name, [page.pk for page in pages]
    )
    return pages


def _new_pages(
    series: SeriesPage, proposals: Sequence[Proposal], now: datetime
) -> list[SessionPage]:
    """Return unsaved pages, placed after the last child of the series in the tree."""
    last = series.get_last_child()
    slugs = slugs_below(series)
    pages: list[SessionPage] = []
    for proposal in proposals:
        page = new_page(series=series, slug=free_slug(proposal.day, slugs), now=now)
        slugs.add(page.slug)
        page.depth = series.depth + 1
        page.path = last._inc_path() if last else Page._get_path(series.path, page.depth, 1)
        page.locale_id, page.draft_title = series.locale_id, page.title
        page.set_url_path(series)
        page.topic_links = []
        pages.append(page)
        last = page
    return pages


def _insert_pages(series: SeriesPage, pages: list[SessionPage]) -> None:
    """Insert the rows of both tables. Django has no `bulk_create` for a model with a parent."""
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = Page.objects.bulk_create(
        [Page(**{name: getattr(page, name) for name in columns}) for page in pages]
    )
    for page, row in zip(pages, rows, strict=True):
        page.page_ptr = row
        page.save_base(raw=True, force_insert=True)
    Page.objects.filter(pk=series.pk).update(numchild=F("numchild") + len(pages))


def _log_creation(pages: list[SessionPage]) -> None:
    """Log each creation as `Page.save` does."""
    context = get_active_log_context()
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                page=page,
                content_type_id=page.content_type_id,
                label=page.title,
                action="wagtail.create",
                timestamp=timezone.now(),
                user=context.user,
                uuid=context.uuid,
                content_changed=True,
            )
            for page in pages
        ]
    )
