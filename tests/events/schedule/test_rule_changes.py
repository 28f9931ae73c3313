"""What a changed rule does to the sessions that are there."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from events import schedule
from events.models import (
    Notice,
    SeriesPage,
    Session,
    SessionPage,
    SessionPageTopic,
)
from events.recurrence import NthWeekday, Repeat, Weekdays
from events.schedule import Choice, ScheduleError
from events.schedule.rule_changes import is_edited
from hub.dates import LONDON
from tests.events.schedule.helpers import (
    FOUR_THURSDAYS,
    FOUR_WEDNESDAYS,
    FOURTH_WEDNESDAY,
    monthly_series,
    move_to,
    session_days,
)
from tests.events.subscription_factories import make_topic
from tests.factories import make_booking, make_series, make_session

pytestmark = pytest.mark.django_db


def draft_with_rule(series, repeat, **fields):
    """The series as a draft would have it."""
    draft = SeriesPage.objects.get(pk=series.pk)
    draft.rule = repeat.to_rule()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft


def publish(draft, now):
    draft.save()
    schedule.generate_sessions(series=draft, now=now)


def test_a_plan_shows_what_a_changed_rule_adds_keeps_and_leaves(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)

    plan = schedule.plan_rule_change(draft_with_rule(series, FOUR_THURSDAYS), now)

    assert [each.day.isoformat() for each in plan.added][:2] == ["2027-01-28", "2027-02-25"]
    assert len(plan.leaving) == 4
    assert plan.kept == ()
    assert plan.leaving[0].target.day == date(2027, 1, 28)
    assert Session.objects.count() == 4


def test_a_plan_shows_what_hangs_on_dates_that_stay(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    session = series.sessions.order_by("starts_at").first()
    make_booking(session=session, now=now)
    schedule.set_note(session=session, text="Bring a pen.", now=now)

    kept = schedule.plan_rule_change(series, now).kept

    assert [(each.bookings, each.is_edited) for each in kept][:2] == [(1, True), (0, False)]


def test_a_date_may_move_to_a_new_day_that_is_near_and_to_no_other(now):
    series = monthly_series(FOURTH_WEDNESDAY)
    schedule.generate_sessions(series=series, now=now)
    schedule.cancel(
        session=series.sessions.get(occurrence_date="2027-06-23"), reason="Ill", now=now
    )
    last_saturday = Repeat(on=NthWeekday(-1, 5))

    year = schedule.plan_rule_change(draft_with_rule(series, last_saturday), now).leaving
    few = schedule.plan_rule_change(
        draft_with_rule(series, Repeat(on=NthWeekday(4, 3), every=12)), now
    ).leaving

    days = {
        str(item.session.occurrence_date): item.target and str(item.target.day) for item in year
    }
    assert len(days) == 11
    assert days["2027-04-28"] == "2027-04-24"
    later = schedule.plan_rule_change(
        draft_with_rule(series, last_saturday), now - timedelta(days=25)
    ).leaving
    assert str(later[-1].target.day) == "2027-12-25"
    assert [item.target is not None for item in few] == [True] + [False] * 10


def test_an_unchanged_rule_keeps_every_date(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)

    plan = schedule.plan_rule_change(series, now)

    assert (len(plan.kept), plan.added, plan.leaving) == (4, (), ())


@pytest.mark.slow("makes dates for many years")
def test_dates_in_the_hours_that_the_clocks_skip_and_repeat_fit_their_rule(now):
    series = monthly_series(Repeat(on=Weekdays((6,))), start_time=time(1, 15), end_time=time(2, 30))
    schedule.generate_sessions(series=series, now=now)

    assert {"2027-03-28", "2027-10-31"} < set(session_days(series))
    assert schedule.plan_rule_change(series, now).leaving == ()


def test_a_plan_tells_bookings_and_edits_apart(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    january, february = series.sessions.order_by("starts_at")[:2]
    make_booking(session=january, now=now)
    SessionPage.objects.filter(pk=february.page_id).update(introduction="We talk about rest.")

    plan = schedule.plan_rule_change(draft_with_rule(series, FOUR_THURSDAYS), now)

    first, second, third = plan.leaving[:3]
    assert (first.bookings, first.is_edited, first.usual) == (1, False, Choice.KEEP)
    assert Choice.REMOVE not in first.choices
    assert (second.bookings, second.is_edited, second.usual) == (0, True, Choice.KEEP)
    assert (third.bookings, third.is_edited, third.usual) == (0, False, Choice.REMOVE)


def test_dates_made_or_moved_by_hand_and_cancelled_dates_stay_whatever_the_rule_says(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    january, february = series.sessions.order_by("starts_at")[:2]
    move_to(january, (1, 26), now)
    schedule.cancel(session=february, reason="Ill", now=now)
    schedule.add_session(
        series=series,
        starts_at=datetime(2027, 6, 1, 10, tzinfo=UTC),
        ends_at=datetime(2027, 6, 1, 11, tzinfo=UTC),
        now=now,
    )

    plan = schedule.plan_rule_change(draft_with_rule(series, FOUR_THURSDAYS), now)

    assert len(plan.kept) == 3
    assert len(plan.leaving) == 2


def test_choices_are_carried_out_and_the_rest_of_the_year_follows_the_new_rule(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    january, february, march, april = series.sessions.order_by("starts_at")[:4]
    for session in (january, february, march):
        make_booking(session=session, email=f"p{session.pk}@example.org", now=now)
    Notice.objects.update(sent_at=now)
    draft = draft_with_rule(series, FOUR_THURSDAYS)
    rest = {item.session.pk: item.usual for item in schedule.plan_rule_change(draft, now).leaving}

    schedule.apply_rule_change(
        series=draft,
        choices=rest | {january.pk: Choice.KEEP, february.pk: Choice.MOVE, march.pk: Choice.CANCEL},
        reason="We meet on Thursdays now.",
        now=now,
    )
    publish(draft, now)

    days = session_days(series)
    assert days[:4] == ["2027-01-27", "2027-01-28", "2027-02-25", "2027-03-24"]
    assert "2027-03-25" in days
    assert "2027-04-28" not in days
    assert len(days) == 6
    march.refresh_from_db()
    assert march.is_cancelled
    assert march.cancel_reason == "We meet on Thursdays now."
    assert not Session.objects.filter(pk=april.pk).exists()
    kinds = Notice.objects.open().values_list("kind", flat=True)
    assert sorted(kinds) == ["session-cancelled", "session-moved"]
    assert schedule.plan_rule_change(SeriesPage.objects.get(pk=series.pk), now).leaving == ()


def test_another_time_of_day_is_offered_as_a_move_on_the_same_day(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    draft = draft_with_rule(series, FOUR_WEDNESDAYS, start_time=time(14), end_time=time(15))

    plan = schedule.plan_rule_change(draft, now)

    assert plan.added == ()
    assert {item.usual for item in plan.leaving} == {Choice.MOVE}
    schedule.apply_rule_change(
        series=draft,
        choices={item.session.pk: item.usual for item in plan.leaving},
        reason="",
        now=now,
    )
    publish(draft, now)
    assert {session.starts_at.astimezone(LONDON).time() for session in series.sessions.all()} == {
        time(14)
    }
    assert len(session_days(series)) == 4


def test_nothing_is_done_when_someone_has_booked_since_the_plan_was_shown(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    draft = draft_with_rule(series, FOUR_THURSDAYS)
    choices = {
        item.session.pk: item.usual for item in schedule.plan_rule_change(draft, now).leaving
    }
    make_booking(session=series.sessions.order_by("starts_at").first(), now=now)

    with pytest.raises(ScheduleError, match="Look at the dates again"):
        schedule.apply_rule_change(series=draft, choices=choices, reason="", now=now)

    assert Session.objects.count() == 4


@pytest.mark.parametrize(
    "change",
    [
        lambda session: SessionPageTopic.objects.create(
            page=session.page, topic=make_topic("Money")
        ),
        lambda session: Session.objects.filter(pk=session.pk).update(places=3),
        lambda session: Session.objects.filter(pk=session.pk).update(meeting_url="https://a.test/"),
        lambda session: Session.objects.filter(pk=session.pk).update(note="Bring cake"),
        lambda session: SessionPage.objects.filter(pk=session.page_id).update(title="Other"),
        lambda session: SessionPage.objects.filter(pk=session.page_id).update(summary="About"),
    ],
)
def test_one_thing_of_its_own_makes_a_date_edited(change):
    series = make_series()
    session = make_session(series=series)
    assert not is_edited(Session.objects.get(pk=session.pk), series)
    change(session)
    assert is_edited(Session.objects.get(pk=session.pk), series)


@pytest.mark.parametrize("host", ["Aisha", "Zoe"])
def test_a_date_with_a_host_of_its_own_counts_as_edited(host):
    series = make_series(host="Jo")
    session = make_session(series=series, page={"host": host})

    assert is_edited(session, series)
    assert not is_edited(make_session(series=series, page={"host": "Jo"}), series)
