"""Places that are taken, left and held back, in words that agree with what can be done."""

import pytest
from django.urls import reverse

from events import bookings
from events.admin import overview
from events.admin.places import places_words
from events.models import Booking, Session
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


def fill(session, number, mode="video"):
    people = tuple(bookings.Attendee(name=f"Person {each}") for each in range(number))
    return make_booking(session=session, people=people, mode=mode)


def words_of(session):
    session.refresh_from_db()
    return places_words(bookings.capacity_of(session))


def test_places_that_are_held_back_are_given_until_none_is_left(site, organiser):
    session = make_session(places=17)
    fill(session, 14)
    Session.objects.update(places_held=3)
    assert words_of(session) == "14 of 17 places taken, 0 left, and 3 that we hold back."
    waiting = [make_booking(session=session, email=f"{name}@example.org") for name in "abcd"]

    said = [
        organiser.post(reverse("sessions_admin:give_place", args=[each.pk]), follow=True).text
        for each in waiting
    ]

    states = [Booking.objects.get(pk=each.pk).state for each in waiting]
    assert states == ["booked", "booked", "booked", "waiting"]
    assert "There is no free place for them yet." in said[3]
    assert words_of(session) == "17 of 17 places taken, 0 left."


def test_only_places_that_can_be_given_are_said_to_be_held_back(site, organiser):
    session = make_session(places=17)
    fill(session, 17)
    Session.objects.update(places_held=3)
    here = reverse("sessions_admin:session", args=[session.pk])
    make_booking(session=session, name="Jo", email="jo@example.org")
    assert words_of(session) == (
        "17 of 17 places taken, 0 left. We hold back 3 more when they become free."
    )
    shown = organiser.get(here).text
    assert "17 of 17 places taken, 0 left." in shown
    assert "can also give out a place" not in shown


def test_a_place_held_in_the_room_is_not_promised_to_someone_at_home(site, organiser):
    session = make_session(
        places=1, places_in_person=4, places_held=2, in_person=True, venue="The Hall, Ely"
    )
    fill(session, 1)
    fill(session, 2, mode="in-person")
    waiting = make_booking(session=session, name="Jo", email="jo@example.org", mode="video")
    assert words_of(session) == (
        "In the room: 2 of 4 places taken, 0 left, and 2 that we hold back. "
        "From home: 1 of 1 places taken, 0 left."
    )

    place = reverse("sessions_admin:give_place", args=[waiting.pk])
    assert (
        "The places that we hold back are in the room." in organiser.post(place, follow=True).text
    )
    in_room = make_booking(session=session, name="Kim", email="kim@example.org", mode="in-person")
    organiser.post(reverse("sessions_admin:give_place", args=[in_room.pk]))
    assert Booking.objects.get(pk=in_room.pk).state == "booked"


def test_a_booking_for_more_than_can_be_given_says_how_many_are_missing(site, organiser):
    session = make_session(places=3)
    fill(session, 2)
    pair = fill(session, 2)

    url = reverse("sessions_admin:give_place", args=[pair.pk])
    said = organiser.post(url, follow=True).text
    assert "They need 2 places, and only 1 can be given." in said


def test_people_by_way_of_joining_and_places_add_up(site, organiser, now):
    session = make_session(places=17)
    fill(session, 9)
    make_booking(session=session, name="Ama", email="a@example.org", supporter="Sam")
    make_booking(session=session, name="Bea", email="b@example.org", supporter="Kit", mode="phone")
    fill(session, 2, mode="phone")

    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    assert "By video: 11, By phone: 4." in shown
    assert "2 of these 15 support someone and take no place." in shown
    assert "13 of 17 places taken, 4 left." in shown
    assert "13 of 17 places taken" in organiser.get(reverse("sessions_admin:coming")).text


def test_places_of_a_way_to_join_that_is_closed_are_not_counted(site, now):
    session = make_session(places=13, places_in_person=4, in_person=False)
    fill(session, 2)

    assert words_of(session) == "2 of 13 places taken, 11 left."
    assert overview.taken_words(overview.coming(now).get()) == "2 of 13 places taken"


def test_a_room_with_a_limit_beside_a_call_without_one_keeps_its_numbers(site):
    session = make_session(
        places=None, places_in_person=4, places_held=1, in_person=True, venue="The Hall, Ely"
    )
    fill(session, 1, mode="in-person")

    assert words_of(session) == (
        "In the room: 1 of 4 places taken, 2 left, and 1 that we hold back. "
        "From home: 0 places taken, and no limit."
    )
