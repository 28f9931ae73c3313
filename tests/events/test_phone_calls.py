"""Calls to people without an email address: whom to phone, and the script."""

from datetime import timedelta

import pytest
import time_machine

from events import bookings, phone_calls, schedule
from events.emails.delivery import send_due
from events.emails.reminders import enqueue_reminders
from events.models import Notice
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def session(site):
    return make_session(places=20)


def test_only_the_last_story_is_told_on_the_phone(session, now):
    make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    Notice.objects.update(sent_at=now)
    schedule.cancel(session=session, reason="Ill", now=now)
    # The worker cannot mail her, so it dismisses the message.
    Notice.objects.open().update(dismissed_at=now + timedelta(minutes=11))
    schedule.restore(session=session, now=now + timedelta(hours=1))

    (call,) = phone_calls.calls_to_make(now=now + timedelta(hours=2))

    assert call.script == ("The session is on again.",)


def test_changes_within_ten_minutes_need_no_call(session, now):
    make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    Notice.objects.update(sent_at=now)

    schedule.cancel(session=session, reason="A mistake", now=now)
    assert phone_calls.calls_to_make(now=now + timedelta(minutes=5)) == []
    schedule.restore(session=session, now=now + timedelta(minutes=5))
    assert phone_calls.calls_to_make(now=now + timedelta(hours=1)) == []


def test_what_to_say_on_the_phone_is_what_is_true_when_it_is_said(site, now):
    session = make_session(places=1)
    first = make_booking(session=session, now=now)
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001", now=now)

    def say(moment):
        send_due(now=moment)  # it dismisses what cannot be mailed
        return [
            sentence for call in phone_calls.calls_to_make(now=moment) for sentence in call.script
        ]

    assert say(now) == ["They are on the waiting list."]
    bookings.cancel(booking=first, now=now)
    assert say(now) == ["A place is free for them. Ask if they want it."]
    later = now + timedelta(hours=97)
    bookings.lapse_offers(now=later)
    assert say(later) == [], "the place is somebody else's by now"
    bookings.accept_offer(booking=joan, now=later)
    assert say(later) == ["They have a place now."]
    day_before = session.starts_at - timedelta(hours=23)
    enqueue_reminders(now=day_before)
    schedule.move(
        session=session,
        starts_at=session.starts_at + timedelta(days=7),
        ends_at=session.ends_at + timedelta(days=7),
        now=day_before,
    )
    assert say(day_before + timedelta(hours=1)) == [
        "The session has another day, time or place.",
        "They have a place now.",
    ]


def test_someone_is_phoned_when_the_only_address_is_of_a_person_who_must_not_be_told(session, now):
    booking = make_booking(
        session=session,
        name="Sam Carer",
        email="",
        phone="01632 960 002",
        for_whom="other",
        people=(bookings.Attendee(name="Ama", email="ama@example.org"),),
        person_knows=False,
    )

    assert [call.booking for call in phone_calls.calls_to_make(now=now)] == [booking]
    assert [each.name for each in schedule.audience_of(session).phone_only] == ["Sam Carer"]


def test_nobody_is_phoned_who_has_an_address(session, now):
    make_booking(session=session, email="zebedee@example.org")
    schedule.cancel(session=session, reason="Ill", now=now)

    assert phone_calls.calls_to_make(now=now + timedelta(hours=1)) == []
