"""Calls to people without an email address: whom to phone, and the script."""

from datetime import timedelta

import pytest
import time_machine

from events import bookings, phone_calls, schedule
from events.bookings import access_needs
from events.emails.delivery import send_due
from events.emails.reminders import enqueue_reminders
from events.models import AccessNeed, Notice
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


def make_joan(session, now, **fields):
    joan = make_booking(
        session=session, name="Joan Webb", email="", phone="01632 960 001", now=now, **fields
    )
    phone_calls.mark_called(booking=joan, now=now)
    return joan


def test_an_answer_is_read_out_with_its_state_and_its_words(session, now):
    make_joan(session, now, needs=("A lift", "A quiet corner"))
    lift, corner = AccessNeed.objects.order_by("pk")
    later = now + timedelta(minutes=1)
    access_needs.answer(need=lift, state="talk", words="Is ten too early?", now=later)
    access_needs.answer(need=corner, state="in-place", words="", now=later)

    (call,) = phone_calls.calls_to_make(now=later + timedelta(hours=1))

    assert call.script == ("We have answered what they asked for.",)
    assert [(each.whose, each.words, each.state, each.answer) for each in call.answers] == [
        ("Joan Webb", "A lift", "We would like to talk to you about it.", "Is ten too early?"),
        ("Joan Webb", "A quiet corner", "It is in place.", ""),
    ]


def test_only_what_was_answered_since_the_last_call_is_read_out(session, now):
    joan = make_joan(session, now, needs=("A lift", "A quiet corner"))
    lift, corner = AccessNeed.objects.order_by("pk")
    access_needs.answer(need=lift, state="in-place", words="", now=now)
    later = now + timedelta(hours=1)
    send_due(now=later)  # it dismisses what cannot be mailed
    phone_calls.mark_called(booking=joan, now=later)
    assert not phone_calls.calls_to_make(now=later)
    after = later + timedelta(minutes=1)
    access_needs.answer(need=corner, state="arranging", words="", now=after)
    assert not phone_calls.calls_to_make(now=after + timedelta(hours=2)), "once a day"

    (call,) = phone_calls.calls_to_make(now=now.replace(day=now.day + 1, hour=8))

    assert [each.words for each in call.answers] == ["A quiet corner"]


def test_a_changed_booking_is_read_out_as_it_is_and_as_it_was(session, now):
    joan = make_joan(session, now, mode="video")
    bookings.change(
        booking=joan, mode="phone", people=[bookings.Attendee(name="Joan Moss")], now=now
    )

    (call,) = phone_calls.calls_to_make(now=now + timedelta(minutes=4))

    assert call.script == (
        "We have kept the change of their booking.",
        "It is for: Joan Moss. They join: by phone.",
    )
    assert [(each.what, each.before, each.now) for each in call.changes] == [
        ("How you join", "By video", "By phone")
    ]
    assert call.answers == ()


def test_a_moved_session_is_read_out_with_its_old_and_its_new_day(session, now):
    make_joan(session, now)
    day = timedelta(days=1)
    schedule.move(
        session=session, starts_at=session.starts_at + day, ends_at=session.ends_at + day, now=now
    )

    (call,) = phone_calls.calls_to_make(now=now + timedelta(minutes=11))

    (change,) = call.changes
    assert change.before.startswith("Wednesday 27 January 2027")
    assert change.now.startswith("Thursday 28 January 2027")


def test_why_a_session_is_cancelled_is_read_out(session, now):
    make_joan(session, now)
    schedule.cancel(session=session, reason="The hall is flooded.", now=now)

    (call,) = phone_calls.calls_to_make(now=now + timedelta(minutes=11))

    assert call.script == ("The session is cancelled.", "Why: The hall is flooded.")


def test_who_an_organiser_cancelled_is_on_the_list_until_told(session, now):
    joan = make_joan(session, now)
    bookings.cancel(booking=joan, now=now, by_organiser=True)
    send_due(now=now)

    (call,) = phone_calls.calls_to_make(now=now)
    assert (call.booking, call.script) == (joan, ("Their booking is cancelled.",))
    phone_calls.mark_called(booking=joan, now=now)
    assert phone_calls.calls_to_make(now=now) == []


def test_who_cancelled_themselves_or_came_back_is_not_phoned_about_it(session, now):
    bookings.cancel(booking=make_joan(session, now), now=now)
    back = make_joan(session, now)
    bookings.cancel(booking=back, now=now, by_organiser=True)
    bookings.undo_cancel(booking=back, now=now)

    (call,) = phone_calls.calls_to_make(now=now)
    assert (call.booking, call.script) == (
        back,
        ("They have a place. Tell them how to join, and their code.",),
    )
