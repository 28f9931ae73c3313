"""Answers that change no booking: another time, an invite passed on, an answer that is out of date."""

from datetime import timedelta

import pytest
from django.urls import reverse

from events import bookings as services
from events.emails.delivery import send_due
from events.models import Booking, OrganiserTask, UnresolvedReply
from events.rsvp.apply import Outcome
from events.rsvp.tasks import MANY, MOST_TASKS
from events.schedule import move
from tests.events.admin.helpers import login
from tests.events.calendar_replies import SHAPES, TRUSTED, answer, make_invited_booking

Kind = OrganiserTask.Kind
State = Booking.State
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BEN = "ben@example.net"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_mailbox(settings):
    settings.REPLIES_URL = "imaps://user:secret@mail.example/INBOX"
    settings.TRUSTED_AUTHSERV_ID = TRUSTED


def the_task():
    (task,) = OrganiserTask.objects.all()
    return task


def check_nothing_changed(booking):
    booking.refresh_from_db()
    assert (booking.state, booking.calendar_answer) == (State.BOOKED, "")
    assert booking.answered_at is None
    assert not UnresolvedReply.objects.exists()


def move_by_a_week(booking, now):
    session = booking.session
    starts = session.starts_at + 7 * DAY
    move(session=session, starts_at=starts, ends_at=starts + HOUR, now=now)
    send_due(now=now)
    session.refresh_from_db()


# Another time -------------------------------------------------------------------------------------

AFTERNOON = "DTSTART:20270706T130000Z\r\nDTEND:20270706T143000Z\r\n"


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if "thunderbird 153" not in shape])
@pytest.mark.parametrize("partstat", ["TENTATIVE", "DECLINED", "NEEDS-ACTION"])
def test_another_time_is_a_task_at_the_booking_with_the_time_in_the_uk(now, shape, partstat):
    booking = make_invited_booking(now)
    outcome = answer(booking, partstat, now, shape=shape, counter=AFTERNOON)

    assert outcome == Outcome.UNCLEAR
    check_nothing_changed(booking)
    task = the_task()
    assert (task.kind, task.booking, task.done_at) == (Kind.NEW_TIME, booking, None)
    assert task.words.startswith(
        "Ama Mensah asks in the calendar for another time: Tuesday 6 July 2027, 2pm to 3:30pm, UK time."
    )
    pressed = {"TENTATIVE": "They also pressed Maybe.", "DECLINED": "They also pressed No."}
    assert pressed.get(partstat, "We changed nothing.") in task.words


@pytest.mark.parametrize(
    ("counter", "when"),
    [
        ("DTSTART:20270706T130000\r\n", "Tuesday 6 July 2027, 1pm, UK time"),
        (
            "DTSTART;TZID=America/New_York:20270706T090000\r\nDURATION:PT1H\r\n",
            "Tuesday 6 July 2027, 2pm to 3pm, UK time",
        ),
        ("DTSTART;VALUE=DATE:20270706\r\n", "Tuesday 6 July 2027, without a time"),
        ("DTSTART:soon\r\n", "the email does not say when"),
        ("DTSTART:20270706T130000Z\r\nDTEND:20270705T130000Z\r\n", "2pm, UK time"),
        ("DTSTART:00010101T000000Z\r\n", "1 January 1, midnight, UK time"),
    ],
)
def test_each_way_to_say_a_time_is_said_in_words(now, counter, when):
    booking = make_invited_booking(now)
    assert answer(booking, "TENTATIVE", now, counter=counter) == Outcome.UNCLEAR
    assert when in the_task().words


def test_words_beside_another_time_reach_the_organisers_too(now):
    booking = make_invited_booking(now)
    answer(booking, "TENTATIVE", now, counter=AFTERNOON, text="I work in the morning")
    words = dict(OrganiserTask.objects.values_list("kind", "words"))
    assert set(words) == {Kind.REPLY_WORDS, Kind.NEW_TIME}
    assert words[Kind.REPLY_WORDS] == "I work in the morning"


def test_another_time_asked_for_in_their_name_is_told_with_its_reason(now):
    booking = make_invited_booking(now)
    outcome = answer(booking, "DECLINED", now, counter=AFTERNOON, head=[], text="Not there")

    assert outcome == Outcome.UNCLEAR
    check_nothing_changed(booking)
    task = the_task()
    assert "asks for another time (Tuesday 6 July 2027, 2pm to 3:30pm, UK time)" in task.words
    assert "could not tell that it really comes from Ama Mensah" in task.words
    assert "Not there" in task.words


# Passed on ----------------------------------------------------------------------------------------


def test_an_invite_that_is_passed_on_in_the_calendar_is_told_and_changes_nothing(now):
    booking = make_invited_booking(now)
    parameters = f'DELEGATED-TO="mailto:{BEN}"'
    assert answer(booking, "DELEGATED", now, parameters=parameters) == Outcome.UNCLEAR
    check_nothing_changed(booking)
    assert the_task().words.startswith(
        f"Ama Mensah passed the invite on in the calendar to {BEN}. That does not change a booking."
    )


@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"])
@pytest.mark.parametrize("parameters", ["", 'DELEGATED-FROM="mailto:ama@example.org"'])
def test_who_got_the_invite_from_somebody_changes_nothing_for_others(now, partstat, parameters):
    booking = make_invited_booking(now)
    outcome = answer(booking, partstat, now, attendee=BEN, parameters=parameters, text="Hello")

    assert outcome == Outcome.UNCLEAR
    check_nothing_changed(booking)
    words = the_task().words
    assert words.startswith("Somebody that we did not invite ")
    assert BEN in words
    assert "Hello" in words
    assert ("They answer for ama@example.org." in words) == bool(parameters)


def test_a_stranger_without_a_voucher_is_told_as_such(now):
    booking = make_invited_booking(now)
    assert answer(booking, "DECLINED", now, attendee=BEN, head=[]) == Outcome.UNCLEAR
    assert f"could not tell that it really comes from {BEN}" in the_task().words


# Out of date --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("partstat", "pressed"), [("ACCEPTED", "Yes"), ("TENTATIVE", "Maybe")])
def test_a_yes_to_an_older_invite_is_noted_at_the_booking_and_is_no_work(
    now, client, partstat, pressed
):
    booking = make_invited_booking(now)
    old = booking.session.sequence + booking.sequence
    move_by_a_week(booking, now)

    for _ in range(2):
        outcome = answer(booking, partstat, now + HOUR, stamp=now + MINUTE, sequence=old)
        assert outcome == Outcome.OUTDATED

    check_nothing_changed(booking)
    task = the_task()
    assert (task.kind, task.done_at) == (Kind.REPLY_LATE, now + HOUR)
    assert task.words.startswith(f"Ama Mensah pressed {pressed} in the calendar.")
    organiser = login(client, "Organisers")
    screen = organiser.get(reverse("sessions_admin:session", args=[booking.session_id])).text
    assert task.words in screen
    assert "(seen to)" not in screen
    assert task.words not in organiser.get(reverse("sessions_admin:arrange")).text


def test_an_earlier_yes_that_comes_late_is_noted(now):
    booking = make_invited_booking(now)
    answer(booking, "TENTATIVE", now)
    assert answer(booking, "ACCEPTED", now, stamp=now - MINUTE) == Outcome.OUTDATED
    assert the_task().kind == Kind.REPLY_LATE


def test_an_earlier_no_that_comes_late_is_asked_about_as_clocks_can_be_wrong(now):
    booking = make_invited_booking(now)
    answer(booking, "ACCEPTED", now)
    assert answer(booking, "DECLINED", now, stamp=now - MINUTE) == Outcome.UNCLEAR
    task = the_task()
    assert (task.kind, task.done_at) == (Kind.REPLY_UNCLEAR, None)
    assert "the calendar says that they pressed Yes after that" in task.words


@pytest.mark.parametrize("partstat", ["ACCEPTED", "TENTATIVE", "DECLINED"])
@pytest.mark.parametrize("earlier", [timedelta(), MINUTE])
def test_a_repeat_of_the_same_answer_is_the_only_quiet_one(now, partstat, earlier):
    booking = make_invited_booking(now)
    answer(booking, partstat, now)
    assert answer(booking, partstat, now, stamp=now - earlier) == Outcome.OUTDATED
    assert not OrganiserTask.objects.exists()


@pytest.mark.parametrize("partstat", ["ACCEPTED", "TENTATIVE"])
def test_a_yes_to_a_booking_that_is_cancelled_is_asked_about(now, partstat):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    send_due(now=now)

    assert answer(booking, partstat, now + MINUTE, sequence=0) == Outcome.UNCLEAR
    assert booking.state == State.CANCELLED
    assert "But this booking is cancelled." in the_task().words


def test_a_no_to_a_booking_that_is_cancelled_needs_nobody(now):
    booking = make_invited_booking(now)
    services.cancel(booking=booking, now=now)
    send_due(now=now)
    answer(booking, "DECLINED", now + MINUTE, sequence=0)
    assert not OrganiserTask.objects.open().exists()


# Very many ----------------------------------------------------------------------------------------


@pytest.mark.slow("1,000 answers")
def test_a_thousand_answers_of_one_sender_leave_a_list_that_can_be_read(now):
    booking = make_invited_booking(now)
    ben = make_invited_booking(now, session=booking.session, name="Ben", email="ben@example.org")
    for number in range(1_000):
        answer(
            booking,
            "ACCEPTED",
            now,
            stamp=now + number * timedelta(seconds=1),
            text=f"No. {number}",
        )
    assert answer(ben, "DECLINED", now, text="I am ill") == Outcome.CANCELLED

    own = OrganiserTask.objects.filter(booking=booking)
    assert own.count() == MOST_TASKS + 1
    assert own.last().words == MANY
    assert OrganiserTask.objects.get(booking=ben).words == "I am ill"


def test_after_very_many_answers_it_is_said_that_there_are_more(now):
    booking = make_invited_booking(now)
    for number in range(MOST_TASKS + 5):
        stamp = now + number * timedelta(seconds=1)
        answer(booking, "ACCEPTED", now, attendee=f"x{number}@example.net", stamp=stamp)
    assert OrganiserTask.objects.count() == MOST_TASKS + 1
    assert OrganiserTask.objects.last().words == MANY
    check_nothing_changed(booking)
    assert answer(booking, "DECLINED", now + DAY) == Outcome.CANCELLED  # still heard
