"""Erasing a booking takes the session out of calendars first, unless the person says no."""

import re
from datetime import timedelta

import html5lib
import pytest
import textstat
from django.core import mail
from django.urls import reverse

from events import bookings as services
from events import schedule
from events.bookings import Attendee, manage_token
from events.emails.delivery import send_due
from events.models import Booking, ErasedInvite, Notice
from events.privacy.retention import erase, purge_expired
from hub.smtp_backend import AddressNotSupported
from tests import factories
from tests.events.emails.mails import calendar_part, html_words, single_spaced
from tests.events.test_privacy import found_in_database
from tests.readers import agreed_by_all
from tests.readers.invited_calendar import InvitedCalendar

pytestmark = pytest.mark.django_db
MARKER = "Zqmark"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TICK = "Take it out of my calendar too"


@pytest.fixture(autouse=True)
def at(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def booking(now, mailoutbox):
    booking = factories.make_booking(
        name=f"{MARKER} Mensah", email=f"{MARKER}@example.org", phone=f"{MARKER}", now=now
    )
    send_due(now=now)
    return booking


def page(client, booking):
    return client.get(reverse("erase_booking", args=[manage_token(booking)]))


def press(client, booking, **ticks):
    address = reverse("erase_booking", args=[manage_token(booking)])
    return client.post(address, ticks, follow=True)


def failing(monkeypatch, error=ConnectionResetError):
    def fail(self, messages):
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)


def test_the_tick_is_set_and_one_last_mail_empties_the_calendar(client, booking, now, mailoutbox):
    calendar = InvitedCalendar()
    calendar.take(calendar_part(mailoutbox[0])[1])
    shown = page(client, booking).text
    assert TICK in shown
    assert "checked" in shown
    assert "We do it at once, but for one last email, if you want it." in shown
    mailoutbox.clear()

    done = press(client, booking, calendars="yes")

    assert "Only one last email is still to go." in done.text
    assert not Booking.objects.exists()
    assert send_due(now=now + MINUTE) == {"sent": 1}
    (last,) = mailoutbox
    assert last.to == [booking.email]
    assert last.subject == "Out of your calendar: Over a Brew, Wednesday 27 January 2027"
    method, file = calendar_part(last)
    (event,) = agreed_by_all(file, method="CANCEL")
    assert (method, event.uid) == ("CANCEL", f"booking-{booking.uid}@brew.test")
    calendar.take(file)
    assert calendar.files == []
    for text in (single_spaced(last.body), html_words(last)):
        assert f"Hello {MARKER} Mensah," in text
        assert "takes the session out of your calendar" in text
        assert "/bookings/" not in text


def test_the_last_mail_is_plain_and_says_the_same_in_text_and_in_html(
    client, booking, now, mailoutbox
):
    mailoutbox.clear()
    press(client, booking, calendars="yes")
    send_due(now=now + MINUTE)
    (last,) = mailoutbox
    html5lib.HTMLParser(strict=True).parse(last.alternatives[0][0])
    words, shown = last.body, html_words(last)
    sentences = [line for line in words.splitlines() if line.endswith((".", "?"))]
    assert textstat.flesch_kincaid_grade(" ".join(sentences)) <= 6
    for line in sentences:
        assert single_spaced(line) in shown
        assert all(len(sentence.split()) <= 25 for sentence in re.split(r"(?<=[.?]) ", line))


def test_after_that_mail_nothing_is_left_anywhere(client, booking, now):
    press(client, booking, calendars="yes")
    left = found_in_database(MARKER)
    assert left == ["events_erasedinvite.email", "events_erasedinvite.name"]

    send_due(now=now + MINUTE)

    assert found_in_database(MARKER) == []
    assert not ErasedInvite.objects.exists()
    assert not Notice.objects.exists()


def test_who_takes_the_tick_out_gets_no_mail_and_all_is_gone_at_once(client, booking, now):
    done = press(client, booking)
    assert "We do not know anything about your booking any more." in done.text
    assert found_in_database(MARKER) == []
    assert send_due(now=now + MINUTE) == {}


@pytest.mark.parametrize("error", [ConnectionResetError, OSError])
def test_a_mail_that_cannot_go_is_tried_again_and_dropped_after_a_day(
    client, booking, now, monkeypatch, error
):
    press(client, booking, calendars="yes")
    with monkeypatch.context() as broken:
        failing(broken, error)
        assert send_due(now=now + MINUTE) == {"put off": 1}
        purge_expired(now=now + DAY)
        assert ErasedInvite.objects.exists()
        assert send_due(now=now + 6 * HOUR) == {"put off": 1}
    purge_expired(now=now + DAY + MINUTE)
    assert found_in_database(MARKER) == []
    assert send_due(now=now + DAY + MINUTE) == {}


def test_a_mail_that_can_never_go_is_given_up_without_a_trace(client, booking, now, monkeypatch):
    press(client, booking, calendars="yes")
    failing(monkeypatch, AddressNotSupported({}))
    assert send_due(now=now + MINUTE) == {"given up": 1}
    assert found_in_database(MARKER) == []


def test_everyone_with_an_invite_of_their_own_gets_it_and_nobody_else(client, now, mailoutbox):
    booking = factories.make_booking(
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(
            Attendee(name="Ama", email="ama@example.org"),
            Attendee(name="Kim"),
        ),
        now=now,
    )
    factories.make_booking(session=booking.session, email="else@example.org", now=now)
    send_due(now=now)
    mailoutbox.clear()
    assert "to you and to the others" in page(client, booking).text

    press(client, booking, calendars="yes")
    send_due(now=now + MINUTE)

    assert sorted(each.to[0] for each in mailoutbox) == ["ama@example.org", "sam@example.org"]
    assert all("Hello" in each.body for each in mailoutbox)


def test_somebody_just_taken_off_is_not_forgotten(client, now, mailoutbox):
    ben = Attendee(name="Ben", email="ben@example.org")
    booking = factories.make_booking(now=now, people=(Attendee(name="Ama Mensah"), ben))
    send_due(now=now)
    services.change(
        booking=booking, people=(Attendee(name="Ama Mensah"),), for_whom="me", now=now + HOUR
    )
    mailoutbox.clear()
    press(client, booking, calendars="yes")
    send_due(now=now + HOUR)
    assert sorted(each.to[0] for each in mailoutbox) == ["ama@example.org", "ben@example.org"]
    assert {calendar_part(each)[0] for each in mailoutbox} == {"CANCEL"}


def _wait(booking, now):
    Booking.objects.filter(pk=booking.pk).update(state="waiting")
    Notice.objects.all().delete()


def _cancel(booking, now):
    services.cancel(booking=booking, now=now)
    send_due(now=now + MINUTE)


def _cancel_date(booking, now):
    schedule.cancel(session=booking.session, reason="Snow.", now=now)
    send_due(now=now + HOUR)


@pytest.mark.parametrize("act", [_wait, _cancel, _cancel_date])
def test_whose_calendar_shows_nothing_is_not_asked(client, booking, now, act):
    act(booking, now)
    assert TICK not in page(client, booking).text
    press(client, booking, calendars="yes")
    assert not ErasedInvite.objects.exists()


def test_a_session_that_is_over_stays_in_calendars(client, booking, now, time_machine):
    time_machine.move_to(booking.session.ends_at)
    assert TICK not in page(client, booking).text


def test_a_cancellation_that_has_not_gone_out_yet_is_still_told(client, booking, now, mailoutbox):
    """The mail about it is erased with the booking."""
    services.cancel(booking=booking, now=now)
    mailoutbox.clear()
    press(client, booking, calendars="yes")
    send_due(now=now + MINUTE)
    assert [calendar_part(each)[0] for each in mailoutbox] == ["CANCEL"]


def test_the_last_mail_of_a_plain_title_tells_no_title(client, now, mailoutbox):
    session = factories.make_session(title="Over a Brew: grief")
    booking = factories.make_booking(session=session, discreet_title=True, now=now)
    send_due(now=now)
    mailoutbox.clear()
    press(client, booking, calendars="yes")
    send_due(now=now + MINUTE)
    (last,) = mailoutbox
    assert "grief" not in last.message().as_string()
    assert "grief" not in calendar_part(last)[1].decode()


def test_the_last_mail_comes_from_the_address_that_invited(client, booking, now, settings):
    settings.DEFAULT_FROM_EMAIL = "Brew <new@brew.example>"
    settings.BASE_URL = "https://new.example"
    mail.outbox.clear()
    press(client, booking, calendars="yes")
    send_due(now=now + MINUTE)
    (last,) = mail.outbox
    file = calendar_part(last)[1].decode().replace("\r\n ", "")
    assert last.message()["From"] == "Brew <hello@overabrew.example>"
    assert "mailto:hello@overabrew.example" in file
    assert f"UID:booking-{booking.uid}@brew.test" in file


def test_an_erased_place_goes_to_the_next_though_a_mail_is_still_to_go(now):
    session = factories.make_session(places=1)
    first = factories.make_booking(session=session, now=now)
    second = factories.make_booking(session=session, email="ben@example.org", now=now)
    send_due(now=now)
    erase(booking=first, now=now, cancel_invites=True)
    second.refresh_from_db()
    assert second.state == Booking.State.OFFERED
    assert ErasedInvite.objects.count() == 1


def test_the_page_works_with_the_tick_after_the_booking_has_changed(client, booking, now):
    """The refusal keeps what was chosen."""
    address = reverse("erase_booking", args=[manage_token(booking)])
    refused = client.post(address, {"shown": "something else", "calendars": "yes"})
    assert refused.status_code == 409
    assert "checked" in refused.text
    refused = client.post(address, {"shown": "something else"})
    assert "checked" not in refused.text
    assert Booking.objects.exists()
