"""Whoever arranges something hears when it is not needed any more."""

from datetime import date, timedelta

import pytest
import time_machine

from events import bookings, schedule
from events.bookings.access_needs import answer
from events.bookings.tasks import complete_task
from events.models import AccessNeed, Notice, OrganiserTask
from events.privacy import retention
from hub.models import User
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db

State = AccessNeed.State


@pytest.fixture(autouse=True)
def frozen(now):
    with time_machine.travel(now, tick=False):
        yield now


@pytest.fixture
def session(site):
    return make_session(places=20, in_person=True, venue="The Hall, Ely")


@pytest.fixture
def interpreter():
    return make_option("A BSL interpreter", notice_days=10)


@pytest.fixture
def booking(session, interpreter):
    return make_booking(
        session=session,
        name="Zebedee Quill",
        needs=(interpreter, make_option("More breaks"), "Zebedee's own cushion"),
    )


def tasks():
    return list(OrganiserTask.objects.open().values_list("words", flat=True))


def set_state(state, **needs):
    AccessNeed.objects.filter(**needs).update(state=state, answer="Mo comes.")


def call_off(now):
    user, _ = User.objects.get_or_create(username="organiser")
    assert complete_task(task=OrganiserTask.objects.get(), user=user, now=now)


def test_a_cancelled_booking_tells_what_was_arranged_without_name_or_own_words(booking, now):
    set_state(State.IN_PLACE)

    bookings.cancel(booking=booking, now=now)
    bookings.cancel(booking=booking, now=now)  # nothing more

    task = OrganiserTask.objects.get()
    assert task.kind == OrganiserTask.Kind.ARRANGEMENT_ENDED
    assert (task.session, task.booking) == (booking.session, None)
    assert task.due_on == date(2027, 1, 27)
    assert task.words == (
        "A booking was cancelled.\nA BSL interpreter: 1 person\nMore breaks: 1 person\n"
        "Something in their own words: 1 person"
    )


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.ASKED, ["A BSL interpreter"]),  # somebody may have begun to look for one
        (State.TALK, ["A BSL interpreter"]),
        (State.ARRANGING, ["A BSL interpreter", "More breaks", "Something in their own words"]),
    ],
)
def test_what_nobody_has_begun_to_arrange_is_not_told(state, told, booking, now):
    set_state(state)

    bookings.cancel(booking=booking, now=now)

    (words,) = tasks()
    assert [line.removesuffix(": 1 person") for line in words.splitlines()[1:]] == told


def test_the_task_names_the_organisers_who_see_to_it(booking, now):
    olu = User.objects.create_user("olu", "olu@example.org", "x", first_name="Olu")
    AccessNeed.objects.update(owner=olu)
    set_state(State.ARRANGING)

    bookings.cancel(booking=booking, now=now)

    (words,) = tasks()
    assert words.endswith("\nWho does it: Olu")


def test_a_booking_with_nothing_arranged_ends_without_a_task(session, now):
    bookings.cancel(booking=make_booking(session=session, needs=("Tea",)), now=now)

    assert tasks() == []


def test_an_erased_booking_leaves_the_task_and_nothing_of_the_person(booking, now):
    set_state(State.ARRANGING)

    retention.erase(booking=booking, now=now)

    (words,) = tasks()
    assert "A BSL interpreter: 1 person" in words
    assert "Zebedee" not in words


def test_a_person_who_is_taken_out_and_a_need_that_is_taken_back_are_told(
    session, interpreter, now
):
    asks = (bookings.AccessRequest(option=interpreter), bookings.AccessRequest(words="A lift"))
    booking = make_booking(
        session=session,
        people=(bookings.Attendee(name="Ama", asks=asks), bookings.Attendee(name="Ben", asks=asks)),
    )
    set_state(State.IN_PLACE)

    bookings.change(booking=booking, people=[bookings.Attendee(name="Ama", asks=asks[:1])], now=now)

    assert tasks() == [
        "Someone does not ask for this any more.\n"
        "Something in their own words: 2 people\nA BSL interpreter: 1 person"
    ]
    assert AccessNeed.objects.count() == 1
    bookings.change(booking=booking, people=[bookings.Attendee(name="Ama", asks=asks[:1])], now=now)
    assert len(tasks()) == 1, "nothing has ended"


def test_what_belongs_to_the_room_is_told_when_its_person_joins_from_home(session, now):
    ramp = make_option("A ramp", by_video=False, by_phone=False)
    booking = make_booking(session=session, needs=(ramp, "Tea"), mode="in-person")
    set_state(State.IN_PLACE)

    bookings.change(booking=booking, mode="video", now=now)
    bookings.change(booking=booking, mode="phone", now=now)

    assert tasks() == ["Someone does not come to the room any more.\nA ramp: 1 person"]


def test_a_cancelled_session_tells_all_that_was_arranged_once(session, booking, interpreter, now):
    make_booking(session=session, name="Jo", email="jo@example.org", needs=(interpreter,))
    gone = make_booking(session=session, name="Kim", email="kim@example.org", needs=("Tea",))
    bookings.cancel(booking=gone, now=now)

    schedule.cancel(session=session, reason="Ill", now=now)
    schedule.cancel(session=session, reason="Very ill", now=now)
    session.refresh_from_db()
    bookings.cancel(booking=booking, now=now)

    assert tasks() == ["The date is cancelled.\nA BSL interpreter: 2 people"]


def test_what_is_taken_back_at_once_leaves_no_task(session, booking, now):
    set_state(State.IN_PLACE)

    bookings.cancel(booking=booking, now=now)
    bookings.undo_cancel(booking=booking, now=now)
    assert tasks() == []
    schedule.cancel(session=session, reason="Ill", now=now)
    schedule.restore(session=session, now=now)

    assert tasks() == []
    assert set(AccessNeed.objects.values_list("state", "answer")) == {("in-place", "Mo comes.")}


def test_what_was_called_off_before_a_booking_came_back_is_asked_for_anew(booking, now):
    set_state(State.IN_PLACE)
    Notice.objects.update(sent_at=now)
    bookings.cancel(booking=booking, now=now)
    call_off(now)

    bookings.undo_cancel(booking=booking, now=now + timedelta(minutes=5))

    assert set(AccessNeed.objects.values_list("state", "answer")) == {("asked", "")}
    assert Notice.objects.open().filter(kind=Notice.Kind.ORGANISER_NEEDS).exists()


def test_what_was_called_off_before_a_session_was_put_on_again_is_asked_for_anew(
    session, booking, now
):
    set_state(State.IN_PLACE)
    schedule.cancel(session=session, reason="Ill", now=now)
    call_off(now)

    schedule.restore(session=session, now=now)

    assert set(AccessNeed.objects.values_list("state", flat=True)) == {"asked"}


def test_a_second_undo_asks_nothing_anew_that_was_not_called_off(booking, now):
    set_state(State.IN_PLACE)
    bookings.cancel(booking=booking, now=now)
    call_off(now)
    bookings.undo_cancel(booking=booking, now=now)
    for need in AccessNeed.objects.all():
        answer(need=need, state="in-place", words="Mo comes again.", now=now)

    bookings.cancel(booking=booking, now=now)
    bookings.undo_cancel(booking=booking, now=now)

    assert set(AccessNeed.objects.values_list("state", flat=True)) == {"in-place"}


def test_a_booking_that_waited_and_comes_back_takes_its_task_back(site, interpreter, now):
    session = make_session(places=1)
    make_booking(session=session)
    waiting = make_booking(session=session, email="jo@example.org", needs=(interpreter,))
    bookings.cancel(booking=waiting, now=now)
    assert len(tasks()) == 1

    bookings.undo_cancel(booking=waiting, now=now)

    assert tasks() == []


def test_a_moved_session_tells_what_was_booked_for_the_old_time(session, booking, now):
    set_state(State.IN_PLACE)

    def move(day):
        starts_at = session.starts_at.replace(day=day)
        ends_at = session.ends_at.replace(day=day)
        schedule.move(session=session, starts_at=starts_at, ends_at=ends_at, now=now)

    move(27)
    assert tasks() == [], "nothing has moved"
    move(28)

    assert tasks() == [
        "The date has moved. It was: Wednesday 27 January 2027, 10:30am to 12 noon. Look at what you "
        "booked for that time.\nA BSL interpreter: 1 person\nSomething in their own words: 1 person"
    ]
