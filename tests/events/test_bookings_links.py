"""The manage link opens its booking only, cannot be guessed and can be revoked."""

import uuid
from datetime import timedelta

import pytest
from django.http import Http404

from events import bookings
from events.models import Booking, Notice, Person
from hub.signed_links import UnknownLink
from tests.factories import make_booking, make_series, make_session

pytestmark = pytest.mark.django_db


def test_a_link_opens_its_own_booking():
    made, other = make_booking(), make_booking()

    assert bookings.booking_for(bookings.manage_token(made)) == made
    assert bookings.manage_token(made) != bookings.manage_token(other)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: "x",
        lambda token: token[:22],
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token[:-2] + ("AA" if token[-2:] != "AA" else "BB"),
        lambda token: "é" * 44,
        lambda token: "\u0000" * 44,
        lambda token: "A" * 5000,
        lambda token: token[22:] + token[:22],
    ],
)
def test_a_spoilt_link_opens_nothing_and_is_a_404(spoil):
    token = bookings.manage_token(make_booking())

    with pytest.raises(UnknownLink) as refusal:
        bookings.booking_for(spoil(token))
    assert isinstance(refusal.value, Http404)


def test_the_end_of_one_link_does_not_fit_another():
    one, other = (bookings.manage_token(make_booking()) for _ in range(2))

    with pytest.raises(UnknownLink):
        bookings.booking_for(one[:22] + other[22:])


def test_a_link_is_stored_nowhere():
    booking = make_booking()
    token = bookings.manage_token(booking)
    row = Booking.objects.filter(pk=booking.pk).values().get()

    assert not any(token[22:] in str(value) for value in row.values())


def test_a_revoked_link_opens_nothing_and_a_new_one_does(now):
    booking = make_booking()
    old = bookings.manage_token(booking)
    bookings.renew_link(booking=booking, now=now)

    with pytest.raises(UnknownLink):
        bookings.booking_for(old)
    assert bookings.booking_for(bookings.manage_token(booking)) == booking


def test_an_erased_booking_has_no_link():
    booking = make_booking()
    token = bookings.manage_token(booking)
    booking.delete()

    with pytest.raises(UnknownLink):
        bookings.booking_for(token)


def test_links_outlive_a_change_of_the_secret_key_while_the_old_one_is_a_fallback(settings):
    token = bookings.manage_token(make_booking())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = uuid.uuid4().hex
    assert bookings.booking_for(token)
    settings.SECRET_KEY_FALLBACKS = []

    with pytest.raises(UnknownLink):
        bookings.booking_for(token)


def test_a_lost_link_is_sent_for_each_coming_booking_of_the_address(now):
    session = make_session()
    mine = [make_booking(session=session), make_booking(session=session)]
    past = make_booking(session=make_session(starts_at=now - timedelta(days=2)))
    gone = make_booking(session=session)
    bookings.cancel(booking=gone, now=now)
    Notice.objects.all().delete()
    bookings.send_links_again(email=" AMA@example.org ", now=now)

    assert {notice.booking for notice in Notice.objects.all()} == set(mine)
    assert not past.notices.exists()


def test_asking_often_sends_one_mail_an_hour(now):
    make_booking()
    Notice.objects.all().delete()
    for minutes in (0, 5, 30):
        bookings.send_links_again(email="ama@example.org", now=now + timedelta(minutes=minutes))
    assert Notice.objects.count() == 1
    bookings.send_links_again(email="ama@example.org", now=now + timedelta(hours=1))
    assert Notice.objects.count() == 2


def test_a_lost_link_goes_only_to_the_address_that_asked(now):
    booking = make_booking(
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(
            bookings.Attendee(name="Ama", email="ama@example.org"),
            bookings.Attendee(name="Jo", role=Person.Role.SUPPORTS, email="jo@example.org"),
        ),
    )
    Notice.objects.all().delete()
    bookings.send_links_again(email="ama@example.org", now=now)
    bookings.send_links_again(email="jo@example.org", now=now)  # supporters have no link
    assert [notice.recipient for notice in Notice.objects.all()] == [
        f"person-{booking.people.first().pk}"
    ]

    Notice.objects.all().delete()
    bookings.send_links_again(email="sam@example.org", now=now)
    assert [notice.recipient for notice in Notice.objects.all()] == [Notice.CONTACT]


def test_an_address_we_do_not_know_changes_nothing(now):
    make_booking(supporter="Jo")
    make_booking(email="", phone="01632 960 111")
    Notice.objects.all().delete()
    bookings.send_links_again(email="nobody@example.org", now=now)
    bookings.send_links_again(email="", now=now)

    assert not Notice.objects.exists()


def test_somebody_who_comes_with_another_supporter_this_time_gets_one_link(now):
    series = make_series()
    wishes = bookings.Preferences(remember_needs=True)
    past = make_session(series=series, starts_at=now - timedelta(days=20))
    make_booking(session=past, supporter="Jo", wishes=wishes)
    coming = make_booking(session=make_session(series=series), supporter="Kim")
    other = make_booking(session=past, name="Bea", wishes=wishes)
    Notice.objects.all().delete()
    bookings.send_links_again(email="ama@example.org", now=now)

    assert {notice.booking for notice in Notice.objects.all()} == {coming, other}
