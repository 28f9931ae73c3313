"""The programme: a series makes its dates; a date is cancelled, restored, moved, noted, changed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import LogContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from events import bookings, schedule
from events.emails.delivery import send_due
from events.models import (
    Booking,
    Notice,
    RemovedDate,
    SeriesDay,
    SeriesPage,
    Session,
    SessionPage,
    SessionPageTopic,
)
from events.recurrence import MonthDay, NthWeekday, Repeat, Weekdays
from events.schedule import Choice, Pattern, ScheduleError
from events.schedule.calendar_events import refresh
from events.schedule.change_notices import LastAnnounced, announce, send_time
from events.schedule.generate import year_after
from events.schedule.rule_changes import is_edited
from hub.dates import LONDON
from hub.models import Area, User
from tests.events.subscribing import topic
from tests.factories import make_booking, make_series, make_session

FOURTH_WEDNESDAY = Repeat(on=NthWeekday(4, 2))
FOUR_WEDNESDAYS = Repeat(on=NthWeekday(4, 2), count=4)

pytestmark = pytest.mark.django_db


def monthly_series(repeat=FOUR_WEDNESDAYS, **fields):
    """From January to April; a year is asked for where it matters."""
    fields.setdefault("rule", repeat.to_rule())
    fields.setdefault("first_day", date(2027, 1, 27))
    return make_series(**fields)


def session_days(series):
    return [
        session.starts_at.astimezone(LONDON).date().isoformat()
        for session in Session.objects.filter(series=series).order_by("starts_at")
    ]


def waiting_kinds(a_booking):
    return list(
        Notice.objects.open()
        .filter(booking=a_booking, kind__startswith="session-")
        .values_list("kind", flat=True)
    )


def send(a_booking, now):
    """As if the mails had gone."""
    Notice.objects.open().filter(booking=a_booking).update(sent_at=now)


# The coming year


def test_a_year_of_dates_takes_few_queries(now, django_assert_max_num_queries):
    area = Area.objects.create(name="Norfolk", slug="norfolk")
    series = monthly_series(FOURTH_WEDNESDAY, area=area, summary="With a summary.")

    # 59 on SQLite and on PostgreSQL, with savepoints, both indexes, and nothing cached.
    with django_assert_max_num_queries(59):
        made = schedule.generate_sessions(series=series, now=now)

    assert len(made) == 12


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
        made = schedule.generate_sessions(series=by_rule, now=now)
        for proposal in day_rows:
            schedule.add_session(
                series=one_by_one,
                starts_at=proposal.starts_at,
                ends_at=proposal.ends_at,
                now=now,
                occurrence_date=proposal.day,
            )

    assert [page.session.occurrence_date for page in made] == [each.day for each in day_rows]
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

    made = schedule.generate_sessions(series=series, now=now)

    series.refresh_from_db()
    assert list(series.get_children().specific()) == [before, *made]
    assert series.numchild == 4
    assert all(problem == [] for problem in Page.find_problems())


def test_the_calendar_text_of_a_new_date_needs_no_second_writing(now):
    for page in schedule.generate_sessions(series=monthly_series(), now=now):
        assert not refresh(session=page.session, now=now)


def test_a_monthly_rule_makes_its_dates_for_the_coming_year(now):
    series = monthly_series(FOURTH_WEDNESDAY)

    made = schedule.generate_sessions(series=series, now=now)

    assert len(made) == 12
    assert session_days(series)[:3] == ["2027-01-27", "2027-02-24", "2027-03-24"]
    assert session_days(series)[-1] == "2027-12-22"


def test_half_past_ten_stays_half_past_ten_when_the_clocks_change(now):
    series = monthly_series(FOURTH_WEDNESDAY)
    schedule.generate_sessions(series=series, now=now)

    starts = [session.starts_at for session in series.sessions.order_by("starts_at")]

    assert {start.astimezone(LONDON).time() for start in starts} == {time(10, 30)}
    assert {start.astimezone(UTC).hour for start in starts} == {9, 10}


def test_topping_up_again_makes_nothing_new(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)

    assert schedule.generate_sessions(series=series, now=now) == []
    assert schedule.generate_sessions(series=series, now=now + timedelta(days=1)) == []


def test_a_month_later_one_more_date_is_made(now):
    series = monthly_series(FOURTH_WEDNESDAY)
    schedule.generate_sessions(series=series, now=now)

    made = schedule.generate_sessions(series=series, now=now + timedelta(days=30))

    assert [page.slug for page in made] == ["2028-01-26"]


def test_dates_that_have_passed_are_not_made(now):
    series = monthly_series(
        Repeat(on=NthWeekday(4, 2), until=date(2027, 3, 1)), first_day=date(2026, 1, 28)
    )

    made = schedule.generate_sessions(series=series, now=now)

    assert made[0].slug == "2027-01-27"


def test_a_draft_series_makes_no_dates(now):
    series = monthly_series(live=False)

    assert schedule.generate_sessions(series=series, now=now) == []


def test_a_programme_without_a_rule_makes_no_dates(now):
    assert schedule.generate_sessions(series=make_series(), now=now) == []


def test_days_to_leave_out_and_days_to_put_in_are_followed(now):
    series = monthly_series()
    SeriesDay.objects.create(series=series, kind=SeriesDay.Kind.SKIP, day=date(2027, 2, 24))
    SeriesDay.objects.create(series=series, kind=SeriesDay.Kind.ALSO, day=date(2027, 2, 17))

    schedule.generate_sessions(series=series, now=now)

    assert session_days(series)[:3] == ["2027-01-27", "2027-02-17", "2027-03-24"]


def test_bank_holidays_are_left_out_when_asked(now):
    mondays = Repeat(on=NthWeekday(1, 0), until=date(2027, 6, 30))
    series = monthly_series(rule=mondays.to_rule(), skip_bank_holidays=True)

    schedule.generate_sessions(series=series, now=now)

    assert "2027-05-03" not in session_days(series)
    assert "2027-06-07" in session_days(series)


def test_a_day_put_in_by_hand_stands_even_on_a_bank_holiday():
    pattern = Pattern(
        rule=Repeat(on=Weekdays((0,))),
        first_day=date(2027, 5, 1),
        start_time=time(10),
        end_time=time(11),
        skip_bank_holidays=True,
        also=frozenset([date(2027, 5, 3)]),
    )

    days = [each.day for each in pattern.proposals(date(2027, 5, 1), date(2027, 5, 10))]

    assert days == [date(2027, 5, 3), date(2027, 5, 10)]


def test_the_next_dates_are_found_for_a_rule_that_is_rare():
    pattern = Pattern(
        rule=Repeat(on=MonthDay(31), every=24),
        first_day=date(2027, 1, 1),
        start_time=time(10),
        end_time=time(11),
    )

    assert len(pattern.next_proposals(date(2027, 1, 11))) == 12


def test_the_next_dates_are_found_at_the_very_end_of_the_calendar():
    pattern = Pattern(
        rule=None,
        first_day=None,
        start_time=time(10),
        end_time=time(11),
        also=frozenset({date.max}),
    )

    assert [each.day for each in pattern.next_proposals(date(2027, 1, 11))] == [date.max]


def test_a_date_that_was_taken_away_is_not_made_again(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    february = Session.objects.get(series=series, occurrence_date=date(2027, 2, 24))

    schedule.remove_session(session=february, now=now)
    schedule.generate_sessions(series=series, now=now)

    assert "2027-02-24" not in session_days(series)
    assert RemovedDate.objects.get().day == date(2027, 2, 24)


def test_a_date_that_was_moved_by_hand_is_not_made_again(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    february = Session.objects.get(series=series, occurrence_date=date(2027, 2, 24))

    schedule.move(
        session=february,
        starts_at=datetime(2027, 2, 25, 14, tzinfo=UTC),
        ends_at=datetime(2027, 2, 25, 15, tzinfo=UTC),
        now=now,
    )
    schedule.generate_sessions(series=series, now=now)

    assert session_days(series)[:3] == ["2027-01-27", "2027-02-25", "2027-03-24"]
    assert february.occurrence_date == date(2027, 2, 24)


def test_a_date_with_bookings_cannot_be_taken_away(now):
    session = make_session()
    make_booking(session=session)

    with pytest.raises(ScheduleError, match="Cancel it instead"):
        schedule.remove_session(session=session, now=now)
    assert SessionPage.objects.filter(pk=session.page_id).exists()


# One date


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


# Cancel, restore, move


def ready_session(now, **facts):
    """A date whose calendar text is written, as after `add_date`."""

    session = make_session(**facts)
    refresh(session=session, now=now)
    return session


def test_cancelling_a_date_keeps_its_reason_raises_the_sequence_and_owes_a_message(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)
    send(person, now)

    schedule.cancel(session=session, reason="The host is ill.", now=now)

    assert session.is_cancelled
    assert session.cancel_reason == "The host is ill."
    assert session.sequence == 1
    notice = Notice.objects.get(booking=person, kind=Notice.Kind.SESSION_CANCELLED)
    assert notice.due_at == now + timedelta(minutes=10)
    assert notice.dedupe_key.startswith("1 ")


def test_cancelling_twice_owes_one_message(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)

    schedule.cancel(session=session, reason="Ill", now=now)
    schedule.cancel(session=session, reason="The host is ill.", now=now + timedelta(hours=1))

    assert waiting_kinds(person) == ["session-cancelled"]


def test_people_who_cancelled_their_booking_hear_nothing_more(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)
    bookings.cancel(booking=person, now=now)

    schedule.cancel(session=session, reason="Ill", now=now)

    assert waiting_kinds(person) == []


def test_people_on_the_waiting_list_hear_of_a_cancellation(now):
    session = ready_session(now, places=1)
    make_booking(session=session, now=now)
    waiting = make_booking(session=session, email="jo@example.org", name="Jo", now=now)
    assert waiting.state == Booking.State.WAITING

    schedule.cancel(session=session, reason="Ill", now=now)

    assert waiting_kinds(waiting) == ["session-cancelled"]


def test_a_cancellation_that_is_undone_within_ten_minutes_tells_nobody(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)

    schedule.cancel(session=session, reason="A mistake", now=now)
    schedule.restore(session=session, now=now + timedelta(minutes=5))

    assert waiting_kinds(person) == []
    assert not session.is_cancelled
    assert session.cancel_reason == ""
    assert session.sequence == 2


def test_a_restored_date_is_announced_when_people_have_heard_of_the_cancellation(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)
    schedule.cancel(session=session, reason="Ill", now=now)
    send(person, now)

    schedule.restore(session=session, now=now + timedelta(hours=1))

    assert waiting_kinds(person) == ["session-restored"]


def moved(session, day, now, hour=14):
    return schedule.move(
        session=session,
        starts_at=datetime(2027, *day, hour, tzinfo=UTC),
        ends_at=datetime(2027, *day, hour + 1, tzinfo=UTC),
        now=now,
    )


def test_moving_a_date_changes_its_day_and_address_and_leads_from_the_old_one(now, client):
    session = ready_session(now)
    old_url = session.page.get_url()
    old_uid = session.uid

    moved(session, (2, 3), now)

    page = SessionPage.objects.get(pk=session.page_id)
    assert page.slug == "2027-02-03"
    assert page.url_path.endswith("/2027-02-03/")
    assert session.uid == old_uid
    assert session.sequence == 1
    assert session.is_manual
    response = client.get(old_url)
    assert response.status_code == 302
    assert response.url == page.get_url()


@pytest.mark.parametrize("number", [3, 5, 30])
def test_a_move_takes_few_queries_whatever_the_number_of_bookings(
    now, number, django_assert_max_num_queries
):
    session = ready_session(now)
    SessionPageTopic.objects.create(page=session.page, topic=topic("Money"))
    for each in range(number):
        send(make_booking(session=session, email=f"{each}@example.org", now=now), now)

    # Measured, with savepoints and nothing cached: 21, and 24 when a first move is still unsent.
    with django_assert_max_num_queries(21):
        moved(session, (2, 3), now)
    with django_assert_max_num_queries(24):
        moved(session, (2, 4), now)

    assert Notice.objects.open().filter(kind="session-moved").count() == number


def test_a_moved_date_keeps_its_place_in_the_indexes(now):
    area = Area.objects.create(name="Norfolk", slug="norfolk")
    [first, *_] = schedule.generate_sessions(series=monthly_series(area=area), now=now)

    moved(first.session, (2, 3), now)

    assert SessionPage.objects.get(pk=first.pk).slug == "2027-02-03"
    entries = IndexEntry.objects.filter(object_id=str(first.pk), title=first.title)
    assert entries.filter(content_type=first.content_type_id).count() == 1
    assert ReferenceIndex.get_references_to(area).filter(object_id=str(first.pk)).count() == 1


def test_the_old_booking_and_calendar_addresses_lead_to_the_new_ones(now, client):
    session = ready_session(now)
    old_url = session.page.get_url()

    moved(session, (2, 3), now)

    new_url = SessionPage.objects.get(pk=session.page_id).get_url()
    assert client.get(f"{old_url}book/").url == f"{new_url}book/"
    assert client.get(f"{old_url}calendar.ics").url == f"{new_url}calendar.ics"


def test_a_date_that_is_moved_back_has_its_first_address_again(now, client):
    session = ready_session(now)
    first_url = session.page.get_url()

    moved(session, (2, 3), now)
    second_url = SessionPage.objects.get(pk=session.page_id).get_url()
    moved(session, (1, 27), now, hour=10)

    assert SessionPage.objects.get(pk=session.page_id).get_url() == first_url
    assert client.get(first_url).status_code == 200
    assert client.get(second_url).url == first_url
    assert not Redirect.objects.filter(old_path=first_url.rstrip("/")).exists()


def test_another_time_on_the_same_day_keeps_the_address(now):
    session = ready_session(now)

    moved(session, (1, 27), now, hour=15)

    assert SessionPage.objects.get(pk=session.page_id).slug == "2027-01-27"
    assert not Redirect.objects.exists()


def test_people_who_think_it_begins_soon_are_told_at_once_of_a_second_change_too(now):
    session = ready_session(now)
    a_booking = make_booking(session=session, now=now)
    soon = session.starts_at - timedelta(minutes=65)
    moved(session, (2, 3), soon)
    assert Notice.objects.get(booking=a_booking, kind="session-moved").due_at > soon

    moved(session, (2, 10), soon + timedelta(minutes=9))

    notice = Notice.objects.get(booking=a_booking, kind="session-moved")
    assert notice.due_at == soon + timedelta(minutes=9)


def test_several_moves_within_ten_minutes_owe_one_message(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)

    moved(session, (2, 3), now)
    moved(session, (2, 4), now + timedelta(minutes=4))
    moved(session, (2, 5), now + timedelta(minutes=8))

    assert waiting_kinds(person) == ["session-moved"]
    notice = Notice.objects.open().get(booking=person, kind="session-moved")
    assert notice.due_at == now + timedelta(minutes=18)


def test_a_date_that_is_moved_and_moved_back_within_ten_minutes_tells_nobody(now):
    session = ready_session(now)
    starts_at, ends_at = session.starts_at, session.ends_at
    person = make_booking(session=session, now=now)

    moved(session, (2, 3), now)
    schedule.move(session=session, starts_at=starts_at, ends_at=ends_at, now=now)

    assert waiting_kinds(person) == []


def test_a_move_and_a_cancellation_within_ten_minutes_owe_the_cancellation_only(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)

    moved(session, (2, 3), now)
    schedule.cancel(session=session, reason="Ill", now=now + timedelta(minutes=3))

    assert waiting_kinds(person) == ["session-cancelled"]


def test_a_cancelled_date_that_is_restored_and_moved_is_announced_once_as_on_again(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)
    schedule.cancel(session=session, reason="Ill", now=now)
    send(person, now)

    later = now + timedelta(hours=2)
    schedule.restore(session=session, now=later)
    moved(session, (2, 3), later)

    assert waiting_kinds(person) == ["session-restored"]


def test_a_message_that_is_being_sent_is_not_taken_back(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)
    schedule.cancel(session=session, reason="Ill", now=now)
    Notice.objects.open().filter(booking=person).update(claimed_until=now + timedelta(minutes=10))

    schedule.restore(session=session, now=now + timedelta(minutes=1))

    assert waiting_kinds(person) == ["session-cancelled", "session-restored"]


def test_a_session_that_is_over_cannot_be_cancelled_or_restored(now):
    session = ready_session(now, starts_at=now - timedelta(days=7))

    with pytest.raises(ScheduleError, match="over"):
        schedule.cancel(session=session, reason="Ill", now=now)
    with pytest.raises(ScheduleError, match="over"):
        schedule.restore(session=session, now=now)


def test_a_date_cannot_be_moved_into_the_past(now):
    session = ready_session(now)

    with pytest.raises(ScheduleError, match="passed"):
        moved(session, (1, 4), now)


def test_a_note_is_seen_and_raises_the_sequence_but_writes_to_nobody(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)

    schedule.set_note(session=session, text="  Bring a mug.  ", now=now)

    assert session.note == "Bring a mug."
    assert session.sequence == 1
    assert waiting_kinds(person) == []


# Details


def test_more_places_bring_people_off_the_waiting_list(now):
    session = ready_session(now, places=1)
    make_booking(session=session, now=now)
    waiting = make_booking(session=session, email="jo@example.org", name="Jo", now=now)

    schedule.set_details(session=session, places=2, now=now)

    waiting.refresh_from_db()
    assert waiting.state == Booking.State.OFFERED


def test_fewer_places_take_nobody_off(now):
    session = ready_session(now, places=5)
    person = make_booking(session=session, now=now)

    schedule.set_details(session=session, places=0, now=now)

    person.refresh_from_db()
    assert person.state == Booking.State.BOOKED


def test_people_hear_of_another_room(now):
    session = ready_session(now, in_person=True, venue="The Hall, Ely")
    person = make_booking(session=session, mode="in-person", now=now)

    schedule.set_details(session=session, venue="The Library, Ely", now=now)

    assert waiting_kinds(person) == ["session-moved"]
    assert session.sequence == 1


def test_a_new_meeting_link_writes_to_nobody_and_stays_out_of_the_calendar(now):
    session = ready_session(now)
    person = make_booking(session=session, now=now)

    schedule.set_details(session=session, meeting_url="https://meet.example/secret", now=now)

    assert waiting_kinds(person) == []
    assert session.sequence == 0
    assert "secret" not in session.vevent


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"by_video": False, "by_phone": False, "in_person": False}, "at least one way"),
        ({"in_person": True, "venue": ""}, "where the room is"),
    ],
)
def test_a_date_needs_a_way_to_join_and_a_room_needs_an_address(details, words, now):
    session = ready_session(now)

    with pytest.raises(ScheduleError, match=words):
        schedule.set_details(session=session, now=now, **details)


# Who is told


def test_who_is_told_counts_mails_and_names_those_with_only_a_phone(now):
    session = make_session()
    for number in range(3):
        make_booking(session=session, email=f"p{number}@example.org", now=now)
    make_booking(session=session, name="Joan", email="", phone="01632 960 001", now=now)

    reach = schedule.audience_of(session)

    assert reach.total == 4
    assert reach.by_email == 3
    assert [(person.name, person.phone) for person in reach.phone_only] == [
        ("Joan", "01632 960 001")
    ]
    assert reach.sentence == "4 people: 3 by email, 1 has only a phone number."


@pytest.mark.parametrize(("state", "told"), [("booked", 1), ("offered", 1), ("lapsed", 0)])
def test_who_is_told_counts_nobody_who_gets_no_message(state, told, now, mailoutbox):
    session = ready_session(now)
    make_booking(session=session, now=now, state=state)
    Notice.objects.all().delete()
    assert schedule.audience_of(session).total == told

    schedule.cancel(session=session, reason="Snow", now=now)
    assert Notice.objects.count() == told
    send_due(now=now + timedelta(minutes=10))
    assert len(mailoutbox) == told


def test_who_is_told_says_when_there_is_nobody():
    assert "nobody to tell" in schedule.audience_of(make_session()).sentence


# A changed rule


def with_rule(series, repeat, **fields):
    """The series as a draft would have it."""
    draft = SeriesPage.objects.get(pk=series.pk)
    draft.rule = repeat.to_rule()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft


def publish(draft, now):
    draft.save()
    schedule.generate_sessions(series=draft, now=now)


FOUR_THURSDAYS = Repeat(on=NthWeekday(4, 3), count=4)


def test_a_plan_shows_what_a_changed_rule_adds_keeps_and_leaves(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)

    plan = schedule.plan_rule_change(with_rule(series, FOUR_THURSDAYS), now)

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

    year = schedule.plan_rule_change(with_rule(series, last_saturday), now).leaving
    few = schedule.plan_rule_change(
        with_rule(series, Repeat(on=NthWeekday(4, 3), every=12)), now
    ).leaving

    days = {
        str(item.session.occurrence_date): item.target and str(item.target.day) for item in year
    }
    assert len(days) == 11
    assert days["2027-04-28"] == "2027-04-24"
    later = schedule.plan_rule_change(
        with_rule(series, last_saturday), now - timedelta(days=25)
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


def test_a_date_whose_end_is_not_after_its_start_in_truth_is_refused(now):
    session = make_session()
    start = datetime(2027, 3, 28, 1, 30, tzinfo=LONDON)  # 2:30am: the clocks skip this hour
    end = datetime(2027, 3, 28, 2, 30, tzinfo=LONDON)

    with pytest.raises(ScheduleError):
        schedule.move(session=session, starts_at=start, ends_at=end, now=now)
    with pytest.raises(ScheduleError):
        schedule.add_session(series=session.series, starts_at=start, ends_at=end, now=now)


def test_a_plan_tells_bookings_and_edits_apart(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    january, february = series.sessions.order_by("starts_at")[:2]
    make_booking(session=january, now=now)
    SessionPage.objects.filter(pk=february.page_id).update(introduction="We talk about rest.")

    plan = schedule.plan_rule_change(with_rule(series, FOUR_THURSDAYS), now)

    first, second, third = plan.leaving[:3]
    assert (first.bookings, first.is_edited, first.usual) == (1, False, Choice.KEEP)
    assert Choice.REMOVE not in first.choices
    assert (second.bookings, second.is_edited, second.usual) == (0, True, Choice.KEEP)
    assert (third.bookings, third.is_edited, third.usual) == (0, False, Choice.REMOVE)


def test_dates_made_or_moved_by_hand_and_cancelled_dates_stay_whatever_the_rule_says(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    january, february = series.sessions.order_by("starts_at")[:2]
    moved(january, (1, 26), now)
    schedule.cancel(session=february, reason="Ill", now=now)
    schedule.add_session(
        series=series,
        starts_at=datetime(2027, 6, 1, 10, tzinfo=UTC),
        ends_at=datetime(2027, 6, 1, 11, tzinfo=UTC),
        now=now,
    )

    plan = schedule.plan_rule_change(with_rule(series, FOUR_THURSDAYS), now)

    assert len(plan.kept) == 3
    assert len(plan.leaving) == 2


def test_choices_are_carried_out_and_the_rest_of_the_year_follows_the_new_rule(now):
    series = monthly_series()
    schedule.generate_sessions(series=series, now=now)
    january, february, march, april = series.sessions.order_by("starts_at")[:4]
    for session in (january, february, march):
        make_booking(session=session, email=f"p{session.pk}@example.org", now=now)
    Notice.objects.update(sent_at=now)
    draft = with_rule(series, FOUR_THURSDAYS)
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
    draft = with_rule(series, FOUR_WEDNESDAYS, start_time=time(14), end_time=time(15))

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
    draft = with_rule(series, FOUR_THURSDAYS)
    choices = {
        item.session.pk: item.usual for item in schedule.plan_rule_change(draft, now).leaving
    }
    make_booking(session=series.sessions.order_by("starts_at").first(), now=now)

    with pytest.raises(ScheduleError, match="Look at the dates again"):
        schedule.apply_rule_change(series=draft, choices=choices, reason="", now=now)

    assert Session.objects.count() == 4


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "3",
        "3 was",
        "3 was on 20270127T103000Z",
        "3 is on 20270127T103000Z 20270127T120000Z",
        "3 were on 20270127T103000Z 20270127T120000Z",
    ],
)
def test_a_reason_that_tells_of_no_change_says_nothing_of_what_was_known(reason):
    assert LastAnnounced.from_dedupe_key(reason) is None


@pytest.mark.parametrize("is_on", [True, False])
@pytest.mark.parametrize("place_stands", [True, False])
def test_what_was_known_is_read_again_as_it_was_written(is_on, place_stands):
    known = LastAnnounced(
        is_on,
        datetime(2027, 1, 27, 10, 30, tzinfo=UTC),
        datetime(2027, 1, 27, 12, tzinfo=UTC),
        place_stands,
    )
    assert LastAnnounced.from_dedupe_key(known.as_dedupe_key(3)) == known


def test_a_message_waits_ten_minutes_unless_a_date_begins_within_the_hour(now):
    hour, minutes = timedelta(hours=1), timedelta(minutes=10)
    assert send_time(now + hour, now + 9 * hour, now=now) == now
    assert send_time(now + 9 * hour, now + hour, now=now) == now
    assert send_time(now + hour + timedelta(seconds=1), now=now) == now + minutes


def test_it_is_said_how_many_bookings_are_owed_a_message(now):
    session = make_session()
    assert announce_move(session, now) == 0
    for number in range(3):
        make_booking(session=session, email=f"{number}@example.org")
    assert announce_move(session, now) == 3


def announce_move(session, now):
    before = LastAnnounced.of(session)
    session.starts_at += timedelta(days=1)
    session.ends_at += timedelta(days=1)
    session.save()
    return announce(session=session, before=before, now=now)


@pytest.mark.parametrize(("hour", "days"), [(8, 4), (10, 4), (11, 3), (23, 3)])
def test_a_date_that_has_begun_today_is_neither_made_nor_planned(hour, days):
    """The first of four Wednesdays begins at half past ten."""
    moment = datetime(2027, 1, 27, hour, 30 if hour == 10 else 0, tzinfo=UTC) - timedelta(
        seconds=hour == 10
    )
    series = monthly_series()
    assert len(schedule.plan_rule_change(series, moment).added) == days
    assert len(schedule.generate_sessions(series=series, now=moment)) == days
    begun = monthly_series(title="Another", slug="another")
    at_the_start = datetime(2027, 1, 27, 10, 30, tzinfo=UTC)
    assert len(schedule.plan_rule_change(begun, at_the_start).added) == 3
    assert len(schedule.generate_sessions(series=begun, now=at_the_start)) == 3


def test_a_year_after_29_february_is_28_february():
    assert year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert year_after(date(2027, 2, 28)) == date(2028, 2, 28)


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


@pytest.mark.parametrize(
    "change",
    [
        lambda session: SessionPageTopic.objects.create(page=session.page, topic=topic("Money")),
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


def test_the_details_of_a_date_that_is_over_can_still_be_put_right(now):
    session = make_session(starts_at=now - timedelta(days=2))
    schedule.set_details(session=session, now=now, places=7)
    session.refresh_from_db()
    assert session.places == 7


@pytest.mark.parametrize(("before", "after"), [("A Hall", "B Hall"), ("B Hall", "A Hall")])
def test_another_room_is_told_whatever_it_is_called(before, after, now):
    session = make_session(in_person=True, venue=before)
    made = make_booking(session=session, mode="in-person")
    schedule.set_details(session=session, now=now, venue=after)
    assert made.notices.get(kind="session-moved").dedupe_key.endswith(" elsewhere")


def test_a_proposed_date_says_its_day_and_time_in_words():
    proposal = Pattern.of(monthly_series()).proposals(date(2027, 1, 27), date(2027, 1, 27))[0]
    assert proposal.day_words == "Wednesday 27 January 2027"
    assert proposal.when_words == "Wednesday 27 January 2027, 10:30am to 12 noon"
