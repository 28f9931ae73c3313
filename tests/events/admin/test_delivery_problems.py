"""Emails that did not arrive, and people to phone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from events import phone_calls, schedule
from events.emails.delivery import send_due
from events.models import Notice
from tests.events.admin.helpers import NAME, logged_in_at
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db


def test_mails_that_did_not_arrive_are_listed_and_sent_again(session, booking, organiser, now):
    notice = booking.notices.get(kind=Notice.Kind.CONFIRMATION)
    Notice.objects.filter(pk=notice.pk).update(failed_at=now, problem="SMTPRecipientsRefused")

    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert NAME in shown
    assert "You have booked" in shown

    organiser.post(reverse("sessions_admin:send_again", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.failed_at is None


def test_people_with_only_a_phone_are_listed_with_what_to_say_until_someone_has_called(
    session, organiser, now
):
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    schedule.cancel(session=session, reason="Ill", now=now - timedelta(minutes=20))

    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert "Joan Webb, 01632 960 001" in shown
    assert "The session is cancelled." in shown

    organiser.post(reverse("sessions_admin:phoned", args=[joan.pk]))
    assert phone_calls.calls_to_make(now=now) == []


def test_an_email_whose_address_is_no_good_is_taken_off_the_list(booking, organiser, now):
    notice = booking.notices.get(kind=Notice.Kind.CONFIRMATION)
    Notice.objects.filter(pk=notice.pk).update(failed_at=now, problem="SMTPRecipientsRefused")
    shown = organiser.get(reverse("sessions_admin:messages")).text
    assert reverse("sessions_admin:open_booking", args=[booking.pk]) in shown
    url = reverse("sessions_admin:let_go", args=[notice.pk])
    assert url in shown

    organiser.post(url)
    send_due(now=now + timedelta(hours=1))

    notice.refresh_from_db()
    assert notice.sent_at is None
    assert "All emails have arrived" in organiser.get(reverse("sessions_admin:messages")).text
    assert "off the list already" in organiser.post(url, follow=True).text


def test_the_list_of_people_to_phone_says_how_they_join(organiser, site):
    session = make_session(
        by_phone=True, in_person=True, venue="The Hall, Ely", meeting_phone="01632 960 555"
    )
    make_booking(session=session, name="Joan", email="", phone="01632 960 001", mode="phone")
    assert (
        "The number to dial: 01632 960 555"
        in organiser.get(reverse("sessions_admin:messages")).text
    )

    make_booking(session=session, name="Kim", email="", phone="01632 960 002", mode="in-person")
    assert "They come to: The Hall, Ely" in organiser.get(reverse("sessions_admin:messages")).text


def test_what_became_due_during_a_call_is_not_taken_off_the_list_unread(session, organiser, now):
    joan = make_booking(session=session, name="Joan Webb", email="", phone="01632 960 001")
    seen = now.isoformat()
    assert f'name="seen" value="{seen}"' in organiser.get(reverse("sessions_admin:messages")).text
    schedule.cancel(session=session, reason="Ill", now=now)
    url = reverse("sessions_admin:phoned", args=[joan.pk])

    with logged_in_at(organiser, now + timedelta(minutes=15)):
        text = organiser.post(url, {"seen": seen}, follow=True).text
        assert "There is more to tell them now." in text
        assert "The session is cancelled." in text

        seen = (now + timedelta(minutes=15)).isoformat()
        assert (
            "There is nobody for you to phone."
            in organiser.post(url, {"seen": seen}, follow=True).text
        )
