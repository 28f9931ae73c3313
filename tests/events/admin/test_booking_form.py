"""Bookings that an organiser makes for someone on the phone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from events import phone_calls, schedule
from events.models import AccessNeed, AccessOption, AvailabilityCount, Booking, Person
from tests.events.admin.helpers import enter_booking
from tests.factories import make_booking, make_option, make_session

pytestmark = pytest.mark.django_db


def test_an_organiser_books_for_someone_on_the_phone(session, organiser):
    option = make_option("More breaks")

    response = enter_booking(organiser, session, options=[str(option.pk)], words="A quiet voice")

    booking = Booking.objects.get()
    assert (booking.contact_name, booking.phone, booking.attendance_mode) == (
        "Joan Webb",
        "01632 960 001",
        "phone",
    )
    assert booking.booked_by.username == "organisers"
    assert {need.asked_words for need in AccessNeed.objects.all()} == {
        "More breaks",
        "A quiet voice",
    }
    assert booking.spoken_code in response.text


def test_someone_on_the_phone_is_not_on_the_list_of_people_to_phone(session, organiser, now):
    enter_booking(organiser, session)

    assert phone_calls.calls_to_make(now=now) == []


def test_a_booking_for_two_keeps_them_apart(session, organiser):
    enter_booking(
        organiser, session, for_whom="me-and-supporter", other_name="Sam Webb", words="Breaks"
    )

    joan, sam = Person.objects.order_by("pk")
    assert (joan.role, joan.needs_place, sam.role, sam.needs_place) == (
        "comes",
        True,
        "supports",
        False,
    )
    assert joan.needs.count() == 1
    assert sam.needs.count() == 0


def test_the_same_form_sent_twice_makes_one_booking(session, organiser):
    enter_booking(organiser, session)
    enter_booking(organiser, session)

    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"contact_name": ""}, "Write the person&#x27;s name."),
        ({"phone": ""}, "Write a phone number or an email address."),
        ({"email": "joan"}, "Enter an email address in the right format"),
        ({"for_whom": ""}, "Choose who is coming."),
        ({"for_whom": "other"}, "Write the name of the other person."),
        ({"way": "in-person"}, "Choose one of the answers in the list"),
        ({"told": ""}, "Tell them what we keep. Then tick this box."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(changes, message, session, organiser):
    response = enter_booking(organiser, session, words="A quiet voice", **changes)

    assert message in response.text
    assert "A quiet voice" in response.text
    assert not Booking.objects.exists()


def test_a_full_session_is_explained_and_the_waiting_list_offered(organiser, site):
    session = make_session(places=1, by_phone=True)
    make_booking(session=session)

    response = enter_booking(organiser, session)
    assert "The last place has gone." in response.text

    enter_booking(organiser, session, may_wait="on")
    assert Booking.objects.get(contact_name="Joan Webb").state == Booking.State.WAITING


def test_only_organisers_give_out_places_that_are_held_back(organiser, site):
    session = make_session(places=1, places_held=1, by_phone=True)

    enter_booking(organiser, session)
    assert not Booking.objects.exists()

    enter_booking(organiser, session, use_held="on")
    assert Booking.objects.get().state == Booking.State.BOOKED


def test_things_in_the_room_are_asked_only_where_there_is_a_room(session, organiser):
    room = make_option("A hearing loop", by_video=False, by_phone=False)
    url = reverse("sessions_admin:enter_booking", args=[session.pk])

    assert room.label not in organiser.get(url).text
    schedule.set_details(
        session=session, in_person=True, venue="The Hall", now=datetime(2027, 1, 11, tzinfo=UTC)
    )
    assert room.label in organiser.get(url).text


def test_two_people_and_what_each_of_them_asks_for(session, organiser):
    breaks, notes = make_option("More breaks"), make_option("Notes")
    enter_booking(
        organiser,
        session,
        for_whom="me-and-supporter",
        other_name="Sam Webb",
        options=[breaks.pk],
        second_options=[notes.pk],
        second_words="A chair near the door",
        contact_first="phone",
        contact_when="After six",
        anything_else="I may be late",
    )

    joan, sam = Person.objects.order_by("pk")
    assert [need.asked_words for need in joan.needs.all()] == ["More breaks"]
    assert [need.asked_words for need in sam.needs.all()] == ["Notes", "A chair near the door"]
    booking = Booking.objects.get()
    assert (booking.contact_first, booking.contact_when) == ("phone", "After six")
    assert booking.anything_else == "I may be late"


def test_what_a_second_person_asks_for_is_not_lost_when_one_comes(session, organiser):
    response = enter_booking(organiser, session, second_words="A chair near the door")

    assert "Only one person comes. Put this in the boxes above." in response.text
    assert "A chair near the door" in response.text
    assert not Booking.objects.exists()


def test_who_would_like_a_call_needs_a_number(session, organiser):
    response = enter_booking(
        organiser, session, phone="", email="joan@example.org", contact_first="phone"
    )

    assert "Write the number, so that we can phone them." in response.text
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    ("days", "words"), [(30, "Last day to ask is "), (3, "There is not much time left")]
)
def test_the_last_days_are_said_once_above_the_options(days, words, now, time_machine, organiser):
    session = make_session(starts_at=now + timedelta(days=days))
    AccessOption.objects.update(notice_days=0)
    make_option("BSL interpreter", hint="Signed language", notice_days=10)
    page = organiser.get(reverse("sessions_admin:enter_booking", args=[session.pk])).text

    assert page.count(words) == 1
    assert page.index(words) < page.index("<li>BSL interpreter</li>")
    assert page.index("<li>BSL interpreter</li>") < page.index("BSL interpreter. Signed language")
    assert "tell us by" not in page.casefold()


def test_what_is_always_there_is_said_before_they_are_asked(session, organiser):
    page = organiser.get(reverse("sessions_admin:enter_booking", args=[session.pk])).text
    assert page.index("Live captions are on.") < page.index("What would make it easier")


def test_which_one_is_asked_below_the_tick_for_each_person(session, organiser):
    language = make_option("Another language", which_question="Which language?")
    enter_booking(
        organiser,
        session,
        for_whom="me-and-supporter",
        other_name="Sam Webb",
        options=[language.pk],
        **{f"which_{language.pk}": "Polish", f"second_which_{language.pk}": "Welsh"},
    )

    joan, sam = Person.objects.order_by("pk")
    assert [need.asked_words for need in joan.needs.all()] == ["Another language: Polish"]
    assert [need.asked_words for need in sam.needs.all()] == ["Another language: Welsh"]


def test_when_they_could_come_is_counted_and_not_kept_with_them(session, organiser):
    enter_booking(organiser, session, weekdays=["2"], times_of_day=["evening"], notice="weeks")

    assert AvailabilityCount.objects.filter(weekday=2, time_of_day="evening", number=1).exists()
