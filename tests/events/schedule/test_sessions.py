"""Add and remove one session."""

from datetime import UTC, datetime, timedelta

import pytest

from events import schedule
from events.models import Session, SessionPage
from events.schedule import ScheduleError
from hub.dates import LONDON
from tests.factories import make_booking, make_series, make_session

pytestmark = pytest.mark.django_db


def test_a_date_with_bookings_cannot_be_taken_away(now):
    session = make_session()
    make_booking(session=session)

    with pytest.raises(ScheduleError, match="Cancel it instead"):
        schedule.remove_session(session=session, now=now)
    assert SessionPage.objects.filter(pk=session.page_id).exists()


def test_a_new_date_takes_over_the_usual_ways_places_and_host_of_its_series(now):
    series = make_series(
        by_video=False, in_person=True, venue="The Hall, Ely", places=20, host="Ama"
    )

    page = schedule.add_session(
        series=series,
        starts_at=datetime(2027, 2, 3, 14, tzinfo=UTC),
        ends_at=datetime(2027, 2, 3, 16, tzinfo=UTC),
        now=now,
    )

    session = Session.objects.get(page=page)
    assert page.live
    assert page.title == series.title
    assert page.slug == "2027-02-03"
    assert page.host == "Ama"
    assert (session.in_person, session.by_video, session.places) == (True, False, 20)
    assert session.venue == "The Hall, Ely"
    assert session.is_manual
    assert "BEGIN:VEVENT" in session.vevent


def test_a_second_date_on_one_day_gets_an_address_of_its_own(now):
    series = make_series()
    at = {"starts_at": datetime(2027, 2, 3, 10, tzinfo=UTC), "now": now}
    schedule.add_session(series=series, ends_at=datetime(2027, 2, 3, 11, tzinfo=UTC), **at)

    page = schedule.add_session(series=series, ends_at=datetime(2027, 2, 3, 12, tzinfo=UTC), **at)

    assert page.slug == "2027-02-03-2"


def test_the_address_tells_the_day_in_london(now):
    page = schedule.add_session(
        series=make_series(),
        starts_at=datetime(2027, 7, 21, 23, 30, tzinfo=UTC),
        ends_at=datetime(2027, 7, 22, 1, 0, tzinfo=UTC),
        now=now,
    )

    assert page.slug == "2027-07-22"


def test_a_date_can_be_a_draft(now):
    page = schedule.add_session(
        series=make_series(),
        starts_at=datetime(2027, 2, 3, 10, tzinfo=UTC),
        ends_at=datetime(2027, 2, 3, 11, tzinfo=UTC),
        now=now,
        title="Over a Brew: rest",
        live=False,
    )

    assert not SessionPage.objects.get(pk=page.pk).live
    assert page.title == "Over a Brew: rest"


def test_a_date_cannot_end_before_it_starts(now):
    with pytest.raises(ScheduleError, match="after the start"):
        schedule.add_session(
            series=make_series(),
            starts_at=datetime(2027, 2, 3, 10, tzinfo=UTC),
            ends_at=datetime(2027, 2, 3, 9, tzinfo=UTC),
            now=now,
        )


def test_a_date_whose_end_is_not_after_its_start_in_truth_is_refused(now):
    session = make_session()
    start = datetime(2027, 3, 28, 1, 30, tzinfo=LONDON)  # 2:30am: the clocks skip this hour
    end = datetime(2027, 3, 28, 2, 30, tzinfo=LONDON)

    with pytest.raises(ScheduleError):
        schedule.move(session=session, starts_at=start, ends_at=end, now=now)
    with pytest.raises(ScheduleError):
        schedule.add_session(series=session.series, starts_at=start, ends_at=end, now=now)


def test_a_third_date_on_one_day_has_an_address_of_its_own(now):
    series = make_series()
    slugs = [make_session(series=series).page.slug]
    for hour in (14, 18, 20):
        starts = datetime(2027, 1, 27, hour, tzinfo=UTC)
        added = schedule.add_session(
            series=series, starts_at=starts, ends_at=starts + timedelta(hours=1), now=now
        )
        slugs.append(added.slug)
    assert slugs == ["2027-01-27", "2027-01-27-2", "2027-01-27-3", "2027-01-27-4"]
