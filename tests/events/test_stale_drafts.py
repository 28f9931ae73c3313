"""An old draft, published later, can never undo what was done to a date."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from wagtail.models import Revision

from events import schedule
from events.models import SeriesPage, Session, SessionPage
from events.recurrence import NthWeekday, Repeat
from tests.factories import make_series

pytestmark = pytest.mark.django_db

FACTS = (
    "uid",
    "sequence",
    "status",
    "cancel_reason",
    "starts_at",
    "ends_at",
    "occurrence_date",
    "places",
    "note",
    "meeting_url",
)


@pytest.fixture
def page(now):
    return schedule.add_session(
        series=make_series(places=30),
        starts_at=datetime(2027, 1, 27, 10, 30, tzinfo=UTC),
        ends_at=datetime(2027, 1, 27, 12, 0, tzinfo=UTC),
        now=now,
    )


def facts_of(page):
    session = Session.objects.get(page_id=page.pk)
    return {name: getattr(session, name) for name in FACTS}


def make_old_draft(page):
    return SessionPage.objects.get(pk=page.pk).save_revision()


def publish(revision, later):
    with time_machine.travel(later, tick=False):
        Revision.objects.get(pk=revision.pk).publish()  # as a later request would


def test_an_old_draft_does_not_put_a_cancelled_date_on_again(page, now):
    draft = make_old_draft(page)
    session = schedule.cancel(session=page.session, reason="The host is ill.", now=now)
    before = facts_of(page)

    publish(draft, now + timedelta(hours=1))

    assert facts_of(page) == before
    session.refresh_from_db()
    assert session.is_cancelled
    assert "STATUS:CANCELLED" in session.vevent


def test_an_old_draft_does_not_move_a_date_back_or_bring_its_old_address_back(page, now, client):
    draft = make_old_draft(page)
    schedule.move(
        session=page.session,
        starts_at=datetime(2027, 2, 3, 14, tzinfo=UTC),
        ends_at=datetime(2027, 2, 3, 15, tzinfo=UTC),
        now=now,
    )
    before = facts_of(page)
    url = SessionPage.objects.get(pk=page.pk).get_url()

    publish(draft, now + timedelta(hours=1))

    fresh = SessionPage.objects.get(pk=page.pk)
    assert facts_of(page) == before
    assert fresh.slug == "2027-02-03"
    assert fresh.url_path.endswith("/2027-02-03/")
    assert fresh.get_url() == url
    assert client.get("/sessions/over-a-brew/2027-01-27/").url == url


def test_saving_a_draft_in_the_editor_does_not_bring_the_old_address_back(page, now):
    make_old_draft(page)
    SessionPage.objects.filter(pk=page.pk).update(live=False)
    schedule.move(
        session=page.session,
        starts_at=datetime(2027, 2, 3, 14, tzinfo=UTC),
        ends_at=datetime(2027, 2, 3, 15, tzinfo=UTC),
        now=now,
    )

    # A page that is not live is saved as its latest draft is.
    latest = SessionPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    latest.save()

    fresh = SessionPage.objects.get(pk=page.pk)
    assert (fresh.slug, fresh.url_path.split("/")[-2]) == ("2027-02-03", "2027-02-03")


def test_an_old_draft_gives_back_no_old_places_note_or_link(page, now):
    draft = make_old_draft(page)
    schedule.set_details(
        session=page.session, places=12, meeting_url="https://meet.example/new", now=now
    )
    schedule.set_note(session=page.session, text="Bring a mug.", now=now)
    before = facts_of(page)

    publish(draft, now + timedelta(hours=1))

    assert facts_of(page) == before


def test_a_new_topic_in_a_draft_raises_the_sequence_and_never_lowers_it(page, now):
    old = make_old_draft(page)
    schedule.cancel(session=page.session, reason="Ill", now=now)
    schedule.restore(session=page.session, now=now)
    edited = SessionPage.objects.get(pk=page.pk)
    edited.title = "Over a Brew: unpaid carers"
    publish(edited.save_revision(), now + timedelta(hours=1))
    after_topic = Session.objects.get(page_id=page.pk).sequence

    publish(old, now + timedelta(hours=2))

    assert after_topic == 3
    assert Session.objects.get(page_id=page.pk).sequence == 4


def test_a_scheduled_draft_keeps_the_facts_too(page, now):
    draft = SessionPage.objects.get(pk=page.pk)
    draft.go_live_at = now + timedelta(days=1)
    revision = draft.save_revision()
    schedule.move(
        session=page.session,
        starts_at=datetime(2027, 2, 3, 14, tzinfo=UTC),
        ends_at=datetime(2027, 2, 3, 15, tzinfo=UTC),
        now=now,
    )
    before = facts_of(page)

    publish(revision, now + timedelta(days=1, minutes=1))

    assert facts_of(page) == before
    assert SessionPage.objects.get(pk=page.pk).slug == "2027-02-03"


def test_an_old_draft_of_a_series_does_not_bring_back_a_date_that_was_taken_away(now):
    series = make_series(
        rule=Repeat(on=NthWeekday(4, 2), count=3).to_rule(), first_day=date(2027, 1, 27)
    )
    draft = SeriesPage.objects.get(pk=series.pk).save_revision()
    with time_machine.travel(now, tick=False):
        draft.publish()
    february = Session.objects.get(series=series, occurrence_date=date(2027, 2, 24))
    schedule.remove_session(session=february, now=now)

    publish(draft, now + timedelta(hours=1))

    days = Session.objects.filter(series=series).values_list("occurrence_date", flat=True)
    assert list(days.order_by("occurrence_date")) == [date(2027, 1, 27), date(2027, 3, 24)]


def test_an_old_draft_of_a_series_moves_and_removes_nothing(now):
    series = make_series(
        rule=Repeat(on=NthWeekday(4, 2), count=2).to_rule(), first_day=date(2027, 1, 27)
    )
    thursdays = SeriesPage.objects.get(pk=series.pk)
    thursdays.rule = Repeat(on=NthWeekday(4, 3), count=2).to_rule()
    old_draft = thursdays.save_revision()
    schedule.generate_sessions(series=series, now=now)
    before = list(Session.objects.order_by("pk").values(*FACTS))

    publish(old_draft, now + timedelta(hours=1))

    after = list(Session.objects.order_by("pk").values(*FACTS))
    assert after[:2] == before


def test_publishing_a_series_makes_its_dates(now):
    series = make_series(
        rule=Repeat(on=NthWeekday(4, 2), count=3).to_rule(), first_day=date(2027, 1, 27)
    )

    publish(SeriesPage.objects.get(pk=series.pk).save_revision(), now)

    assert Session.objects.filter(series=series).count() == 3


def test_the_rule_survives_a_draft(now):
    series = make_series(rule=Repeat(on=NthWeekday(4, 2)).to_rule(), first_day=date(2027, 1, 27))
    series = SeriesPage.objects.get(pk=series.pk)

    again = series.save_revision().as_object()

    assert Repeat.from_rule(again.rule) == Repeat(on=NthWeekday(4, 2))
