"""Cancel, restore and move a session; its note and its details."""

from datetime import timedelta

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry

from events import schedule
from events.models import Booking, Notice, SessionPage, SessionPageTopic
from events.schedule import ScheduleError
from hub.models import Area
from tests.events.schedule.helpers import (
    make_session_with_calendar,
    mark_sent,
    monthly_series,
    move_to,
    open_notice_kinds,
)
from tests.events.subscription_factories import make_topic
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


def test_cancelling_a_date_keeps_its_reason_raises_the_sequence_and_owes_a_message(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)
    mark_sent(person, now)

    schedule.cancel(session=session, reason="The host is ill.", now=now)

    assert session.is_cancelled
    assert session.cancel_reason == "The host is ill."
    assert session.sequence == 1
    notice = Notice.objects.get(booking=person, kind=Notice.Kind.SESSION_CANCELLED)
    assert notice.due_at == now + timedelta(minutes=10)
    assert notice.dedupe_key.startswith("1 ")


def test_moving_a_date_changes_its_day_and_address_and_leads_from_the_old_one(now, client):
    session = make_session_with_calendar(now)
    old_url = session.page.get_url()
    old_uid = session.uid

    move_to(session, (2, 3), now)

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
    session = make_session_with_calendar(now)
    SessionPageTopic.objects.create(page=session.page, topic=make_topic("Money"))
    for each in range(number):
        mark_sent(make_booking(session=session, email=f"{each}@example.org", now=now), now)

    # Measured, with savepoints and nothing cached: 23, and 26 when a first move is still unsent.
    with django_assert_max_num_queries(23):
        move_to(session, (2, 3), now)
    with django_assert_max_num_queries(26):
        move_to(session, (2, 4), now)

    assert Notice.objects.open().filter(kind="session-moved").count() == number


def test_a_moved_date_keeps_its_place_in_the_indexes(now):
    make_area = Area.objects.create(name="Norfolk", slug="norfolk")
    [first, *_] = schedule.generate_sessions(series=monthly_series(area=make_area), now=now)

    move_to(first.session, (2, 3), now)

    assert SessionPage.objects.get(pk=first.pk).slug == "2027-02-03"
    entries = IndexEntry.objects.filter(object_id=str(first.pk), title=first.title)
    assert entries.filter(content_type=first.content_type_id).count() == 1
    assert ReferenceIndex.get_references_to(make_area).filter(object_id=str(first.pk)).count() == 1


def test_the_old_booking_and_calendar_addresses_lead_to_the_new_ones(now, client):
    session = make_session_with_calendar(now)
    old_url = session.page.get_url()

    move_to(session, (2, 3), now)

    new_url = SessionPage.objects.get(pk=session.page_id).get_url()
    assert client.get(f"{old_url}book/").url == f"{new_url}book/"
    assert client.get(f"{old_url}calendar.ics").url == f"{new_url}calendar.ics"


def test_a_date_that_is_moved_back_has_its_first_address_again(now, client):
    session = make_session_with_calendar(now)
    first_url = session.page.get_url()

    move_to(session, (2, 3), now)
    second_url = SessionPage.objects.get(pk=session.page_id).get_url()
    move_to(session, (1, 27), now, hour=10)

    assert SessionPage.objects.get(pk=session.page_id).get_url() == first_url
    assert client.get(first_url).status_code == 200
    assert client.get(second_url).url == first_url
    assert not Redirect.objects.filter(old_path=first_url.rstrip("/")).exists()


def test_another_time_on_the_same_day_keeps_the_address(now):
    session = make_session_with_calendar(now)

    move_to(session, (1, 27), now, hour=15)

    assert SessionPage.objects.get(pk=session.page_id).slug == "2027-01-27"
    assert not Redirect.objects.exists()


def test_a_session_that_is_over_cannot_be_cancelled_or_restored(now):
    session = make_session_with_calendar(now, starts_at=now - timedelta(days=7))

    with pytest.raises(ScheduleError, match="over"):
        schedule.cancel(session=session, reason="Ill", now=now)
    with pytest.raises(ScheduleError, match="over"):
        schedule.restore(session=session, now=now)


def test_a_date_cannot_be_moved_into_the_past(now):
    session = make_session_with_calendar(now)

    with pytest.raises(ScheduleError, match="passed"):
        move_to(session, (1, 4), now)


def test_a_note_is_seen_and_raises_the_sequence_but_writes_to_nobody(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)

    schedule.set_note(session=session, text="  Bring a mug.  ", now=now)

    assert session.note == "Bring a mug."
    assert session.sequence == 1
    assert open_notice_kinds(person) == []


def test_more_places_bring_people_off_the_waiting_list(now):
    session = make_session_with_calendar(now, places=1)
    make_booking(session=session, now=now)
    waiting = make_booking(session=session, email="jo@example.org", name="Jo", now=now)

    schedule.set_details(session=session, places=2, now=now)

    waiting.refresh_from_db()
    assert waiting.state == Booking.State.OFFERED


def test_fewer_places_take_nobody_off(now):
    session = make_session_with_calendar(now, places=5)
    person = make_booking(session=session, now=now)

    schedule.set_details(session=session, places=0, now=now)

    person.refresh_from_db()
    assert person.state == Booking.State.BOOKED


def test_people_hear_of_another_room(now):
    session = make_session_with_calendar(now, in_person=True, venue="The Hall, Ely")
    person = make_booking(session=session, mode="in-person", now=now)

    schedule.set_details(session=session, venue="The Library, Ely", now=now)

    assert open_notice_kinds(person) == ["session-moved"]
    assert session.sequence == 1


def test_a_new_meeting_link_writes_to_nobody_and_stays_out_of_the_calendar(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)

    schedule.set_details(session=session, meeting_url="https://meet.example/secret", now=now)

    assert open_notice_kinds(person) == []
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
    session = make_session_with_calendar(now)

    with pytest.raises(ScheduleError, match=words):
        schedule.set_details(session=session, now=now, **details)


def test_the_details_of_a_date_that_is_over_can_still_be_put_right(now):
    session = make_session(starts_at=now - timedelta(days=2))
    schedule.set_details(session=session, now=now, places=7)
    session.refresh_from_db()
    assert session.places == 7


@pytest.mark.parametrize(("before", "after"), [("A Hall", "B Hall"), ("B Hall", "A Hall")])
def test_another_room_is_told_whatever_it_is_called(before, after, now):
    session = make_session(in_person=True, venue=before)
    booking = make_booking(session=session, mode="in-person")
    schedule.set_details(session=session, now=now, venue=after)
    assert booking.notices.get(kind="session-moved").dedupe_key.endswith(" elsewhere")
