"""Changing and cancelling: kept, refused, undone, and told."""

from datetime import timedelta

import pytest

from events import bookings
from events.bookings import AccessRequest, Attendee, BookingError, Contact, Preferences
from events.models import Notice, Person
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=10)


def owed(made, kind):
    return made.notices.filter(kind=kind).count()


def test_each_part_can_be_changed_on_its_own(now):
    made = make_booking(needs=("Breaks",))
    bookings.change(booking=made, now=now, mode="phone")
    bookings.change(booking=made, now=now, contact=Contact(name="Ama", phone="01632 960 111"))
    changed = bookings.change(booking=made, now=now, wishes=Preferences(anything_else="Hello"))

    assert (changed.attendance_mode, changed.email, changed.phone) == ("phone", "", "01632 960 111")
    assert changed.anything_else == "Hello"
    assert changed.people.get().needs.get().words == "Breaks"


def test_several_changes_in_a_few_minutes_are_told_once(now):
    made = make_booking()
    for way in ("phone", "video", "phone"):
        bookings.change(booking=made, now=now, mode=way)

    notice = made.notices.get(kind=Notice.Kind.CHANGE)
    assert now < notice.due_at <= now + timedelta(minutes=5)


def test_a_change_while_the_last_message_is_being_sent_owes_another(now):
    made = make_booking()
    bookings.change(booking=made, now=now, mode="phone")
    made.notices.filter(kind=Notice.Kind.CHANGE).update(claimed_until=now + LATER)
    bookings.change(booking=made, now=now + LATER, mode="video")

    assert owed(made, Notice.Kind.CHANGE) == 2


def test_saving_without_a_change_tells_nobody(now):
    made = make_booking(needs=("Breaks",))
    same = bookings.change(
        booking=made,
        now=now,
        mode=made.attendance_mode,
        for_whom=made.for_whom,
        contact=Contact(name=made.contact_name, email=made.email),
        people=[
            Attendee(name="Ama Mensah", email=made.email, asks=(AccessRequest(words="Breaks"),))
        ],
    )

    assert same.sequence == made.sequence
    assert not owed(made, Notice.Kind.CHANGE)


def test_the_sequence_rises_when_the_calendar_would_change_and_not_for_needs(now):
    made = make_booking()
    needs = bookings.change(
        booking=made,
        now=now,
        people=[Attendee(name="Ama Mensah", asks=(AccessRequest(words="Lift"),), email=made.email)],
    )
    moved = bookings.change(booking=made, now=now, mode="phone")

    assert needs.sequence == made.sequence
    assert moved.sequence == made.sequence + 1
    assert owed(made, Notice.Kind.ORGANISER_NEEDS) == 1


def test_what_was_arranged_stays_when_other_needs_change(now):
    bsl, breaks = make_option("BSL"), make_option("More breaks")
    made = make_booking(needs=(bsl,))
    person = made.people.get()
    person.needs.update(state="in-place", answer="Sam will sign")
    bookings.change(
        booking=made,
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
    made = make_booking(needs=("Breaks",))
    person = made.people.get()
    bookings.change(booking=made, now=now, people=[Attendee(name="Amma Mensah")])

    assert made.people.get() == person
    assert person.needs.count() == 1


def test_another_person_does_not_inherit_needs(now):
    made = make_booking(needs=("Breaks",))
    bookings.change(booking=made, now=now, for_whom="other", people=[Attendee(name="Ben")])

    assert made.people.get().needs.count() == 0
    assert owed(made, Notice.Kind.ORGANISER_NEEDS) == 1  # told once, sent when all is written


def test_organisers_hear_when_somebody_with_needs_comes_no_more(now):
    people = tuple(
        Attendee(name=name, asks=(AccessRequest(words="A lift"),)) for name in ("Ama", "Jo")
    )
    made = make_booking(people=people)
    made.notices.update(sent_at=now)
    bookings.change(booking=made, now=now, people=(Attendee(name="Ama"),))

    assert owed(made, Notice.Kind.ORGANISER_NEEDS) == 2


def test_switching_to_a_full_room_is_refused_and_changes_nothing(now):
    session = make_session(places=5, places_in_person=1, in_person=True)
    make_booking(session=session, mode="in-person")
    made = make_booking(session=session, mode="video")

    with pytest.raises(BookingError) as refusal:
        bookings.change(
            booking=made,
            now=now,
            mode="in-person",
            contact=Contact(name="Zed", email="z@example.org"),
        )
    assert refusal.value.code == "way_full"
    made.refresh_from_db()
    assert (made.attendance_mode, made.contact_name) == ("video", "Ama Mensah")


def test_a_way_that_is_offered_no_more_stays_until_another_is_chosen(now):
    made = make_booking(mode="phone")
    made.session.by_phone = False
    made.session.save()
    people = (Attendee(name="Ama"), Attendee(name="Jo"))
    changed = bookings.change(booking=made, now=now, mode="phone", people=people)
    assert (changed.attendance_mode, changed.people.count()) == ("phone", 2)

    bookings.change(booking=made, now=now, mode="video")
    with pytest.raises(BookingError) as refusal:
        bookings.change(booking=made, now=now, mode="phone")
    assert refusal.value.code == "way_not_offered"


def test_one_more_person_needs_one_more_place(now):
    session = make_session(places=2)
    made = make_booking(session=session)
    two = [Attendee(name="Ama Mensah"), Attendee(name="Ben")]

    bookings.change(booking=made, now=now, people=two)
    assert bookings.capacity_of(session).all_left == 0
    with pytest.raises(BookingError) as refusal:
        bookings.change(booking=made, now=now, people=[*two, Attendee(name="Cy")])
    assert refusal.value.code == "more_people_full"


def test_in_an_overfull_session_people_keep_their_places_when_they_change_other_things(now):
    session = make_session(places=3)
    made = make_booking(session=session, people=(Attendee(name="Ama"), Attendee(name="Ben")))
    make_booking(session=session)
    session.places = 1
    session.save()

    assert bookings.change(booking=made, now=now, mode="phone").attendance_mode == "phone"


def test_nothing_can_be_changed_once_the_session_has_begun(now):
    made = make_booking()
    for act in (
        lambda at: bookings.change(booking=made, now=at, mode="phone"),
        lambda at: bookings.cancel(booking=made, now=at),
    ):
        with pytest.raises(BookingError) as refusal:
            act(made.session.starts_at)
        assert refusal.value.code == "started"


def test_an_erased_booking_is_refused_not_an_error(now):
    made = make_booking()
    pk = made.pk
    made.delete()
    made.pk = pk

    with pytest.raises(BookingError) as refusal:
        bookings.cancel(booking=made, now=now)
    assert refusal.value.code == "gone"


def test_a_supporter_can_be_added_to_a_full_session(now):
    session = make_session(places=1)
    made = make_booking(session=session)
    people = [Attendee(name="Ama Mensah"), Attendee(name="Jo", role=Person.Role.SUPPORTS)]

    changed = bookings.change(booking=made, now=now, people=people, for_whom="me-and-supporter")
    assert changed.people.count() == 2


# Cancelling ---------------------------------------------------------------------------------------


def test_cancelling_twice_is_cancelling_once(now):
    made = make_booking()
    first = bookings.cancel(booking=made, now=now)
    again = bookings.cancel(booking=made, now=now + LATER)

    assert (again.state, again.cancelled_at) == ("cancelled", first.cancelled_at)
    assert owed(made, Notice.Kind.CANCELLATION) == 1


def test_cancelling_can_be_undone_within_an_hour(now):
    made = make_booking(session=make_session(places=1))
    bookings.cancel(booking=made, now=now)
    back = bookings.undo_cancel(booking=made, now=now + timedelta(minutes=60))

    assert (back.state, back.cancelled_at) == ("booked", None)
    assert back.sequence == 2
    assert owed(made, Notice.Kind.CONFIRMATION) == 2


def test_cancelling_again_after_undoing_is_told_again(now):
    made = make_booking()
    bookings.cancel(booking=made, now=now)
    bookings.undo_cancel(booking=made, now=now)
    bookings.cancel(booking=made, now=now)

    assert owed(made, Notice.Kind.CANCELLATION) == 2


def test_undoing_is_refused_after_an_hour_and_when_the_place_has_gone(now):
    session = make_session(places=1)
    made = make_booking(session=session)
    bookings.cancel(booking=made, now=now)

    with pytest.raises(BookingError) as late:
        bookings.undo_cancel(booking=made, now=now + timedelta(minutes=61))
    make_booking(session=session, email="b@example.org")
    with pytest.raises(BookingError) as gone:
        bookings.undo_cancel(booking=made, now=now)
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
    made = make_booking()
    made.session.status = "cancelled"
    made.session.save()

    assert bookings.cancel(booking=made, now=now).state == "cancelled"


def test_reminders_can_be_stopped_and_started(now):
    made = make_booking()

    assert bookings.stop_reminders(booking=made, now=now).reminders is False
    assert bookings.stop_reminders(booking=made, stop=False, now=now).reminders is True


def test_a_plain_calendar_title_is_sent_to_the_calendar(now):
    made = make_booking()
    plain = bookings.set_discreet_title(booking=made, now=now)

    assert plain.discreet_title and plain.sequence == 1
    assert owed(made, Notice.Kind.CHANGE) == 1


def test_somebody_added_a_minute_after_another_change_is_written_to_as_well(now):
    made = make_booking(name="Sam", email="sam@example.org", now=now)
    bookings.change(booking=made, mode="phone", now=now)
    sam = Attendee(name="Sam", email="sam@example.org")
    people = [Attendee(name="Ama", email="ama@example.org"), sam]
    minute = now + timedelta(minutes=1)
    bookings.change(
        booking=made, people=people, for_whom="other-and-me", person_knows=True, now=minute
    )
    notices = Notice.objects.filter(booking=made, kind=Notice.Kind.CHANGE)

    assert {notice.recipient for notice in notices} == {
        "contact",
        f"person-{made.people.get(name='Ama').pk}",
    }
    assert len({(notice.dedupe_key, notice.due_at) for notice in notices}) == 1


def test_people_named_in_another_order_keep_what_each_has_asked_for(now):
    made = make_booking(
        people=(
            Attendee(name="Zoe", asks=(AccessRequest(words="A lift"),)),
            Attendee(name="Ama", asks=(AccessRequest(words="Breaks"),)),
        ),
        now=now,
    )
    bookings.change(booking=made, people=[Attendee(name="Ama"), Attendee(name="Zoe")], now=now)

    asked = {each.name: [need.words for need in each.needs.all()] for each in made.people.all()}
    assert asked == {"Ama": ["Breaks"], "Zoe": ["A lift"]}


@pytest.mark.parametrize(
    ("way", "code"), [("in-person", "way_full"), ("video", "more_people_full")]
)
def test_it_is_said_whether_the_way_or_the_number_of_people_does_not_fit(way, code, now):
    session = make_session(places=1, places_in_person=1, in_person=True)
    made = make_booking(session=session, mode="video", now=now)
    with pytest.raises(BookingError) as refused:
        bookings.change(
            booking=made, mode=way, people=[Attendee(name="Ama"), Attendee(name="Ben")], now=now
        )
    assert refused.value.code == code
