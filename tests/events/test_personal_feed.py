"""A person's own calendar: who gets its address, what is in it, and how it ends."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core import mail
from django.urls import reverse

from events import bookings as services
from events.bookings import Attendee, manage_token
from events.emails.delivery import send_due
from events.models import Booking, Notice, PersonalFeed
from events.privacy.retention import erase, purge_expired
from events.schedule import cancel as cancel_date
from events.schedule import personal_feed
from hub import db_cache
from hub.signed_links import UnknownLink
from tests import factories
from tests.readers import agreed

DAY = timedelta(days=1)
State = Booking.State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(now, time_machine):
    time_machine.move_to(now, tick=False)


def ask(client, booking, do="send"):
    return client.post(reverse("own_calendar", args=[manage_token(booking)]), {"do": do})


def mails_about_it(now):
    mail.outbox.clear()
    send_due(now=now)
    return [each for each in mail.outbox if "own calendar" in each.subject]


def address_in(message):
    return re.search(r"https://brew\.test(/my-calendar/\S+/)", message.body)[1]


@pytest.fixture
def booking(now):
    return factories.make_booking()


@pytest.fixture
def address(client, booking, now):
    """The page that the mail leads to."""
    ask(client, booking)
    (told,) = mails_about_it(now)
    return address_in(told)


def read(client, address):
    response = client.get(f"{address}my-brews.ics")
    assert response.status_code == 200
    return agreed(response.content)


# Asking for it ------------------------------------------------------------------------------------


def test_nothing_is_made_until_the_button_is_pressed(client, booking):
    url = reverse("own_calendar", args=[manage_token(booking)])
    assert url in client.get(reverse("manage", args=[manage_token(booking)])).content.decode()
    client.get(url)
    client.head(url)

    assert not PersonalFeed.objects.exists()
    assert not Notice.objects.filter(kind="own-feed").exists()


def test_the_address_goes_by_mail_to_the_contact_alone_and_is_never_shown(client, now):
    """Anyone can book in another person's name, and the person it is for has the link too."""
    booking = factories.make_booking(
        name="Sam",
        email="Sam@example.org",
        for_whom="other",
        people=(Attendee(name="Ama", email="ama@example.org"),),
    )
    response = client.post(
        reverse("own_calendar", args=[manage_token(booking)]), {"do": "send"}, follow=True
    )
    (told,) = mails_about_it(now)

    assert "Look at your email" in response.content.decode()
    assert "my-calendar" not in response.content.decode()
    assert told.to == ["Sam@example.org"]
    assert client.get(address_in(told)).status_code == 200


def test_asking_again_sends_the_same_address_at_most_once_an_hour(client, booking, now):
    ask(client, booking)
    ask(client, booking)
    (first,) = mails_about_it(now)
    personal_feed.send_address(booking=booking, now=now + timedelta(hours=1))
    (second,) = mails_about_it(now + timedelta(hours=1))

    assert address_in(first) == address_in(second)
    assert PersonalFeed.objects.count() == 1


def test_a_booking_without_an_email_address_says_what_to_do(client, now):
    booking = factories.make_booking(email="", phone="01632 960 001")
    page = client.get(reverse("own_calendar", args=[manage_token(booking)]))

    assert "no email address" in page.content.decode()
    ask(client, booking)
    assert not PersonalFeed.objects.exists()


def test_both_pages_and_the_mail_say_that_some_see_everything_twice(client, booking, now):
    asking = client.get(reverse("own_calendar", args=[manage_token(booking)]))
    ask(client, booking)
    (told,) = mails_about_it(now)
    page = client.get(address_in(told))

    for text in (asking.content.decode(), page.content.decode(), told.body):
        assert "Then you see each session twice. Both are right." in " ".join(text.split())


def test_the_page_has_a_button_for_every_calendar(client, address):
    page = client.get(address).content.decode()
    url = f"https://brew.test{address}my-brews.ics"

    assert f'href="webcal://brew.test{address}my-brews.ics"' in page
    assert "calendar.google.com" in page and "outlook.live.com" in page
    assert quote(url, safe="") in page
    assert f'value="{url}"' in page


PROGRAMS = (
    "iPhone, iPad or Mac",
    "Google, or an Android phone",
    "Outlook on the web, or the new Outlook",
    "Classic Outlook on Windows",
    "Thunderbird",
    "Evolution",
    "ICSx⁵",
)


@pytest.mark.parametrize("program", PROGRAMS)
def test_both_pages_say_how_each_program_subscribes(client, address, program):
    for path in (reverse("sessions_subscribe"), address):
        assert program in client.get(path).text


def test_both_pages_say_that_the_google_app_cannot_subscribe(client, address):
    for url in (address, reverse("sessions_subscribe")):
        said = " ".join(client.get(url).content.decode().split())
        assert "Do this once on a computer; then it is on your phone too." in said


# What is in it ------------------------------------------------------------------------------------


def test_it_holds_every_booking_of_the_address_with_the_uids_of_the_invites(client, booking, now):
    later = factories.make_session(starts_at=factories.STARTS_AT + 28 * DAY)
    theirs = factories.make_booking(session=later, email="AMA@example.org")
    invited = factories.make_booking(
        session=later,
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(Attendee(name="Ama", email="ama@example.org"),),
    )
    factories.make_booking(session=later, name="Ben", email="ben@example.org")
    ask(client, booking)
    (told,) = mails_about_it(now)
    events = read(client, address_in(told))

    assert {event.uid for event in events} == {
        f"booking-{each.uid}@brew.test" for each in (booking, theirs, invited)
    }
    for message in mail.outbox:
        for part in message.message().walk():
            if part.get_content_type() == "text/calendar" and message.to == ["ama@example.org"]:
                (event,) = agreed(part.get_payload(decode=True), method="REQUEST")
                assert event.uid in {each.uid for each in events}


def test_it_tells_nothing_to_or_of_anybody_else(client, address, booking):
    session = booking.session
    factories.make_booking(session=session, name="Canary", email="canary@example.net")
    body = client.get(f"{address}my-brews.ics").content.decode().replace("\r\n ", "")

    for secret in ("Canary", "canary", "Ama", "example.org", "kettle", manage_token(booking)):
        assert secret not in body
    assert "ATTENDEE" not in body and "ORGANIZER" not in body and "METHOD" not in body


def test_only_places_are_in_it(client, address, booking, now):
    session = factories.make_session(starts_at=factories.STARTS_AT + 7 * DAY, places=0)
    waiting = factories.make_booking(session=session)
    assert waiting.state == State.WAITING
    assert len(read(client, address)) == 1
    services.cancel(booking=waiting, now=now)
    assert len(read(client, address)) == 1


def test_who_must_not_know_of_a_booking_does_not_see_it(client, address):
    factories.make_booking(
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(Attendee(name="Ama", email="ama@example.org"),),
        person_knows=False,
    )

    assert len(read(client, address)) == 1


def test_what_is_cancelled_says_so_and_what_is_booked_again_shows_once(
    client, address, booking, now
):
    (before,) = read(client, address)
    services.cancel(booking=booking, now=now)
    (after,) = read(client, address)
    assert (after.uid, after.status) == (before.uid, "CANCELLED")
    assert after.summary.startswith("Cancelled: ")
    assert after.sequence > before.sequence

    again = factories.make_booking(session=booking.session)
    (event,) = read(client, address)
    assert event.uid == f"booking-{again.uid}@brew.test"
    assert event.status == "CONFIRMED"


def test_a_cancelled_date_stays_as_cancelled(client, address, booking, now):
    cancel_date(session=booking.session, reason="Snow", now=now)
    (event,) = read(client, address)

    assert event.status == "CANCELLED"


def test_a_discreet_booking_has_its_plain_title_here_too(client, address, booking, now):
    services.set_discreet_title(booking=booking, now=now)
    (event,) = read(client, address)

    assert event.summary == "Meeting"
    assert "Over a Brew" not in event.summary + event.description + event.location


def test_it_is_valid_without_any_booking(client, address, booking, now):
    feed = PersonalFeed.objects.get()
    Booking.objects.all().delete()

    assert personal_feed.bookings_in(feed, now=now) == []
    assert read(client, address) == []


def test_the_same_data_gives_the_same_bytes_and_few_questions(
    client, address, django_assert_max_num_queries
):
    def fetch():
        with django_assert_max_num_queries(4):
            return client.get(f"{address}my-brews.ics").content

    fetch()
    assert fetch() == fetch()
    for number in range(1, 12):
        starts = factories.STARTS_AT + number * 7 * DAY
        factories.make_booking(session=factories.make_session(starts_at=starts))
    assert len(agreed(fetch())) == 12


@pytest.mark.parametrize(
    ("name", "kept"), [("", "private, no-store"), ("my-brews.ics", "private, no-cache")]
)
def test_nothing_on_the_way_may_keep_it(client, address, name, kept):
    for response in (client.get(address + name), client.head(address + name)):
        assert response.status_code == 200
        assert response["Cache-Control"] == kept
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "same-origin"
    if name:
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert not response.cookies


def poll(client, address, tag=None):
    headers = {"if-none-match": tag} if tag else {}
    return client.get(f"{address}my-brews.ics", headers=headers)


def test_a_program_that_asks_again_gets_304_until_something_changes(
    client, address, booking, now, time_machine
):
    first = poll(client, address)
    again = poll(client, address, first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "private, no-cache"
    assert again["ETag"] == first["ETag"]
    assert not first["ETag"].startswith("W/")
    time_machine.shift(timedelta(hours=3))
    assert poll(client, address, first["ETag"]).status_code == 304

    services.cancel(booking=booking, now=now + timedelta(hours=3))

    changed = poll(client, address, first["ETag"])
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_the_tag_of_one_person_is_no_use_to_another_and_not_after_it_is_stopped(
    client, address, booking
):
    tag = poll(client, address)["ETag"]
    other = factories.make_booking(session=booking.session, email="ben@example.org")
    feed = PersonalFeed.objects.create(email=other.email)
    page = reverse("own_feed_page", args=[personal_feed.SIGNER.token_for(feed.uid)])
    shown = poll(client, page, tag)
    assert shown.status_code == 200
    assert [event.uid for event in agreed(shown.content)] == [f"booking-{other.uid}@brew.test"]

    client.post(address)
    assert poll(client, address, tag).status_code == 404


@pytest.mark.alone("any write on the server empties the cache")
@pytest.mark.django_db(transaction=True)
def test_asking_again_costs_no_look_at_the_bookings_and_keeps_none_in_memory(
    client, booking, django_assert_max_num_queries
):
    feed = PersonalFeed.objects.create(email=booking.email)
    address = reverse("own_feed_page", args=[personal_feed.SIGNER.token_for(feed.uid)])
    tag = poll(client, address)["ETag"]
    # The look for the feed, and on PostgreSQL that for the version of the database.
    with django_assert_max_num_queries(2) as asked:
        assert poll(client, address, tag).status_code == 304
    assert not [query for query in asked.captured_queries if "events_booking" in query["sql"]]
    assert tag in db_cache._cache.values.values()
    assert not [kept for kept in db_cache._cache.values.values() if b"BEGIN" in str(kept).encode()]


# How it ends --------------------------------------------------------------------------------------


def test_it_can_be_stopped_on_its_own_page(client, address):
    client.get(address)
    client.head(address)
    assert PersonalFeed.objects.exists()

    response = client.post(address, follow=True)

    assert "has stopped" in response.content.decode()
    assert client.get(address).status_code == 404
    assert client.get(f"{address}my-brews.ics").status_code == 404


def test_it_can_be_stopped_from_the_booking_and_a_new_one_is_another(client, address, booking, now):
    ask(client, booking, do="stop")
    assert client.get(f"{address}my-brews.ics").status_code == 404

    personal_feed.send_address(booking=booking, now=now + timedelta(hours=1))
    (told,) = mails_about_it(now + timedelta(hours=1))
    assert address_in(told) != address
    assert client.get(address_in(told)).status_code == 200
    assert client.get(address).status_code == 404


def test_a_mail_that_has_not_gone_when_it_is_stopped_never_goes(client, booking, now):
    ask(client, booking)
    ask(client, booking, do="stop")

    assert mails_about_it(now) == []


@pytest.mark.parametrize("change", [str.upper, lambda s: s[:-1], lambda s: s + "A", lambda s: "x"])
def test_a_guess_finds_nothing(client, address, change):
    secret = address.split("/")[2]

    assert client.get(f"/my-calendar/{change(secret)}/my-brews.ics").status_code == 404


def test_the_link_of_a_booking_is_no_key_to_the_feed_nor_the_other_way(client, booking, address):
    secret = address.split("/")[2]

    assert client.get(f"/my-calendar/{manage_token(booking)}/my-brews.ics").status_code == 404
    assert client.get(f"/bookings/{secret}/").status_code == 404


def test_it_survives_a_new_key_of_the_site(client, address, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert client.get(address).status_code == 200

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(UnknownLink):
        personal_feed.feed_for_token(address.split("/")[2])


def test_it_goes_with_the_last_booking_of_the_address(client, address, booking, now):
    other = factories.make_booking(
        session=factories.make_session(starts_at=factories.STARTS_AT + 7 * DAY)
    )
    erase(booking=booking, now=now)
    assert PersonalFeed.objects.exists()

    erase(booking=other, now=now)
    assert not PersonalFeed.objects.exists()


def test_the_nightly_deletion_takes_it_too(client, address, booking):
    purge_expired(now=booking.session.ends_at + 40 * DAY)

    assert not Booking.objects.exists()
    assert not PersonalFeed.objects.exists()
