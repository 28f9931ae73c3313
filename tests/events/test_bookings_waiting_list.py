"""The waiting list: the table of states, and who is offered what and when."""

from datetime import UTC, datetime, timedelta

import pytest

from events import bookings, phone_calls, schedule
from events.bookings import Attendee, BookingError
from events.bookings.notices import waking_hours
from events.bookings.state_machine import Event, State, next_state
from events.models import Notice
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def kinds(made):
    return list(made.notices.order_by("pk").values_list("kind", flat=True))


def state_of(made):
    made.refresh_from_db()
    return made.state


@pytest.fixture
def full(now):
    """A session with one place, its holder, and two people who wait in turn."""
    session = make_session(places=1)
    holder = make_booking(session=session, name="Holder", email="h@example.org", now=now)
    first = make_booking(session=session, name="First", email="f@example.org", now=now + MINUTE)
    second = make_booking(
        session=session, name="Second", email="s@example.org", now=now + 2 * MINUTE
    )
    return session, holder, first, second


# The table ----------------------------------------------------------------------------------------

B, W, F, L, C = State.BOOKED, State.WAITING, State.OFFERED, State.LAPSED, State.CANCELLED
NO = None
REFUSALS = {
    B: "already_booked",
    W: "not_offered",
    F: "already_waiting",
    L: "offer_ended",
    C: "is_cancelled",
}
EXPECTED = {
    #                  booked waiting offered lapsed cancelled
    Event.OFFER: (NO, F, F, NO, NO),
    Event.TAKE: (B, B, B, B, NO),
    Event.MORE_TIME: (NO, NO, F, NO, NO),
    Event.LAPSE: (NO, NO, L, L, NO),
    Event.CALL_OFF: (NO, NO, W, NO, NO),
    Event.CANCEL: (C, C, C, C, C),
    Event.UNDO: (NO, NO, NO, NO, B),
    Event.WAIT: (NO, W, NO, W, W),
}


@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize(("index", "state"), list(enumerate((B, W, F, L, C))))
def test_every_event_in_every_state_leads_where_the_table_says(event, index, state):
    target = EXPECTED[event][index]
    if target is NO:
        with pytest.raises(BookingError) as refusal:
            next_state(state, event)
        assert refusal.value.code == ("not_cancelled" if event == Event.UNDO else REFUSALS[state])
    else:
        assert next_state(state, event) == target


def in_state(state, now):
    """Make a booking in this state through the services, beside one free place that nobody else wants."""
    session = make_session(places=1)
    if state == B:
        return make_booking(session=session, now=now)
    holder = make_booking(session=session, now=now)
    booking = make_booking(session=session, now=now)
    if state in (F, L):
        bookings.cancel(booking=holder, now=now)
    if state == L:
        bookings.lapse_offers(now=now + timedelta(hours=48))
    if state == C:
        bookings.cancel(booking=booking, now=now)
    booking.refresh_from_db()
    assert booking.state == state
    return booking


ACTS = {
    Event.TAKE: bookings.accept_offer,
    Event.MORE_TIME: bookings.extend_offer,
    Event.CANCEL: bookings.cancel,
    Event.UNDO: bookings.undo_cancel,
    Event.WAIT: bookings.rejoin_waiting_list,
}
# What the services do with a table row: (state afterwards) or the code of the refusal.
SERVED = {
    (B, Event.TAKE): B,
    (B, Event.MORE_TIME): "already_booked",
    (B, Event.CANCEL): C,
    (B, Event.UNDO): "already_booked",
    (B, Event.WAIT): "already_booked",
    (W, Event.TAKE): "not_offered",
    (W, Event.MORE_TIME): "not_offered",
    (W, Event.CANCEL): C,
    (W, Event.UNDO): "undo_too_late",
    (W, Event.WAIT): W,
    (F, Event.TAKE): B,
    (F, Event.MORE_TIME): F,
    (F, Event.CANCEL): C,
    (F, Event.UNDO): "already_waiting",
    (F, Event.WAIT): "already_waiting",
    (L, Event.TAKE): B,
    (L, Event.MORE_TIME): "offer_ended",
    (L, Event.CANCEL): C,
    (L, Event.UNDO): "undo_too_late",
    (L, Event.WAIT): F,  # the free place is offered at once
    (C, Event.TAKE): "is_cancelled",
    (C, Event.MORE_TIME): "is_cancelled",
    (C, Event.CANCEL): C,
    (C, Event.UNDO): W,
    (C, Event.WAIT): W,
}


@pytest.mark.parametrize(("state", "event"), SERVED)
def test_every_act_in_every_state_is_done_or_refused_and_told_once(state, event, now):
    made = in_state(state, now)
    before = set(made.notices.values_list("pk", flat=True))
    expected = SERVED[state, event]
    if not isinstance(expected, State):
        with pytest.raises(BookingError) as refusal:
            ACTS[event](booking=made, now=now)
        assert refusal.value.code
        assert state_of(made) == state
        assert set(made.notices.values_list("pk", flat=True)) == before
        return
    ACTS[event](booking=made, now=now)
    assert state_of(made) == expected
    told = made.notices.exclude(pk__in=before).values_list("kind", flat=True)
    moves = {
        (F, B): ["promoted"],
        (L, B): ["promoted"],
        (L, F): ["offer"],
        (C, W): ["waiting"],
    }
    silent = state == expected
    assert list(told) == ([] if silent else moves.get((state, expected), ["cancellation"]))


# Offers -------------------------------------------------------------------------------------------


def test_a_free_place_is_offered_to_the_first_in_line(full, now):
    _, holder, first, second = full
    bookings.cancel(booking=holder, now=now + HOUR)

    assert (state_of(first), state_of(second)) == ("offered", "waiting")
    assert first.offered_until == now + HOUR + timedelta(hours=48)
    assert kinds(first) == ["waiting", "offer"]
    assert bookings.capacity_of(first.session).all_left == 0  # it is kept for them


def test_a_newcomer_does_not_get_a_place_that_is_offered(full, now):
    session, holder, *_ = full
    bookings.cancel(booking=holder, now=now + HOUR)

    assert make_booking(session=session, now=now + HOUR).state == "waiting"


def test_taking_an_offer_gives_the_place_and_says_so(full, now):
    _, holder, first, _ = full
    bookings.cancel(booking=holder, now=now + HOUR)
    taken = bookings.accept_offer(booking=first, now=now + 2 * HOUR)
    bookings.accept_offer(booking=first, now=now + 2 * HOUR)

    assert (taken.state, taken.offered_until, taken.waiting_since) == ("booked", None, None)
    assert kinds(first) == ["waiting", "offer", "promoted"]


def test_declining_passes_the_place_to_the_next(full, now):
    _, holder, first, second = full
    bookings.cancel(booking=holder, now=now + HOUR)
    bookings.cancel(booking=first, now=now + HOUR)

    assert (state_of(first), state_of(second)) == ("cancelled", "offered")


def test_an_offer_nobody_answers_goes_to_the_next_and_does_not_come_back(full, now):
    _, holder, first, second = full
    bookings.cancel(booking=holder, now=now)
    soon = now + timedelta(hours=48)
    assert bookings.lapse_offers(now=soon - MINUTE) == []
    assert bookings.lapse_offers(now=soon) == [second]
    assert (state_of(first), state_of(second)) == ("lapsed", "offered")

    bookings.lapse_offers(now=soon + timedelta(hours=48))
    assert (state_of(first), state_of(second)) == ("lapsed", "lapsed")
    assert bookings.lapse_offers(now=soon + timedelta(hours=96)) == []


def test_who_answered_late_may_wait_again_at_the_end(full, now):
    session, holder, first, second = full
    bookings.cancel(booking=holder, now=now)
    later = now + timedelta(hours=48)
    bookings.lapse_offers(now=later)

    with pytest.raises(BookingError) as refusal:
        bookings.accept_offer(booking=first, now=later)
    assert refusal.value.code == "offer_ended"
    assert bookings.rejoin_waiting_list(booking=first, now=later).state == "waiting"
    third = make_booking(session=session, now=later + MINUTE)
    bookings.cancel(booking=second, now=later + HOUR)
    assert (state_of(first), state_of(third)) == ("offered", "waiting")


def test_more_time_is_given_once(full, now):
    _, holder, first, _ = full
    bookings.cancel(booking=holder, now=now)
    longer = bookings.extend_offer(booking=first, now=now + HOUR)

    assert longer.offered_until == now + timedelta(hours=96)
    with pytest.raises(BookingError) as refusal:
        bookings.extend_offer(booking=first, now=now + HOUR)
    assert refusal.value.code == "more_time_used"
    bookings.lapse_offers(now=now + timedelta(hours=49))
    assert state_of(first) == "offered"


def test_more_time_ends_before_the_session(full, now):
    session, holder, first, _ = full
    near = session.starts_at - timedelta(hours=50)
    bookings.cancel(booking=holder, now=near)
    longer = bookings.extend_offer(booking=first, now=near)

    assert longer.offered_until == session.starts_at - HOUR


@pytest.mark.parametrize(
    ("hours_before", "offered"),
    [(72, True), (48, True), (3, True), (1.5, True), (1.4, False), (0.5, False)],
)
def test_a_place_is_offered_only_while_there_is_time_to_answer(full, hours_before, offered):
    session, holder, first, _ = full
    at = session.starts_at - timedelta(hours=hours_before)
    # 10:30am: an hour before is in the morning of the same day, when people are awake.
    session.starts_at, session.ends_at = session.starts_at + 4 * HOUR, session.ends_at + 4 * HOUR
    session.save()
    at += 4 * HOUR
    bookings.cancel(booking=holder, now=at)

    assert (state_of(first) == "offered") is offered
    if offered:
        assert first.offered_until <= session.starts_at - HOUR


def test_in_the_last_hour_a_free_place_goes_to_whoever_presses_first(full):
    session, holder, first, second = full
    last = session.starts_at - timedelta(minutes=40)
    bookings.cancel(booking=holder, now=last)

    assert bookings.accept_offer(booking=second, now=last).state == "booked"
    with pytest.raises(BookingError) as refusal:
        bookings.accept_offer(booking=first, now=last)
    assert refusal.value.code == "not_offered"


def test_at_night_the_place_is_kept_and_the_mail_waits_for_the_morning(full):
    _, holder, first, _ = full
    night = datetime(2027, 1, 14, 23, 15, tzinfo=UTC)
    morning = datetime(2027, 1, 15, 8, 0, tzinfo=UTC)
    bookings.cancel(booking=holder, now=night)

    assert state_of(first) == "offered"
    assert first.notices.get(kind=Notice.Kind.OFFER).due_at == morning
    assert first.offered_until == morning + timedelta(hours=48)


@pytest.mark.parametrize(("minutes", "offered"), [(90, True), (89, False)])
def test_at_night_a_place_is_offered_only_if_the_morning_leaves_time_to_answer(
    full, minutes, offered
):
    session, holder, first, _ = full
    morning = datetime(2027, 1, 27, 8, 0, tzinfo=UTC)
    session.starts_at = morning + timedelta(minutes=minutes)
    session.save()
    bookings.cancel(booking=holder, now=morning - 9 * HOUR)

    assert (state_of(first) == "offered") is offered


@pytest.fixture
def offered_by_phone(now):
    """An offer to a person without email, made an hour after `now`."""
    session = make_session(places=1)
    holder = make_booking(session=session, now=now)
    waits = make_booking(session=session, email="", phone="01632 960 001", now=now + MINUTE)
    bookings.cancel(booking=holder, now=now + HOUR)
    waits.refresh_from_db()
    return waits


def test_who_has_to_be_phoned_keeps_the_place_until_we_have_had_time_to_phone(
    offered_by_phone, now
):
    until = now + HOUR + timedelta(hours=96)
    assert offered_by_phone.offered_until == until
    bookings.lapse_offers(now=until - MINUTE)
    assert state_of(offered_by_phone) == "offered"
    bookings.lapse_offers(now=until)
    assert state_of(offered_by_phone) == "lapsed"


def test_after_our_call_they_have_48_hours_as_others_have(offered_by_phone, now):
    called = now + timedelta(hours=90)
    assert phone_calls.mark_called(booking=offered_by_phone, now=called)
    assert state_of(offered_by_phone) == "offered"
    assert offered_by_phone.offered_until == called + timedelta(hours=48)

    phone_calls.mark_called(booking=offered_by_phone, now=called + HOUR)  # nothing new was said
    offered_by_phone.refresh_from_db()
    assert offered_by_phone.offered_until == called + timedelta(hours=48)


def test_a_call_about_an_offer_that_they_took_meanwhile_takes_nothing_away(offered_by_phone, now):
    bookings.accept_offer(booking=offered_by_phone, now=now + 2 * HOUR)
    phone_calls.mark_called(booking=offered_by_phone, now=now + 3 * HOUR)

    assert state_of(offered_by_phone) == "booked"
    assert offered_by_phone.offered_until is None


@pytest.mark.parametrize(
    ("at", "awake"),
    [
        ("2027-01-14T08:00", "2027-01-14T08:00"),
        ("2027-01-14T19:59", "2027-01-14T19:59"),
        ("2027-01-14T20:00", "2027-01-15T08:00"),
        ("2027-01-14T03:00", "2027-01-14T08:00"),
        # Summer: London is an hour ahead of UTC.
        ("2027-07-14T07:00", "2027-07-14T07:00"),
        ("2027-07-14T19:00", "2027-07-15T07:00"),
        # The nights in which the clocks change.
        ("2027-03-27T22:00", "2027-03-28T07:00"),
        ("2027-10-30T22:00", "2027-10-31T08:00"),
    ],
)
def test_people_are_awake_from_8am_to_8pm_in_london(at, awake):
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert waking_hours(moment) == datetime.fromisoformat(awake).replace(tzinfo=UTC)


def test_a_place_is_offered_only_to_whom_it_fits(now):
    session = make_session(places=2)
    ada = make_booking(session=session, now=now)
    make_booking(session=session, now=now)
    two = (Attendee(name="Cy"), Attendee(name="Di"))
    pair = make_booking(session=session, people=two, now=now + MINUTE)
    single = make_booking(session=session, now=now + 2 * MINUTE)
    bookings.cancel(booking=ada, now=now + HOUR)

    assert (state_of(pair), state_of(single)) == ("waiting", "offered")


def test_a_pair_is_offered_both_places_together(now):
    session = make_session(places=2)
    holders = [make_booking(session=session, now=now) for _ in range(2)]
    two = (Attendee(name="Cy"), Attendee(name="Di"))
    pair = make_booking(session=session, people=two, now=now + MINUTE)
    bookings.cancel(booking=holders[0], now=now + HOUR)
    assert state_of(pair) == "waiting"
    bookings.cancel(booking=holders[1], now=now + HOUR)
    assert state_of(pair) == "offered"


def test_more_places_are_offered_at_once(full, now):
    session, _, first, second = full
    session.places = 3
    session.save()

    assert bookings.promote(session=session, now=now + HOUR) == [first, second]
    assert bookings.promote(session=session, now=now + HOUR) == []


def test_moving_online_frees_the_room_for_the_next(now):
    session = make_session(places=9, places_in_person=1, in_person=True)
    inside = make_booking(session=session, mode="in-person", now=now)
    waits = make_booking(session=session, mode="in-person", now=now)
    assert waits.state == "waiting"
    bookings.change(booking=inside, mode="video", now=now + HOUR)

    assert state_of(waits) == "offered"


def test_who_waits_for_the_room_gets_offered_a_place_online_when_they_switch(now):
    session = make_session(places=9, places_in_person=0, in_person=True)
    waits = make_booking(session=session, mode="in-person", now=now)

    assert bookings.change(booking=waits, mode="video", now=now + HOUR).state == "offered"


def test_coming_with_fewer_people_frees_a_place(now):
    session = make_session(places=2)
    pair = make_booking(session=session, people=(Attendee(name="Cy"), Attendee(name="Di")), now=now)
    waits = make_booking(session=session, now=now)
    bookings.change(booking=pair, people=[Attendee(name="Cy")], now=now + HOUR)

    assert state_of(waits) == "offered"


def test_supporters_count_from_the_moment_the_session_says_so(now):
    session = make_session(places=3)
    make_booking(session=session, supporter="Jo", now=now)
    session.supporters_take_places = True
    session.save()
    bookings.promote(session=session, now=now)
    assert bookings.capacity_of(session).all_left == 1
    session.supporters_take_places = False
    session.save()
    bookings.promote(session=session, now=now)
    assert bookings.capacity_of(session).all_left == 2


def test_nobody_is_offered_a_place_at_a_cancelled_or_begun_session(full, now):
    session, _, first, _ = full
    session.places = 5
    session.status = "cancelled"
    session.save()
    assert bookings.promote(session=session, now=now) == []
    session.status = "on"
    session.save()
    assert bookings.promote(session=session, now=session.starts_at) == []
    assert state_of(first) == "waiting"


def test_who_had_an_offer_when_the_session_was_cancelled_is_offered_the_place_when_it_is_on_again(
    full, now
):
    session, holder, first, second = full
    bookings.cancel(booking=holder, now=now)
    bookings.extend_offer(booking=first, now=now)
    schedule.cancel(session=session, reason="Snow", now=now + HOUR)
    assert state_of(first) == "waiting"

    later = now + timedelta(days=5)
    assert bookings.lapse_offers(now=later) == []
    schedule.restore(session=session, now=later)
    assert (state_of(first), state_of(second)) == ("offered", "waiting")
    assert first.offered_until == later + timedelta(hours=48)
    assert not first.offer_extended
    assert kinds(first).count("offer") == 2


def test_held_places_are_not_offered(full, now):
    session, *_ = full
    session.places, session.places_held = 3, 2
    session.save()

    assert bookings.promote(session=session, now=now + HOUR) == []


def test_needs_are_kept_while_someone_waits(full, now):
    session, *_ = full
    waits = make_booking(session=session, needs=("A lift",), now=now)

    assert waits.state == "waiting"
    assert waits.people.get().needs.get().words == "A lift"
    assert Notice.Kind.ORGANISER_NEEDS in kinds(waits)


# The date itself changes --------------------------------------------------------------------------


def test_an_offer_ends_before_a_session_that_was_moved_nearer(full, now):
    session, first, second, _ = full
    bookings.cancel(booking=first, now=now)
    sooner = now + timedelta(hours=25)
    schedule.move(session=session, starts_at=sooner, ends_at=sooner + timedelta(hours=1), now=now)

    assert state_of(second) == State.OFFERED
    assert second.offered_until == sooner - timedelta(hours=1)


def test_a_place_that_was_too_late_to_offer_is_offered_when_the_session_is_moved(full, now):
    session, first, second, _ = full
    late = session.starts_at - timedelta(minutes=80)
    bookings.cancel(booking=first, now=late)
    assert state_of(second) == State.WAITING

    schedule.move(
        session=session,
        starts_at=session.starts_at + timedelta(days=7),
        ends_at=session.ends_at + timedelta(days=7),
        now=late,
    )
    assert state_of(second) == State.OFFERED


def test_a_place_given_up_while_the_session_was_off_is_offered_when_it_is_on_again(full, now):
    session, first, second, _ = full
    schedule.cancel(session=session, reason="Ill", now=now)
    bookings.cancel(booking=first, now=now)
    assert state_of(second) == State.WAITING

    schedule.restore(session=session, now=now)
    assert state_of(second) == State.OFFERED


def test_nobody_is_offered_a_place_in_a_way_that_is_not_open_any_more(now):
    session = make_session(places=1, in_person=True, venue="The Hall")
    first = make_booking(session=session, now=now)
    in_room = make_booking(session=session, mode="in-person", now=now)
    online = make_booking(session=session, now=now + timedelta(minutes=1))
    schedule.set_details(session=session, in_person=False, now=now)
    bookings.cancel(booking=first, now=now)
    in_room.refresh_from_db()
    online.refresh_from_db()
    assert (in_room.state, online.state) == (State.WAITING, State.OFFERED)

    bookings.cancel(booking=online, now=now)
    bookings.change(booking=in_room, mode="video", now=now)
    assert state_of(in_room) == State.OFFERED
