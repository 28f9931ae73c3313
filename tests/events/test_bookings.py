"""Making a booking: who takes a place, what is stored, which notices are enqueued."""

import uuid
from dataclasses import FrozenInstanceError, fields
from datetime import timedelta

import pytest

from events import bookings
from events.bookings import AccessRequest, Attendee, BookingError, Contact, Preferences
from events.models import Booking, Notice, Person
from tests.factories import STARTS_AT, make_booking, make_option, make_session

pytestmark = pytest.mark.django_db


def book(session, now, *, people=("Ama",), mode="video", email="ama@example.org", **more):
    attendees = [each if isinstance(each, Attendee) else Attendee(name=each) for each in people]
    contact = more.pop("contact", Contact(name="Ama", email=email))
    return bookings.book(
        session=session, contact=contact, people=attendees, mode=mode, now=now, **more
    )


def supporter(name="Jo"):
    return Attendee(name=name, role=Person.Role.SUPPORTS)


def kinds_owed(made):
    return sorted(made.notices.values_list("kind", flat=True))


def test_a_booking_keeps_what_the_person_wrote(now):
    session = make_session()
    bsl = make_option("A BSL interpreter")
    booking = book(
        session,
        now,
        contact=Contact(name=" Ama Mensah ", email=" ama@example.org ", phone="01632 960 111"),
        people=[
            Attendee(
                name="Ama Mensah",
                asks=(AccessRequest(option=bsl), AccessRequest(words=" A seat by the door ")),
            )
        ],
        mode="phone",
        wishes=Preferences(
            anything_else="See you", share_needs=True, contact_first="phone", contact_when="9am"
        ),
    )

    booking = Booking.objects.get(pk=booking.pk)
    assert (booking.contact_name, booking.email) == ("Ama Mensah", "ama@example.org")
    assert (booking.state, booking.attendance_mode, booking.share_needs) == (
        "booked",
        "phone",
        True,
    )
    needs = booking.people.get().needs.all()
    assert [need.asked_words for need in needs] == ["A BSL interpreter", "A seat by the door"]
    assert booking.created_at == booking.changed_at == now


def test_a_confirmation_is_owed_with_the_booking(now):
    booking = book(make_session(), now)

    assert kinds_owed(booking) == [Notice.Kind.CONFIRMATION]
    assert booking.notices.get().due_at == now


def test_the_organisers_hear_of_a_need_and_of_a_wish_to_talk(now):
    session = make_session()
    asks = book(session, now, people=[Attendee(name="Ama", asks=(AccessRequest(words="Breaks"),))])
    talks = book(session, now, email="b@example.org", wishes=Preferences(contact_first="message"))

    assert Notice.Kind.ORGANISER_NEEDS in kinds_owed(asks)
    assert Notice.Kind.ORGANISER_NEEDS in kinds_owed(talks)


def test_the_same_form_twice_is_one_booking_and_one_message(now):
    session, key = make_session(), uuid.uuid4()
    first = book(session, now, form_key=key)
    again = book(session, now + timedelta(hours=1), form_key=key)

    assert first == again
    assert Booking.objects.count() == 1
    assert kinds_owed(first) == [Notice.Kind.CONFIRMATION]


def test_the_same_form_again_after_the_session_has_begun_still_finds_the_booking(now):
    session, key = make_session(), uuid.uuid4()
    first = book(session, now, form_key=key)

    assert book(session, session.starts_at + timedelta(minutes=5), form_key=key) == first


def test_two_bookings_may_share_an_address_and_the_first_is_told_by_mail(now):
    session = make_session()
    first, second = book(session, now), book(session, now, email="AMA@example.org")

    assert first != second
    assert kinds_owed(first) == [Notice.Kind.CONFIRMATION, Notice.Kind.BOOKING_LINK]
    assert kinds_owed(second) == [Notice.Kind.CONFIRMATION]


def test_every_booking_can_be_found_by_a_code_that_is_easy_to_say(now):
    booking = book(make_session(), now)
    word, number = booking.spoken_code.split()

    assert word.isalpha() and len(number) == 4
    for said in (
        f"{word} {number}",
        f" {word.upper()}-{number} ",
        f"{word}{number[:2]} {number[2:]}",
    ):
        assert bookings.find_by_code(said) == booking
    assert bookings.find_by_code("kettle") is None


def test_no_two_bookings_share_a_code(now, monkeypatch):
    session = make_session()
    first = book(session, now)
    word, number = first.spoken_code.split()
    other = "teapot" if word != "teapot" else "kettle"
    words = iter([word, other])
    monkeypatch.setattr("secrets.choice", lambda _: next(words))
    monkeypatch.setattr("secrets.randbelow", lambda _: int(number) - 1000)

    assert book(session, now, email="b@example.org").spoken_code == f"{other} {number}"


def test_a_code_has_another_word_when_all_that_were_tried_are_taken(now, monkeypatch):
    session = make_session()
    word, number = book(session, now).spoken_code.split()
    monkeypatch.setattr("secrets.choice", lambda _: word)
    monkeypatch.setattr("secrets.randbelow", lambda _: int(number) - 1000)

    code = book(session, now, email="b@example.org").spoken_code
    assert code == f"{word} {word} {number}"
    assert bookings.find_by_code(code).email == "b@example.org"


@pytest.mark.parametrize(("drawn", "number"), [(0, "1000"), (-1, "9999")])
def test_the_number_of_a_code_has_four_digits(drawn, number, now, monkeypatch):
    monkeypatch.setattr("secrets.randbelow", lambda limit: range(limit)[drawn])
    assert book(make_session(), now).spoken_code.split()[1] == number


@pytest.mark.parametrize(
    "answer",
    [Contact(name="Ama"), AccessRequest(words="Quiet"), Attendee(name="Ama"), Preferences()],
    ids=type,
)
def test_answers_cannot_be_changed_once_they_are_given(answer):
    with pytest.raises(FrozenInstanceError):
        setattr(answer, fields(answer)[0].name, "Something else")


def test_nothing_is_shared_and_remembered_unless_someone_wishes_it(now):
    booking = bookings.book(
        session=make_session(),
        contact=Contact(name="Ama", email="ama@example.org"),
        people=[Attendee(name="Ama")],
        mode="video",
        for_whom="me",
        wishes=Preferences(),
        form_key=uuid.uuid4(),
        now=now,
    )
    assert (booking.share_needs, booking.remember_needs, booking.contact_first) == (
        False,
        False,
        "no",
    )


# Places -------------------------------------------------------------------------------------------


def test_places_are_counted_by_people_not_by_bookings(now):
    session = make_session(places=5)
    book(session, now, people=["Ama", "Ben"])

    assert bookings.capacity_of(session).all_left == 3


def test_a_supporter_takes_no_place(now):
    session = make_session(places=1)
    booking = book(session, now, people=["Ama", supporter()])

    assert booking.state == "booked"
    assert bookings.capacity_of(session).all_left == 0


def test_a_supporter_takes_a_place_when_the_session_says_so(now):
    session = make_session(places=1, supporters_take_places=True)

    with pytest.raises(BookingError, match="not enough places for all of you"):
        book(session, now, people=["Ama", supporter()])


def test_a_full_session_refuses_unless_the_person_would_wait(now):
    session = make_session(places=1)
    book(session, now)

    with pytest.raises(BookingError) as refusal:
        book(session, now, email="b@example.org")
    assert refusal.value.code == "full"
    waits = book(session, now, email="b@example.org", join_waiting_list=True)
    assert (waits.state, waits.waiting_since) == ("waiting", now)
    assert kinds_owed(waits) == [Notice.Kind.WAITING]


def test_two_people_are_told_that_there_is_no_place_for_both(now):
    session = make_session(places=1)
    pair = [Attendee(name="Ama"), Attendee(name="Jo")]
    with pytest.raises(BookingError, match="not enough places for all of you") as refusal:
        book(session, now, people=pair)
    assert refusal.value.code == "too_few"
    assert not Booking.objects.exists()


def test_who_would_wait_gets_a_place_when_there_is_one(now):
    assert book(make_session(places=1), now, join_waiting_list=True).state == "booked"


def test_two_people_are_not_parted(now):
    session = make_session(places=3)
    book(session, now, people=["Ama", "Ben"])

    pair = book(session, now, people=["Cy", "Di"], join_waiting_list=True)
    assert pair.state == "waiting"
    assert bookings.capacity_of(session).all_left == 1


def test_a_room_with_its_own_limit_is_counted_apart(now):
    session = make_session(places=2, places_in_person=1, in_person=True)
    book(session, now, mode="in-person")

    assert bookings.capacity_of(session).left("in-person") == 0
    assert (
        bookings.capacity_of(session).left("video")
        == bookings.capacity_of(session).left("phone")
        == 2
    )
    with pytest.raises(BookingError):
        book(session, now, mode="in-person")
    assert book(session, now, mode="phone").state == "booked"
    assert bookings.capacity_of(session).all_left == 1


def test_a_limited_room_beside_an_unlimited_call_is_never_full(now):
    session = make_session(places=None, places_in_person=0, in_person=True)

    assert bookings.capacity_of(session).all_left is None
    assert book(session, now).state == "booked"


def test_held_places_are_for_organisers_to_give_out(now):
    session = make_session(places=2, places_held=1)
    book(session, now)

    assert bookings.capacity_of(session).all_left == 0
    with pytest.raises(BookingError):
        book(session, now)
    given = book(session, now, use_held_places=True)
    assert given.state == "booked"
    session.refresh_from_db()
    assert session.places_held == 0


def test_an_organiser_uses_free_places_before_held_ones(now):
    session = make_session(places=3, places_held=1)
    book(session, now, use_held_places=True)

    session.refresh_from_db()
    assert session.places_held == 1


def test_places_left_is_never_below_zero(now):
    session = make_session(places=3)
    book(session, now, people=["Ama", "Ben", "Cy"])
    session.places = 1
    session.save()

    assert bookings.capacity_of(session).all_left == 0


def test_places_of_many_sessions_are_one_query(now, django_assert_num_queries):
    sessions = [make_session(places=4) for _ in range(3)]
    book(sessions[1], now, people=["Ama", "Ben"])

    with django_assert_num_queries(1):
        counted = bookings.count_places(sessions)
    assert [counted[session.pk].all_left for session in sessions] == [4, 2, 4]


def test_cancelled_bookings_take_no_place(now):
    session = make_session(places=1)
    bookings.cancel(booking=book(session, now), now=now)

    assert bookings.capacity_of(session).all_left == 1


# What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "change", "code"),
    [
        ({"status": "cancelled"}, {}, "cancelled_session"),
        ({}, {"now": timedelta(days=30)}, "too_late"),
        ({}, {"mode": "in-person"}, "way_not_offered"),
        ({}, {"people": ()}, "nobody_comes"),
        ({}, {"people": (supporter(),)}, "nobody_comes"),
        ({}, {"people": (" ",)}, "nobody_comes"),
        ({}, {"email": " "}, "cannot_reach"),
    ],
)
def test_what_cannot_be_booked_is_refused_in_plain_words(now, facts, change, code):
    session = make_session(**facts)
    now += change.pop("now", timedelta())

    with pytest.raises(BookingError) as refusal:
        book(session, now, **change)
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")
    assert not Booking.objects.exists()


def test_a_session_can_be_booked_until_it_begins(now):
    session = make_session()
    assert book(session, session.starts_at - timedelta(seconds=1)).state == "booked"

    with pytest.raises(BookingError):
        book(session, session.starts_at)


def test_a_failed_booking_leaves_nothing_behind(now, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("events.bookings.create.notify_of_new_booking", fail)
    with pytest.raises(RuntimeError):
        book(make_session(), now)

    assert not Booking.objects.exists() and not Person.objects.exists()


def test_many_can_share_a_need_across_people_of_one_booking(now):
    breaks = make_option("More breaks")
    booking = book(
        make_session(),
        now,
        people=[
            Attendee(name="Ama", asks=(AccessRequest(option=breaks), AccessRequest(option=breaks))),
            Attendee(name="Jo", role=Person.Role.SUPPORTS, asks=(AccessRequest(option=breaks),)),
        ],
    )

    assert [person.needs.count() for person in booking.people.all()] == [1, 1]


def test_a_made_booking_in_the_past_was_booked_in_time():

    past = make_session(starts_at=STARTS_AT - timedelta(days=90))
    assert make_booking(session=past).created_at < past.starts_at


def _held(places, mode):
    return places.left(mode, with_held=True) - places.left(mode)


def test_a_room_with_its_own_limit_keeps_the_held_places_in_the_room():
    session = make_session(places=4, places_in_person=3, places_held=2, in_person=True)
    places = bookings.capacity_of(session)

    assert [_held(places, mode) for mode in ("in-person", "video", "phone")] == [2, 0, 0]
    assert [places.left(mode) for mode in ("in-person", "video", "phone")] == [1, 4, 4]
    assert places.left("in-person", with_held=True) == 3


def test_held_places_count_for_every_way_when_all_share_one_number():
    places = bookings.capacity_of(make_session(places=4, places_held=1, in_person=True))

    assert [_held(places, mode) for mode in ("in-person", "video", "phone")] == [1, 1, 1]
    assert places.left("phone", with_held=True) == 4


def test_a_session_that_nobody_can_join_has_no_place():
    session = make_session(places=3)
    session.by_video = session.by_phone = False
    assert bookings.capacity_of(session).all_left == 0
