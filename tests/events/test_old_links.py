"""Links in mails that were sent long ago. These tokens were made once and must open for ever."""

import uuid

import pytest

from events.bookings import booking_for, manage_token
from events.models import Booking, PersonalFeed, Regular, Subscriber
from events.regulars import links as regular_links
from events.schedule import personal_feed
from events.subscriptions import links as subscription_links
from tests.factories import make_booking

UID = uuid.UUID("5f0c6a52-9d2e-4b11-8f3a-0c7d1e2b3a49")
BOOKING = "XwxqUp0uSxGPOgx9His6SQHzn62-tmRPyAeR6pTsZPAQ"
RENEWED_THREE_TIMES = "XwxqUp0uSxGPOgx9His6SQvmG27HYxZUmdNTUNZbrCiQ"
PERSONAL_FEED = "5f0c6a529d2e4b118f3a0c7d1e2b3a49.FQ23uuMWZwRmRSo3kDVuWd9eprWWvrqHm5PPe1c25Es"
SUBSCRIBER = "5f0c6a529d2e4b118f3a0c7d1e2b3a49.dYf75tsy-vwjChDsS8iIWEpBx3JSPtb1F3SRfblORh0"
REGULAR = "5f0c6a529d2e4b118f3a0c7d1e2b3a49.tVwAJ8skFtjgsSa5s8k9onmuTukCF50xcltGP-17Luc"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def secret_key(settings):
    settings.SECRET_KEY = "a-secret-key-of-the-tests-of-old-links"


@pytest.fixture
def booking():
    made = make_booking()
    Booking.objects.filter(pk=made.pk).update(uid=UID)
    return Booking.objects.get()


@pytest.mark.parametrize(("version", "token"), [(0, BOOKING), (3, RENEWED_THREE_TIMES)])
def test_a_link_to_a_booking(client, booking, version, token):
    Booking.objects.update(link_version=version)

    assert booking_for(token) == booking
    assert manage_token(booking_for(token)) == token
    assert client.get(f"/bookings/{token}/").status_code == 200
    assert client.get(f"/bookings/{token}/calendar.ics").status_code == 200


def test_a_link_to_a_personal_calendar(client):
    feed = PersonalFeed.objects.create(uid=UID, email="ama@example.org")

    assert personal_feed.feed_for_token(PERSONAL_FEED) == feed
    assert personal_feed.SIGNER.token_for(feed.uid) == PERSONAL_FEED
    assert client.get(f"/my-calendar/{PERSONAL_FEED}/").status_code == 200
    assert client.get(f"/my-calendar/{PERSONAL_FEED}/my-brews.ics").status_code == 200


def test_a_link_of_a_subscriber(client):
    subscriber = Subscriber.objects.create(uid=UID, email="ama@example.org")

    assert subscription_links.subscriber_for_token(SUBSCRIBER) == subscriber
    assert subscription_links.SIGNER.token_for(subscriber.uid) == SUBSCRIBER
    assert client.get(f"/tell-me/{SUBSCRIBER}/").status_code == 200
    assert client.post(f"/tell-me/{SUBSCRIBER}/stop/").status_code == 200
    assert not Subscriber.objects.exists()


def test_a_link_of_a_regular(client, booking):
    regular = Regular.objects.create(uid=UID, booking=booking, series=booking.session.series)

    assert regular_links.regular_for_token(REGULAR) == regular
    assert regular_links.SIGNER.token_for(regular.uid) == REGULAR
    assert client.get(f"/every-month/{REGULAR}/").status_code == 200
    assert client.post(f"/every-month/{REGULAR}/stop/").status_code == 200
    assert not Regular.objects.exists()
