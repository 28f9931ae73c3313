"""Changing and cancelling a booking: what is saved, refused, undone and announced."""

from datetime import timedelta

import pytest

from events import bookings
from events.bookings import AccessRequest, Attendee, BookingError, Contact, Preferences
from events.models import Notice, Person, Session
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=10)


def notice_count(made, kind):
    return made.notices.filter(kind=kind).count()


def test_each_part_can_be_changed_on_its_own(now):
    booking = make_booking(needs=("Breaks",))
    bookings.change(booking=booking, now=now, mode="phone")
    bookings.change(booking=booking, now=now, contact=Contact(name="Ama", phone="01632 960 111"))
    changed = bookings.change(booking=booking, now=now, wishes=Preferences(anything_else="Hello"))

    assert (changed.attendance_mode, changed.email, changed.phone) == ("phone", "", "01632 960 111")
    assert changed.anything_else == "Hello"
    assert changed.people.get().needs.get().words == "Breaks"


def test_several_changes_in_a_few_minutes_are_told_once(now):
    booking = make_booking()
    for way in ("phone", "video", "phone"):
        bookings.change(booking=booking, now=now, mode=way)

    notice = booking.notices.get(kind=Notice.Kind.CHANGE)
    assert now < notice.due_at <= now + timedelta(minutes=5)


def test_a_change_while_the_last_message_is_being_sent_owes_another(now):
    booking = make_booking()
    bookings.change(booking=booking, now=now, mode="phone")
    booking.notices.filter(kind=Notice.Kind.CHANGE).update(claimed_until=now + LATER)
    bookings.change(booking=booking, now=now + LATER, mode="video")

    assert notice_count(booking, Notice.Kind.CHANGE) == 2


def test_saving_without_a_change_tells_nobody(now):
    booking = make_booking(needs=("Breaks",))
    same = bookings.change(
        booking=booking,
        now=now,
        mode=booking.attendance_mode,
        for_whom=booking.for_whom,
        contact=Contact(name=booking.contact_name, email=booking.email),
        people=[
            Attendee(name="Ama Mensah", email=booking.email, asks=(AccessRequest(words="Breaks"),))
        ],
    )

    assert same.sequence == booking.sequence
    assert not notice_count(booking, Notice.Kind.CHANGE)


def test_the_sequence_rises_when_the_calendar_would_change_and_not_for_needs(now):
    booking = make_booking()
    needs = bookings.change(
        booking=booking,
        now=now,
        people=[
            Attendee(name="Ama Mensah", asks=(AccessRequest(words="Lift"),), email=booking.email)
        ],
    )
    moved = bookings.change(booking=booking, now=now, mode="phone")

    assert needs.sequence == booking.sequence
    assert moved.sequence == booking.sequence + 1
    assert notice_count(booking, Notice.Kind.ORGANISER_NEEDS) == 1


def test_what_was_arranged_stays_when_other_needs_change(now):
    bsl, breaks = make_option("BSL"), make_option("More breaks")
    booking = make_booking(needs=(bsl,))
    person = booking.people.get()
    person.needs.update(state="in-place", answer="Sam will sign")
    bookings.change(
        booking=booking,
        now=now,
        people=[
            Attendee(
                name="Ama Mensah", asks=(AccessRequest(option=breaks), AccessRequest(option=bsl))
            )
        ],
    )

    assert person.needs.get(option=bsl).answer == "Sam will sign"
    assert person.needs.get(option=breaks).state == "asked"


def test_a_corrected_name_keeps_the_person_and_their_needs(now):
    booking = make_booking(needs=("Breaks",))
    person = booking.people.get()
    bookings.change(booking=booking, now=now, people=[Attendee(name="Amma Mensah")])

    assert booking.people.get() == person
    assert person.needs.count() == 1


def test_another_person_does_not_inherit_needs(now):
    booking = make_booking(needs=("Breaks",))
    bookings.change(booking=booking, now=now, for_whom="other", people=[Attendee(name="Ben")])

    assert booking.people.get().needs.count() == 0
    assert (
        notice_count(booking, Notice.Kind.ORGANISER_NEEDS) == 1
    )  # told once, sent when all is written


def test_organisers_hear_when_someone_with_needs_comes_no_more(now):
    people = tuple(
        Attendee(name=name, asks=(AccessRequest(words="A lift"),)) for name in ("Ama", "Jo")
    )
    booking = make_booking(people=people)
    booking.notices.update(sent_at=now)
    bookings.change(booking=booking, now=now, people=(Attendee(name="Ama"),))

    assert notice_count(booking, Notice.Kind.ORGANISER_NEEDS) == 2


def test_switching_to_a_full_room_is_refused_and_changes_nothing(now):
    session = make_session(places=5, places_in_person=1, in_person=True)
    make_booking(session=session, mode="in-person")
    booking = make_booking(session=session, mode="video")

    with pytest.raises(BookingError) as refusal:
        bookings.change(
            booking=booking,
            now=now,
            mode="in-person",
            contact=Contact(name="Zed", email="z@example.org"),
        )
    assert refusal.value.code == "way_full"
    booking.refresh_from_db()
    assert (booking.attendance_mode, booking.contact_name) == ("video", "Ama Mensah")


def test_a_way_that_is_offered_no_more_stays_until_another_is_chosen(now):
    booking = make_booking(mode="phone")
    booking.session.by_phone = False
    booking.session.save()
    people = (Attendee(name="Ama"), Attendee(name="Jo"))
    changed = bookings.change(booking=booking, now=now, mode="phone", people=people)
    assert (changed.attendance_mode, changed.people.count()) == ("phone", 2)

    bookings.change(booking=booking, now=now, mode="video")
    with pytest.raises(BookingError) as refusal:
        bookings.change(booking=booking, now=now, mode="phone")
    assert refusal.value.code == "way_not_offered"


def test_one_more_person_needs_one_more_place(now):
    session = make_session(places=2)
    booking = make_booking(session=session)
    two = [Attendee(name="Ama Mensah"), Attendee(name="Ben")]

    bookings.change(booking=booking, now=now, people=two)
    assert bookings.capacity_of(session).all_left == 0
    with pytest.raises(BookingError) as refusal:
        bookings.change(booking=booking, now=now, people=[*two, Attendee(name="Cy")])
    assert refusal.value.code == "more_people_full"


def test_in_an_overfull_session_people_keep_their_places_when_they_change_other_things(now):
    session = make_session(places=3)
    booking = make_booking(session=session, people=(Attendee(name="Ama"), Attendee(name="Ben")))
    make_booking(session=session)
    session.places = 1
    session.save()

    assert bookings.change(booking=booking, now=now, mode="phone").attendance_mode == "phone"


def test_nothing_can_be_changed_once_the_session_has_begun(now):
    booking = make_booking()
    for act in (
        lambda at: bookings.change(booking=booking, now=at, mode="phone"),
        lambda at: bookings.cancel(booking=booking, now=at),
    ):
        with pytest.raises(BookingError) as refusal:
            act(booking.session.starts_at)
        assert refusal.value.code == "started"


def test_an_erased_booking_is_refused_not_an_error(now):
    booking = make_booking()
    pk = booking.pk
    booking.delete()
    booking.pk = pk

    with pytest.raises(BookingError) as refusal:
        bookings.cancel(booking=booking, now=now)
    assert refusal.value.code == "gone"


def test_a_supporter_can_be_added_to_a_full_session(now):
    session = make_session(places=1)
    booking = make_booking(session=session)
    people = [Attendee(name="Ama Mensah"), Attendee(name="Jo", role=Person.Role.SUPPORTS)]

    changed = bookings.change(booking=booking, now=now, people=people, for_whom="me-and-supporter")
    assert changed.people.count() == 2


# Cancelling ---------------------------------------------------------------------------------------


def test_cancelling_twice_is_cancelling_once(now):
    booking = make_booking()
    first = bookings.cancel(booking=booking, now=now)
    again = bookings.cancel(booking=booking, now=now + LATER)

    assert (again.state, again.cancelled_at) == ("cancelled", first.cancelled_at)
    assert notice_count(booking, Notice.Kind.CANCELLATION) == 1


def test_cancelling_can_be_undone_within_an_hour(now):
    booking = make_booking(session=make_session(places=1))
    bookings.cancel(booking=booking, now=now)
    back = bookings.undo_cancel(booking=booking, now=now + timedelta(minutes=60))

    assert (back.state, back.cancelled_at) == ("booked", None)
    assert back.sequence == 2
    assert notice_count(booking, Notice.Kind.CONFIRMATION) == 2


def test_cancelling_again_after_undoing_is_told_again(now):
    booking = make_booking()
    bookings.cancel(booking=booking, now=now)
    bookings.undo_cancel(booking=booking, now=now)
    bookings.cancel(booking=booking, now=now)

    assert notice_count(booking, Notice.Kind.CANCELLATION) == 2


def test_undoing_is_refused_after_an_hour_and_when_the_place_has_gone(now):
    session = make_session(places=1)
    booking = make_booking(session=session)
    bookings.cancel(booking=booking, now=now)

    with pytest.raises(BookingError) as late:
        bookings.undo_cancel(booking=booking, now=now + timedelta(minutes=61))
    make_booking(session=session, email="b@example.org")
    with pytest.raises(BookingError) as gone:
        bookings.undo_cancel(booking=booking, now=now)
    assert (late.value.code, gone.value.code) == ("undo_too_late", "place_gone")


def test_someone_who_waited_gets_their_old_turn_back(now):
    session = make_session(places=1)
    holder = make_booking(session=session, now=now)
    first = make_booking(session=session, now=now + timedelta(minutes=1))
    second = make_booking(session=session, now=now + timedelta(minutes=2))
    bookings.cancel(booking=first, now=now + LATER)
    bookings.undo_cancel(booking=first, now=now + LATER)
    bookings.cancel(booking=holder, now=now + LATER)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("offered", "waiting")


def test_a_booking_for_a_cancelled_session_can_still_be_cancelled(now):
    booking = make_booking()
    booking.session.status = "cancelled"
    booking.session.save()

    assert bookings.cancel(booking=booking, now=now).state == "cancelled"


def test_reminders_can_be_stopped_and_started(now):
    booking = make_booking()

    assert bookings.stop_reminders(booking=booking, now=now).reminders is False
    assert bookings.stop_reminders(booking=booking, stop=False, now=now).reminders is True


def test_a_plain_calendar_title_is_sent_to_the_calendar(now):
    booking = make_booking()
    plain = bookings.set_discreet_title(booking=booking, now=now)

    assert plain.discreet_title and plain.sequence == 1
    assert notice_count(booking, Notice.Kind.CHANGE) == 1


def test_someone_added_a_minute_after_another_change_is_written_to_as_well(now):
    booking = make_booking(name="Sam", email="sam@example.org", now=now)
    bookings.change(booking=booking, mode="phone", now=now)
    sam = Attendee(name="Sam", email="sam@example.org")
    people = [Attendee(name="Ama", email="ama@example.org"), sam]
    minute = now + timedelta(minutes=1)
    bookings.change(
        booking=booking, people=people, for_whom="other-and-me", person_knows=True, now=minute
    )
    notices = Notice.objects.filter(booking=booking, kind=Notice.Kind.CHANGE)

    assert {notice.recipient for notice in notices} == {
        "contact",
        f"person-{booking.people.get(name='Ama').pk}",
    }
    assert len({(notice.dedupe_key, notice.due_at) for notice in notices}) == 1


def test_people_named_in_another_order_keep_what_each_has_asked_for(now):
    booking = make_booking(
        people=(
            Attendee(name="Zoe", asks=(AccessRequest(words="A lift"),)),
            Attendee(name="Ama", asks=(AccessRequest(words="Breaks"),)),
        ),
        now=now,
    )
    bookings.change(booking=booking, people=[Attendee(name="Ama"), Attendee(name="Zoe")], now=now)

    asked = {each.name: [need.words for need in each.needs.all()] for each in booking.people.all()}
    assert asked == {"Ama": ["Breaks"], "Zoe": ["A lift"]}


@pytest.mark.parametrize(
    ("way", "code"), [("in-person", "way_full"), ("video", "more_people_full")]
)
def test_it_is_said_whether_the_way_or_the_number_of_people_does_not_fit(way, code, now):
    session = make_session(places=1, places_in_person=1, in_person=True)
    booking = make_booking(session=session, mode="video", now=now)
    with pytest.raises(BookingError) as refused:
        bookings.change(
            booking=booking, mode=way, people=[Attendee(name="Ama"), Attendee(name="Ben")], now=now
        )
    assert refused.value.code == code


def test_whoever_wants_to_talk_now_is_told_to_the_organisers_once(now):
    booking = make_booking(email="ama@example.org")
    talk = Preferences(contact_first="phone", contact_when="After 6pm")
    bookings.change(booking=booking, now=now, wishes=talk)
    assert notice_count(booking, Notice.Kind.ORGANISER_NEEDS) == 1

    booking.notices.filter(kind=Notice.Kind.ORGANISER_NEEDS).delete()
    bookings.change(booking=booking, now=now, wishes=talk, contact=Contact(name="Ama", phone="1"))
    assert notice_count(booking, Notice.Kind.ORGANISER_NEEDS) == 0


def test_a_plain_title_is_news_to_calendars_only_when_there_is_an_invite(now):
    session = make_session(places=1)
    booked, waiting = make_booking(session=session), make_booking(session=session, name="Jo")
    for booking in (booked, waiting):
        bookings.set_discreet_title(booking=booking, now=now)

    assert notice_count(booked, Notice.Kind.CHANGE) == 1
    assert notice_count(waiting, Notice.Kind.CHANGE) == 0


def test_fewer_people_may_come_when_the_session_has_fewer_places_by_now(now):
    session = make_session(places=3)
    three = tuple(Attendee(name=name) for name in ("Ama", "Jo", "Kim"))
    booking = make_booking(session=session, people=three)
    session.places = 1
    session.save()

    bookings.change(booking=booking, now=now, people=three[:2])
    assert booking.people.count() == 2
    with pytest.raises(BookingError) as refused:
        bookings.change(booking=booking, now=now, people=three)
    assert refused.value.code == "more_people_full"


@pytest.mark.parametrize(
    ("full", "others"), [("in-person", ["video", "phone"]), ("video", ["in-person"])]
)
def test_a_full_way_to_join_is_said_in_the_words_for_another_way(full, others, now):
    session = make_session(in_person=True, venue="1 High Street", places=1, places_in_person=1)
    make_booking(session=session, mode=full)
    Session.objects.filter(pk=session.pk).update(
        **{"places_in_person" if full == "video" else "places": 5}
    )
    session.refresh_from_db()
    for mode in others:
        booking = make_booking(session=session, name=mode, mode=mode)
        with pytest.raises(BookingError) as refused:
            bookings.change(booking=booking, now=now, mode=full)
        assert refused.value.code == "way_full"


def test_the_last_held_places_are_given_out(now):
    session = make_session(places=3, places_held=3)
    booking = bookings.book(
        session=session,
        contact=Contact(name="Ama", email="ama@example.org"),
        people=[Attendee(name="Ama"), Attendee(name="Jo"), Attendee(name="Kim")],
        mode="video",
        now=now,
        use_held_places=True,
    )

    session.refresh_from_db()
    assert booking.state == "booked"
    assert session.places_held == 0
