"""Sessions of a rule, inserted together."""

from datetime import UTC, date, datetime

import pytest
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from events import schedule
from events.models import SessionPage
from events.schedule import Pattern
from events.schedule.calendar_events import refresh
from hub.models import Area, User
from tests.events.schedule.helpers import FOURTH_WEDNESDAY, monthly_series
from tests.factories import make_session

pytestmark = pytest.mark.django_db


def test_a_year_of_dates_takes_few_queries(now, django_assert_max_num_queries):
    area = Area.objects.create(name="Norfolk", slug="norfolk")
    series = monthly_series(FOURTH_WEDNESDAY, area=area, summary="With a summary.")

    # 59 on SQLite and on PostgreSQL, with savepoints, both indexes, and nothing cached.
    with django_assert_max_num_queries(59):
        created_pages = schedule.generate_sessions(series=series, now=now)

    assert len(created_pages) == 12


def test_dates_of_a_rule_have_the_same_rows_as_dates_added_one_by_one(now):
    editor = make_editor()
    shared = {
        "area": Area.objects.create(name="Norfolk", slug="norfolk"),
        "host": "The carers' group",
        "in_person": True,
        "venue": "The library, Norwich",
        "places": 12,
        "places_held": 2,
        "supporters_take_places": True,
    }
    by_rule = monthly_series(slug="all-at-once", **shared)
    one_by_one = monthly_series(slug="one-by-one0", **shared)
    day_rows = Pattern.of(one_by_one).proposals(date(2027, 1, 1), date(2027, 12, 31))

    with LogContext(user=editor):
        created_pages = schedule.generate_sessions(series=by_rule, now=now)
        for proposal in day_rows:
            schedule.add_session(
                series=one_by_one,
                starts_at=proposal.starts_at,
                ends_at=proposal.ends_at,
                now=now,
                occurrence_date=proposal.day,
            )

    assert [page.session.occurrence_date for page in created_pages] == [
        each.day for each in day_rows
    ]
    written = rows_of(by_rule)
    assert written == rows_of(one_by_one)
    assert [len(rows) for rows in written.values()] == [4, 4, 4, 4, 4]
    assert all(problem == [] for problem in Page.find_problems())


def make_editor():
    return User.objects.create_user(username="editor", email="editor@example.org")


def rows_of(series):
    """All that is stored of the dates of a series, but for what is unique to each row."""
    pages = SessionPage.objects.filter(session__series=series).order_by("path")
    pks = [str(pk) for pk in pages.values_list("pk", flat=True)]
    unique = {"id", "page", "page_ptr", "series", "uid", "path", "translation_key", "object_id"}
    # `title_norm` is the mean length of all titles when indexed, over the length of this one.
    unique |= {"timestamp", "title_norm"}
    own = {series.slug: "<series>"}
    own |= {str(session.uid): "<uid>" for session in series.sessions.all()}

    def texts(rows):
        names = {field.name for field in rows.model._meta.concrete_fields} - unique
        return [neutral(row) for row in rows.values(*sorted(names))]

    def neutral(row):
        text = str(row).replace("\\r\\n ", "")  # unfolded
        for word, replacement in own.items():
            text = text.replace(word, replacement)
        return text

    return {
        "pages": texts(pages),
        "sessions": texts(series.sessions.order_by("starts_at")),
        "log": texts(PageLogEntry.objects.filter(page__in=pks).order_by("pk")),
        "search": texts(IndexEntry.objects.filter(object_id__in=pks).order_by("pk")),
        "references": texts(ReferenceIndex.objects.filter(object_id__in=pks).order_by("pk")),
    }


def test_new_dates_follow_the_dates_that_are_there(now):
    series = monthly_series()
    before = make_session(series=series, starts_at=datetime(2027, 2, 24, 18, tzinfo=UTC)).page

    created_pages = schedule.generate_sessions(series=series, now=now)

    series.refresh_from_db()
    assert list(series.get_children().specific()) == [before, *created_pages]
    assert series.numchild == 4
    assert all(problem == [] for problem in Page.find_problems())


def test_the_calendar_text_of_a_new_date_needs_no_second_writing(now):
    for page in schedule.generate_sessions(series=monthly_series(), now=now):
        assert not refresh(session=page.session, now=now)
