"""Cancel, open and change a booking; give a place to someone on the waiting list."""

from datetime import timedelta

import pytest
from django.urls import reverse

from events import bookings, phone_calls, schedule
from events.models import AccessNeed, Booking
from tests.events.admin.helpers import NAME, NEED, logged_in_at, read_csv
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


def test_an_organiser_cancels_a_booking_after_one_question(session, booking, organiser):
    url = reverse("sessions_admin:cancel_booking", args=[booking.pk])

    assert "gets an email" in organiser.get(url).text
    booking.refresh_from_db()
    assert booking.state == Booking.State.BOOKED

    organiser.post(url)
    booking.refresh_from_db()
    assert booking.state == Booking.State.CANCELLED


def test_someone_who_waits_is_given_a_place_when_there_is_one(organiser, site, now):
    session = make_session(places=1)
    first = make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")
    url = reverse("sessions_admin:give_place", args=[waiting.pk])

    assert "no free place" in organiser.post(url, follow=True).text
    bookings.cancel(booking=first, now=now)
    organiser.post(url)

    waiting.refresh_from_db()
    assert waiting.state == Booking.State.BOOKED


def test_a_place_that_is_held_back_is_given_to_someone_who_waits(organiser, site, now):
    session = make_session(places=2, places_held=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")
    third = make_booking(session=session, name="Kim", email="kim@example.org")
    assert (
        "that you hold back"
        in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    )

    organiser.post(reverse("sessions_admin:give_place", args=[waiting.pk]))
    response = organiser.post(reverse("sessions_admin:give_place", args=[third.pk]), follow=True)

    waiting.refresh_from_db()
    session.refresh_from_db()
    assert (waiting.state, session.places_held) == (Booking.State.BOOKED, 0)
    assert "no free place" in response.text
    assert bookings.capacity_of(session).all_left == 0


def test_a_free_place_is_given_before_one_that_is_held_back(organiser, site, now):
    session = make_session(places=3, places_held=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org", state="waiting")

    organiser.post(reverse("sessions_admin:give_place", args=[waiting.pk]))

    session.refresh_from_db()
    assert session.places_held == 1


def test_nobody_but_an_organiser_gets_a_place_that_is_held_back(site, now):
    session = make_session(places=2, places_held=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")

    with pytest.raises(bookings.BookingError):
        bookings.accept_offer(booking=waiting, now=now)


def test_organisers_see_who_does_not_know_yet_that_they_are_booked(session, organiser):
    booking = make_booking(
        session=session,
        name="Sam Carer",
        email="sam@example.org",
        for_whom="other",
        people=(bookings.Attendee(name="Ama"),),
        person_knows=False,
    )
    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    rows = read_csv(
        organiser.get(reverse("sessions_admin:download", args=[session.pk, "plain", "csv"]))
    )
    assert "Does not know yet" in shown
    assert "Talk only to Sam Carer." in shown
    assert rows[-1]["Knows that they are booked"].startswith("No")

    Booking.objects.filter(pk=booking.pk).update(person_knows=True)
    assert (
        "not know yet"
        not in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    )


def test_the_question_before_cancelling_says_who_gets_an_email(session, organiser):
    booking = make_booking(
        session=session,
        name="Sam Carer",
        email="",
        phone="01632 960 002",
        for_whom="other",
        people=(bookings.Attendee(name="Ama", email="ama@example.org"),),
    )
    shown = organiser.get(reverse("sessions_admin:cancel_booking", args=[booking.pk])).text

    assert "The person it is for gets an email" in shown
    assert "Sam Carer does not. Tell them on the phone: 01632 960 002." in shown
    assert (
        "ama@example.org"
        in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    )


def test_an_organiser_changes_a_booking_for_someone_on_the_phone(session, organiser):
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    url = reverse("sessions_admin:open_booking", args=[joan.pk])
    assert url in organiser.get(reverse("sessions_admin:session", args=[session.pk])).text

    page = organiser.get(url)
    assert page.url == reverse("manage", args=[bookings.manage_token(joan)])
    organiser.post(f"{page.url}change/way/", {"way": "phone"})

    joan.refresh_from_db()
    assert joan.attendance_mode == "phone"


def test_the_page_of_a_past_or_cancelled_booking_is_opened_to_delete_what_we_know(
    session, booking, organiser, now
):
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    bookings.cancel(booking=joan, now=now)
    response = organiser.post(
        reverse("sessions_admin:find"), {"code": joan.spoken_code}, follow=True
    )
    assert f'id="booking-{joan.pk}"' in response.text
    assert "Joan Webb" in response.text

    with logged_in_at(organiser, session.ends_at + timedelta(hours=1)):
        shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
        for each in (joan, booking):
            url = reverse("sessions_admin:open_booking", args=[each.pk])
            assert url in shown
            organiser.post(reverse("erase_booking", args=[bookings.manage_token(each)]))

    assert not Booking.objects.exists()


def test_why_no_place_can_be_given_is_said_as_it_is(organiser, site, now):
    session = make_session(places=1)
    make_booking(session=session)
    waiting = make_booking(session=session, name="Jo", email="jo@example.org")
    schedule.cancel(session=session, reason="Ill", now=now)

    shown = organiser.post(
        reverse("sessions_admin:give_place", args=[waiting.pk]), follow=True
    ).text

    assert "This date is cancelled, so there is no place to give." in shown
    assert "Add places" not in shown


def test_who_says_yes_to_an_offer_on_the_phone_has_the_place_and_needs_no_second_call(
    organiser, site, now
):
    session = make_session(places=1)
    first = make_booking(session=session)
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    bookings.cancel(booking=first, now=now)
    place = reverse("sessions_admin:give_place", args=[joan.pk])
    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert f'formaction="{place}"' in shown
    assert "They want to think" in shown

    organiser.post(place, {"said": "yes"})

    joan.refresh_from_db()
    assert joan.state == Booking.State.BOOKED
    assert not phone_calls.calls_to_make(now=now)


def test_who_is_cancelled_without_a_mail_is_on_the_list_of_calls_unless_they_know(
    session, organiser, now
):
    for told in (False, True):
        joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
        url = reverse("sessions_admin:cancel_booking", args=[joan.pk])
        assert "on the list of people to phone until you have told them" in organiser.get(url).text
        said = organiser.post(url, {"told": "yes"} if told else {}, follow=True).text

        assert ("Nobody has told the person who booked yet" in said) == (not told)
        assert (joan in [call.booking for call in phone_calls.calls_to_make(now=now)]) == (not told)


def test_who_is_given_a_place_without_a_mail_is_said_to_be_told_on_the_phone(organiser, site, now):
    session = make_session(places=1, places_held=1)
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    url = reverse("sessions_admin:give_place", args=[joan.pk])

    said = organiser.post(url, follow=True).text

    assert "They have a place now. Nobody has told them yet" in said
    assert [call.booking for call in phone_calls.calls_to_make(now=now)] == [joan]


def test_what_had_been_arranged_for_a_cancelled_booking_is_named_there(
    session, booking, organiser, now
):
    AccessNeed.objects.update(state="in-place")
    bookings.cancel(booking=booking, now=now)

    shown = organiser.get(reverse("sessions_admin:session", args=[session.pk])).text
    assert f"{NAME} had asked for: {NEED}" in shown
