"""The calendar file in a mail."""

import re
from datetime import UTC, datetime

import pytest

from events import bookings as booking_service
from events.emails import compose
from events.emails.delivery import send_due
from events.models import Booking, Notice, Session
from tests import factories
from tests.events.emails.mails import (
    Kind,
    State,
    calendar_part,
    compose_mail,
    enqueue_notice,
    html_words,
    make_full_booking,
    send_invite,
)
from tests.readers import agreed

pytestmark = pytest.mark.django_db


def test_the_invite_is_one_event_for_one_person_and_every_reader_agrees(now):
    booking = make_full_booking(session=factories.make_session(title="Brew: carers, café & 🫖"))
    Booking.objects.filter(pk=booking.pk).update(sequence=3)
    Session.objects.update(sequence=4)
    mail = compose_mail(Kind.CONFIRMATION, booking, now)
    method, file = calendar_part(mail)
    (event,) = agreed(file, method="REQUEST")

    assert method == "REQUEST"
    assert event.uid == f"booking-{booking.uid}@brew.test"
    assert event.sequence == 7
    assert event.summary == "Brew: carers, café & 🫖"
    assert (event.starts, event.ends) == (booking.session.starts_at, booking.session.ends_at)
    assert event.status == "CONFIRMED"
    assert event.location == "By video"
    assert event.url == "https://brew.test/sessions/over-a-brew/2027-01-27/"
    assert "Pressing No in your calendar does not cancel your booking." in event.description
    assert "https://brew.test/bookings/" in event.description
    text = file.decode().replace("\r\n ", "")
    assert text.count("\r\nATTENDEE") == text.count("\r\nORGANIZER") == 1
    assert not re.search(r"\r\n[A-Z-]+:\r\n", text), "no empty lines of content"
    assert "mailto:ama@example.org" in text
    assert "mailto:hello@overabrew.example" in text


def test_an_invite_in_summer_is_at_the_time_of_summer(now):
    starts = datetime(2027, 6, 23, 9, 30, tzinfo=UTC)
    booking = factories.make_booking(session=factories.make_session(starts_at=starts))
    mail = compose_mail(Kind.CONFIRMATION, booking, now)
    (event,) = agreed(calendar_part(mail)[1], method="REQUEST")

    assert event.starts == starts
    assert "10:30am to 12 noon" in mail.body


def test_a_cancelled_booking_takes_the_same_event_out_again(now):
    booking = send_invite(factories.make_booking(), now)
    booking_service.cancel(booking=booking, now=now)
    before = booking.sequence
    mail = compose(enqueue_notice(Kind.CANCELLATION, booking, now, dedupe_key=str(before + 1)), now)
    method, file = calendar_part(mail)
    (event,) = agreed(file, method="CANCEL")

    assert method == "CANCEL"
    assert event.uid == f"booking-{booking.uid}@brew.test"
    assert event.sequence > before
    assert event.status == "CANCELLED"


def test_who_never_had_an_invite_gets_none_taken_back(now):
    booking = factories.make_booking()
    Notice.objects.all().delete()

    assert calendar_part(compose_mail(Kind.CANCELLATION, booking, now)) is None
    assert calendar_part(compose_mail(Kind.SESSION_CANCELLED, booking, now)) is None


def test_people_who_wait_get_no_invite(now):
    booking = factories.make_booking(session=factories.make_session(places=0))
    assert booking.state == State.WAITING
    Notice.objects.all().delete()

    for kind in (Kind.CHANGE, Kind.SESSION_MOVED):
        mail = compose(enqueue_notice(kind, booking, now), now)
        assert calendar_part(mail) is None
        assert "waiting list" in mail.body or kind == Kind.SESSION_MOVED


def test_a_discreet_booking_shows_a_plain_title_in_calendar_and_subject(now):
    session = factories.make_session(title="Over a Brew: living with grief")
    booking = factories.make_booking(session=session, discreet_title=True)
    mail = compose_mail(Kind.CONFIRMATION, booking, now)
    file = calendar_part(mail)[1]
    (event,) = agreed(file, method="REQUEST")

    assert event.summary == "Meeting"
    assert "grief" not in file.decode().replace("\r\n ", "")
    assert "over-a-brew" not in event.url
    assert "grief" not in mail.subject
    assert "Wednesday 27 January 2027" in mail.subject


def test_a_calendar_that_others_see_holds_no_link_that_opens_the_booking(now):
    booking = factories.make_booking(discreet_title=True)
    mail = compose_mail(Kind.CONFIRMATION, booking, now)
    (event,) = agreed(calendar_part(mail)[1], method="REQUEST")

    assert "/bookings/" in mail.body
    assert "/bookings/" not in event.description
    assert "Use the link in our email." in event.description


def test_a_file_that_takes_a_date_out_says_nothing_of_pressing_no(now):
    booking = factories.make_booking()
    send_due(now=now)
    mail = compose_mail(Kind.SESSION_CANCELLED, booking, now)
    (event,) = agreed(calendar_part(mail)[1], method="CANCEL")

    assert "Pressing No" not in event.description


def test_a_place_in_a_room_is_in_mail_and_calendar_with_its_address(now):
    session = factories.make_session(
        in_person=True,
        by_video=False,
        by_phone=False,
        venue="The Hall\n2 Mill Road\nEly CB7 4XX",
        venue_access="No steps. Park behind the hall.",
    )
    mail = compose_mail(Kind.CONFIRMATION, factories.make_booking(session=session), now)
    (event,) = agreed(calendar_part(mail)[1], method="REQUEST")

    assert event.location == "The Hall, 2 Mill Road, Ely CB7 4XX"
    for text in (mail.body, html_words(mail)):
        assert "The Hall, 2 Mill Road, Ely CB7 4XX" in text
        assert "No steps. Park behind the hall." in text


def test_someone_who_books_with_our_own_mailbox_gets_the_mail_without_an_invite(now):
    booking = factories.make_booking(email="HELLO@overabrew.example")
    mail = compose_mail(Kind.CONFIRMATION, booking, now)

    assert calendar_part(mail) is None
    assert "calendar" not in mail.body
