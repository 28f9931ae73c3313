"""Whoever writes "müller" once and "xn--mller-kva" another time is one person everywhere."""

from datetime import timedelta

import pytest
from django.core import mail

from events import bookings as services
from events.admin.search import matching_bookings
from events.bookings import Attendee
from events.broadcasts.audience import AudienceType, copies_of
from events.emails.delivery import send_due
from events.models import Booking, Notice, PersonalFeed, RemovedPerson, Subscriber
from events.outbox import recipient_key_for
from events.privacy.retention import erase
from events.regulars.identity import identity_of
from events.rsvp.apply import Outcome, process_reply
from events.schedule import personal_feed
from events.subscriptions import subscribers
from events.subscriptions.extensions import _search_results
from tests import factories
from tests.events.calendar_replies import TRUSTED, reply

ASCII, UNICODE = "ann@xn--mller-kva.example", "ann@müller.example"
HOUR = timedelta(hours=1)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("trusted"),
    pytest.mark.parametrize(("one", "other"), [(ASCII, UNICODE), (UNICODE, ASCII)]),
]


@pytest.fixture
def trusted(settings):
    settings.TRUSTED_AUTHSERV_ID = TRUSTED


def book(email, **fields):
    return factories.make_booking(name="Ann", email=email, **fields)


def test_a_no_from_the_other_spelling_counts(now, one, other):
    booking = book(one)
    send_due(now=now)
    raw = reply(booking, "DECLINED", now, attendee=other)
    assert process_reply(raw=raw, now=now) == Outcome.CANCELLED


def test_a_no_whose_two_addresses_are_spelled_differently_counts(now, one, other):
    booking = book(one)
    send_due(now=now)
    raw = reply(booking, "DECLINED", now, attendee=one, sender=other)
    assert process_reply(raw=raw, now=now) == Outcome.CANCELLED


def test_the_contact_with_a_second_spelling_gets_one_mail(now, one, other):
    booking = book(one, people=(Attendee(name="Ann", email=other),))
    send_due(now=now)
    assert len(mail.outbox) == 1
    assert recipient_key_for(booking, other) == Notice.CONTACT


def test_a_lost_link_is_found(now, one, other):
    booking = book(one)
    assert list(Booking.objects.with_email(other)) == [booking]
    services.send_links_again(email=other, now=now)
    assert booking.notices.filter(kind=Notice.Kind.BOOKING_LINK).exists()


def test_the_own_calendar_shows_every_booking_and_stays_until_the_last_is_gone(now, one, other):
    first = book(one)
    second = book(other, session=factories.make_session(starts_at=factories.STARTS_AT + 24 * HOUR))
    personal_feed.send_address(booking=first, now=now)
    personal_feed.send_address(booking=second, now=now)

    feed = PersonalFeed.objects.get()
    assert personal_feed.bookings_in(feed, now=now) == [first, second]
    assert personal_feed.page_address(email=other) == personal_feed.page_address(email=one) != ""
    erase(booking=first, now=now)
    assert PersonalFeed.objects.exists()
    erase(booking=second, now=now)
    assert not PersonalFeed.objects.exists()


def test_an_own_calendar_is_stopped(now, one, other):
    personal_feed.send_address(booking=book(one), now=now)
    personal_feed.delete_feed(email=other)
    assert not PersonalFeed.objects.exists()


def test_who_is_taken_off_and_still_on_the_booking_keeps_the_date(now, one, other):
    people = (Attendee(name="Sam"), Attendee(name="Ann", email=one))
    booking = factories.make_booking(
        name="Sam", email="sam@example.org", for_whom="other-and-me", people=people
    )
    send_due(now=now)
    services.change(
        booking=booking,
        people=(Attendee(name="Sam", email=other),),
        for_whom="other-and-me",
        now=now,
    )
    assert RemovedPerson.objects.exists()
    mail.outbox.clear()
    send_due(now=now + HOUR)
    assert not any("CANCEL" in str(each.message()) for each in mail.outbox)


def test_alerts_are_one_subscription(now, one, other):
    subscriber = subscribers.subscribe(email=one, everything=True, now=now)
    assert subscribers.subscribe(email=other, everything=True, now=now) == subscriber
    subscribers.confirm(subscriber=subscriber, now=now)
    again = subscribers.subscribe(email=other, everything=True, now=now)
    assert subscribers.confirm(subscriber=again, now=now) == subscriber
    assert _search_results(other)["subscriber"] in Subscriber.objects.all()
    subscribers.unsubscribe(subscriber=subscriber)
    assert not Subscriber.objects.exists()


def test_a_message_to_everyone_comes_once(now, one, other):
    session = factories.make_session()
    bookings = [book(one, session=session), book(other, session=session)]
    assert len(copies_of(bookings, audience=AudienceType.COMING)) == 1


def test_a_regular_is_known_again_and_an_organiser_finds_them(now, one, other):
    session = factories.make_session()
    bookings = [book(one, session=session), book(other, session=session)]
    assert identity_of(bookings[0]) == identity_of(bookings[1])
    assert matching_bookings(other) == bookings
