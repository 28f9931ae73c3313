"""What reminders say about the day, the needs and the way in."""

import re
from datetime import timedelta

import pytest

from events.emails import compose
from events.models import AccessNeed, Notice, Session
from tests import factories
from tests.events.emails.mails import (
    Kind,
    compose_mail,
    enqueue_notice,
    html_words,
    make_full_booking,
    send_invite,
    single_spaced,
)

pytestmark = pytest.mark.django_db


def test_the_reminder_says_how_far_each_need_is(now):
    booking = make_full_booking(needs=("An interpreter", "More breaks"))
    first, second = AccessNeed.objects.order_by("pk")
    AccessNeed.objects.filter(pk=first.pk).update(
        state="in-place", answer="We have booked an interpreter for you."
    )
    AccessNeed.objects.filter(pk=second.pk).update(state="arranging")
    mail = compose_mail(Kind.REMINDER_WEEK, booking, now)

    assert (
        "- An interpreter\n  It is in place.\n  We have booked an interpreter for you." in mail.body
    )
    assert "- More breaks\n  We are working on it." in mail.body
    assert "Is this still right?" in mail.body


def test_the_day_before_shows_the_way_in(now):
    video = compose_mail(Kind.REMINDER_DAY, factories.make_booking(), now)
    assert re.search(r"Join the session:\nhttps://brew\.test/bookings/\S+/join/", video.body)
    assert video.subject.startswith("Tomorrow: ")

    Notice.objects.all().delete()
    session = factories.make_session(
        starts_at=factories.STARTS_AT + timedelta(days=1), meeting_phone="01632 960 777, then 42#"
    )
    phone = compose_mail(
        Kind.REMINDER_DAY, factories.make_booking(session=session, mode="phone"), now
    )
    assert "Number to ring: 01632 960 777, then 42#" in phone.body


def test_a_reminder_that_is_late_says_the_right_day(now):
    booking = factories.make_booking()
    notice = enqueue_notice(Kind.REMINDER_DAY, booking, now)
    on_the_day = booking.session.starts_at - timedelta(hours=2)

    assert compose(notice, on_the_day).subject.startswith("Today: ")


@pytest.mark.parametrize("kind", [Kind.REMINDER_WEEK, Kind.REMINDER_DAY])
def test_a_reminder_does_not_send_people_to_a_room_that_is_closed(kind, now):
    session = factories.make_session(in_person=True, venue="The Hall", venue_access="Ring twice")
    booking = send_invite(factories.make_booking(session=session, mode="in-person"), now)
    Session.objects.filter(pk=session.pk).update(in_person=False)
    mail = compose_mail(kind, booking, now)

    for text in (single_spaced(mail.body), html_words(mail)):
        assert "You cannot join in the way you chose any more." in text
        assert "The Hall" not in text and "Ring twice" not in text
