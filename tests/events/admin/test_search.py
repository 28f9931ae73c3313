"""Find bookings and subscribers by code, name, address or number."""

import pytest
from django.urls import reverse

from events import bookings
from events.models import Booking, Subscriber
from events.subscriptions import subscribers
from tests.events.admin.helpers import NAME, login
from tests.factories import make_booking

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("said", ["kettle 4821", "Kettle-4821", " KETTLE 48 21 "])
def test_a_code_that_someone_says_on_the_phone_finds_their_booking(said, booking, organiser):
    Booking.objects.filter(pk=booking.pk).update(spoken_code="kettle 4821")
    response = organiser.post(reverse("sessions_admin:find"), {"code": said})

    url = reverse("sessions_admin:session", args=[booking.session_id])
    assert response.url == f"{url}?booking={booking.pk}#booking-{booking.pk}"
    assert reverse("sessions_admin:find") in organiser.get(reverse("sessions_admin:coming")).text


@pytest.mark.parametrize(
    "said", ["", "kettle 482", "4822", "teapot 1", "lemon", "kettle 4821 " * 500]
)
def test_a_code_that_no_booking_has_is_said_kindly(said, booking, organiser):
    Booking.objects.filter(pk=booking.pk).update(spoken_code="kettle 4821")
    response = organiser.post(reverse("sessions_admin:find"), {"code": said}, follow=True)

    assert "No booking has this code." in response.text


@pytest.mark.parametrize("said", ["4821", "kettle", "Ketle 4821", "the one with 4821", "KETTLE"])
def test_a_part_of_a_code_or_one_that_was_misheard_finds_it(said, booking, organiser):
    Booking.objects.filter(pk=booking.pk).update(spoken_code="kettle 4821")
    other = make_booking(session=booking.session, name="Kim", email="kim@example.org")
    Booking.objects.filter(pk=other.pk).update(spoken_code="lemon 1482")
    response = organiser.post(reverse("sessions_admin:find"), {"code": said})

    assert [found.pk for found in response.context["bookings"]] == [booking.pk]


def test_the_code_of_a_cancelled_booking_is_said_to_be_one(booking, organiser, now):
    bookings.cancel(booking=booking, now=now)
    response = organiser.post(
        reverse("sessions_admin:find"), {"code": booking.spoken_code}, follow=True
    )

    assert "The booking with this code is cancelled." in response.text


def test_an_editor_finds_and_opens_no_booking(booking, editor):
    for url in (
        reverse("sessions_admin:open_booking", args=[booking.pk]),
        reverse("sessions_admin:find"),
    ):
        response = editor.post(url, {"code": booking.spoken_code})
        assert response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize(
    "said",
    ["zebedee", "Quill", "ZEBEDEE@example.org", "01632 960 001", "+44 1632 960001", "Mo Helper"],
)
def test_a_name_an_address_or_a_number_finds_their_bookings(said, session, organiser, now):
    booking = make_booking(
        session=session,
        name=NAME,
        email="zebedee@example.org",
        phone="01632 960 001",
        supporter="Mo Helper",
    )
    make_booking(session=session, name="Ama", email="ama@example.org", phone="01632 960 002")
    bookings.cancel(booking=booking, now=now)

    response = organiser.post(reverse("sessions_admin:find"), {"code": said})

    assert NAME in response.text
    assert reverse("sessions_admin:open_booking", args=[booking.pk]) in response.text
    assert "Ama" not in response.text


@pytest.mark.parametrize(
    "written", ["07700 900123 after 5pm", "+44 (0)7700 900 123", "07700900123"]
)
@pytest.mark.parametrize(
    "said",
    ["07700 900 123", "0044 7700 900123", "mobile 07700900123", "٠٧٧٠٠ ٩٠٠١٢٣", "900123"],
)
def test_a_number_is_found_however_it_was_written_and_said(written, said, session, organiser):
    make_booking(session=session, name=NAME, email="", phone=written)

    response = organiser.post(reverse("sessions_admin:find"), {"code": said})

    assert NAME in response.text


@pytest.mark.parametrize("said", ["", "Ze", "%", "__________", "0000000", "nobody@example.org"])
def test_what_is_like_nobody_finds_nobody(said, booking, organiser):
    response = organiser.post(reverse("sessions_admin:find"), {"code": said}, follow=True)

    assert "No name, email address or phone number is like it either." in response.text
    assert NAME not in response.text


def test_someone_who_wants_no_more_news_is_found_by_address_and_stopped(organiser, site, now):
    asked = subscribers.subscribe(email="joan@example.org", everything=True, now=now)
    shown = organiser.post(reverse("sessions_admin:find"), {"code": "Joan@Example.org"}).text
    url = reverse("subscriptions:stop", args=[asked.pk])
    assert url in shown

    organiser.get(url)
    assert Subscriber.objects.exists()
    organiser.post(url)

    assert not Subscriber.objects.exists()


def test_an_editor_finds_nobody_and_stops_no_news(client, site, booking, now):
    asked = subscribers.subscribe(email="joan@example.org", everything=True, now=now)
    editor = login(client, "Editors")

    answers = [
        editor.post(reverse("sessions_admin:find"), {"code": NAME}),
        editor.post(reverse("sessions_admin:find"), {"code": "joan@example.org"}),
        editor.post(reverse("subscriptions:stop", args=[asked.pk])),
        editor.post(reverse("sessions_admin:let_go", args=[booking.notices.first().pk])),
    ]

    assert {each.url for each in answers} == {reverse("wagtailadmin_home")}
    assert Subscriber.objects.exists()
