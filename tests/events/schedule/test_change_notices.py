"""Which messages a change of a session owes, to whom and when."""

from datetime import UTC, datetime, timedelta

import pytest

from events import bookings, schedule
from events.emails.delivery import send_due
from events.models import Booking, Notice
from events.schedule.change_notices import Audience, LastAnnounced, PhoneOnly, announce, send_time
from tests.events.schedule.helpers import (
    make_session_with_calendar,
    mark_sent,
    move_to,
    open_notice_kinds,
)
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


def test_cancelling_twice_owes_one_message(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)

    schedule.cancel(session=session, reason="Ill", now=now)
    schedule.cancel(session=session, reason="The host is ill.", now=now + timedelta(hours=1))

    assert open_notice_kinds(person) == ["session-cancelled"]


def test_people_who_cancelled_their_booking_hear_nothing_more(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)
    bookings.cancel(booking=person, now=now)

    schedule.cancel(session=session, reason="Ill", now=now)

    assert open_notice_kinds(person) == []


def test_people_on_the_waiting_list_hear_of_a_cancellation(now):
    session = make_session_with_calendar(now, places=1)
    make_booking(session=session, now=now)
    waiting = make_booking(session=session, email="jo@example.org", name="Jo", now=now)
    assert waiting.state == Booking.State.WAITING

    schedule.cancel(session=session, reason="Ill", now=now)

    assert open_notice_kinds(waiting) == ["session-cancelled"]


def test_a_cancellation_that_is_undone_within_ten_minutes_tells_nobody(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)

    schedule.cancel(session=session, reason="A mistake", now=now)
    schedule.restore(session=session, now=now + timedelta(minutes=5))

    assert open_notice_kinds(person) == []
    assert not session.is_cancelled
    assert session.cancel_reason == ""
    assert session.sequence == 2


def test_a_restored_date_is_announced_when_people_have_heard_of_the_cancellation(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)
    schedule.cancel(session=session, reason="Ill", now=now)
    mark_sent(person, now)

    schedule.restore(session=session, now=now + timedelta(hours=1))

    assert open_notice_kinds(person) == ["session-restored"]


def test_people_who_think_it_begins_soon_are_told_at_once_of_a_second_change_too(now):
    session = make_session_with_calendar(now)
    booking = make_booking(session=session, now=now)
    soon = session.starts_at - timedelta(minutes=65)
    move_to(session, (2, 3), soon)
    assert Notice.objects.get(booking=booking, kind="session-moved").due_at > soon

    move_to(session, (2, 10), soon + timedelta(minutes=9))

    notice = Notice.objects.get(booking=booking, kind="session-moved")
    assert notice.due_at == soon + timedelta(minutes=9)


def test_several_moves_within_ten_minutes_owe_one_message(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)

    move_to(session, (2, 3), now)
    move_to(session, (2, 4), now + timedelta(minutes=4))
    move_to(session, (2, 5), now + timedelta(minutes=8))

    assert open_notice_kinds(person) == ["session-moved"]
    notice = Notice.objects.open().get(booking=person, kind="session-moved")
    assert notice.due_at == now + timedelta(minutes=18)


def test_a_date_that_is_moved_and_moved_back_within_ten_minutes_tells_nobody(now):
    session = make_session_with_calendar(now)
    starts_at, ends_at = session.starts_at, session.ends_at
    person = make_booking(session=session, now=now)

    move_to(session, (2, 3), now)
    schedule.move(session=session, starts_at=starts_at, ends_at=ends_at, now=now)

    assert open_notice_kinds(person) == []


def test_a_move_and_a_cancellation_within_ten_minutes_owe_the_cancellation_only(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)

    move_to(session, (2, 3), now)
    schedule.cancel(session=session, reason="Ill", now=now + timedelta(minutes=3))

    assert open_notice_kinds(person) == ["session-cancelled"]


def test_a_cancelled_date_that_is_restored_and_moved_is_announced_once_as_on_again(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)
    schedule.cancel(session=session, reason="Ill", now=now)
    mark_sent(person, now)

    later = now + timedelta(hours=2)
    schedule.restore(session=session, now=later)
    move_to(session, (2, 3), later)

    assert open_notice_kinds(person) == ["session-restored"]


def test_a_message_that_is_being_sent_is_not_taken_back(now):
    session = make_session_with_calendar(now)
    person = make_booking(session=session, now=now)
    schedule.cancel(session=session, reason="Ill", now=now)
    Notice.objects.open().filter(booking=person).update(claimed_until=now + timedelta(minutes=10))

    schedule.restore(session=session, now=now + timedelta(minutes=1))

    assert open_notice_kinds(person) == ["session-cancelled", "session-restored"]


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
    session = make_session_with_calendar(now)
    make_booking(session=session, now=now, state=state)
    Notice.objects.all().delete()
    assert schedule.audience_of(session).total == told

    schedule.cancel(session=session, reason="Snow", now=now)
    assert Notice.objects.count() == told
    send_due(now=now + timedelta(minutes=10))
    assert len(mailoutbox) == told


def test_who_is_told_says_when_there_is_nobody():
    assert "nobody to tell" in schedule.audience_of(make_session()).sentence


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
@pytest.mark.parametrize("number_stands", [True, False])
@pytest.mark.parametrize("link_stands", [True, False])
def test_what_was_known_is_read_again_as_it_was_written(
    is_on, place_stands, number_stands, link_stands, now
):
    known = LastAnnounced(
        is_on,
        datetime(2027, 1, 27, 10, 30, tzinfo=UTC),
        datetime(2027, 1, 27, 12, tzinfo=UTC),
        place_stands,
        number_stands,
        link_stands,
    )
    key = known.as_dedupe_key(123, now)
    assert LastAnnounced.from_dedupe_key(key) == known
    assert len(key) <= Notice._meta.get_field("dedupe_key").max_length


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


@pytest.mark.parametrize(
    ("calls", "words"),
    [
        (1, "2 people: 1 by email, 1 has only a phone number."),
        (2, "3 people: 1 by email, 2 have only a phone number."),
        (0, "1 person: 1 by email."),
    ],
)
def test_how_many_must_be_phoned_is_said_in_good_english(calls, words):
    phone_only = tuple(PhoneOnly(number, "Jo", "01632 960 001") for number in range(calls))
    assert Audience(by_email=1, phone_only=phone_only).sentence == words
