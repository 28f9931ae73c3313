"""Bulk creation of sessions in the scratch database. Only reads are measured."""

import uuid
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from events.ical import event_text
from events.models import SeriesPage, Session, SessionPage, SessionsPage
from events.public.filters import Filters
from events.public.ical_feeds import in_feed
from events.schedule.calendar_events import event_of

SPAN = timedelta(days=540)  # the feed looks 18 months ahead


@transaction.atomic
def fill(target: int) -> None:
    """Add sessions until the feed holds `target`, spread over the feed's time span."""
    series = SeriesPage.objects.filter(slug="many").first()
    if series is None:
        parent = SessionsPage.objects.get()
        series = parent.add_child(instance=SeriesPage(title="Many sessions", slug="many"))
    existing = series.sessions.count()
    _, texts = in_feed(Filters(), timezone.localdate())
    numbers = range(existing, existing + max(0, target - texts.count()))
    content_type, now = ContentType.objects.get_for_model(SessionPage), timezone.now()
    pages = Page.objects.bulk_create(
        Page(
            title=f"Over a Brew: subject number {number}",
            draft_title=f"Over a Brew: subject number {number}",
            slug=f"date-{number}",
            url_path=f"{series.url_path}date-{number}/",
            path=SessionPage._get_path(series.path, series.depth + 1, number + 1),
            depth=series.depth + 1,
            content_type=content_type,
            locale_id=series.locale_id,
            translation_key=uuid.uuid4(),
            live=True,
        )
        for number in numbers
    )
    sessions = []
    for number, base in zip(numbers, pages, strict=True):
        page = SessionPage(page_ptr_id=base.pk, summary="Come and say what would help.")
        page.__dict__.update(
            {f.attname: getattr(base, f.attname) for f in Page._meta.concrete_fields}
        )
        page._prefetched_objects_cache = {"topic_links": []}
        starts_at = now + timedelta(days=1) + SPAN * number / max(target, 10_000)
        session = Session(
            page=page, series=series, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)
        )
        session.vevent = event_text(event_of(session, now=now))
        sessions.append(session)
    _insert([session.page for session in sessions])
    Session.objects.bulk_create(sessions)
    SeriesPage.objects.filter(pk=series.pk).update(numchild=existing + len(numbers))


def _insert(pages: list[SessionPage]) -> None:
    """Insert the child-table rows: Django's bulk_create cannot write multi-table models."""
    fields = SessionPage._meta.local_concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    placeholders = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(SessionPage._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({placeholders})",
            [
                [f.get_db_prep_save(getattr(page, f.attname), connection) for f in fields]
                for page in pages
            ],
        )
