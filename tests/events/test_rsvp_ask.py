"""A No that nobody vouches for cancels nothing: a mail asks, and one press there does it."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from events import bookings as services
from events.bookings import Attendee, manage_token
from events.emails.delivery import send_due
from events.models import Booking, Notice, OrganiserTask, Person
from events.rsvp.apply import Outcome
from events.schedule import cancel as cancel_date
from events.schedule import move
from tests import factories
from tests.events.admin.helpers import login
from tests.events.calendar_replies import SHAPES, answer, found_genuine, make_invited_booking

State = Booking.State
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_mailbox(settings):
    settings.REPLIES_URL = "imaps://user:secret@mail.example/INBOX"
    settings.TRUSTED_AUTHSERV_ID = ""


def send_mails(now):
    mail.outbox.clear()
    send_due(now=now)
    return list(mail.outbox)


def page_of(booking):
    return f"/bookings/{manage_token(booking)}/said-no/"


@pytest.mark.parametrize("shape", SHAPES)
def test_a_no_in_any_calendar_asks_and_cancels_nothing(now, shape):
    booking = make_invited_booking(now)

    assert answer(booking, "DECLINED", now, shape=shape) == Outcome.ASKED

    assert (booking.state, booking.calendar_answer) == (State.BOOKED, "NO-ASKED")
    (asked,) = send_mails(now)
    assert asked.to == ["ama@example.org"]
    assert asked.subject == "Is this No right? Over a Brew, Wednesday 27 January 2027"
    assert "Somebody pressed No in a calendar. Is that right?" in asked.body
    assert "We got a No from your calendar." in asked.body
    assert len(asked.alternatives) == 1  # no calendar file


def test_its_one_link_leads_to_a_page_where_one_press_cancels(now, client, time_machine):
    time_machine.move_to(now, tick=False)
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    (asked,) = send_mails(now)
    for text in (asked.body, asked.alternatives[0][0]):
        assert set(re.findall(r"https://brew.test(/bookings/[^\s\"]+)", text)) == {page_of(booking)}

    page = client.get(page_of(booking))
    client.head(page_of(booking))
    client.post(page_of(booking))
    booking.refresh_from_db()
    assert booking.state == State.BOOKED
    assert "Somebody pressed No in a calendar. Is that right?" in page.text
    shown = re.search(r'name="shown" value="(\w+)"', page.text)[1]
    response = client.post(page_of(booking), {"answer": "cancel", "shown": shown})

    booking.refresh_from_db()
    assert (booking.state, booking.calendar_answer) == (State.CANCELLED, "DECLINED")
    assert response.url == reverse("manage", args=[manage_token(booking)])
    (told,) = send_mails(now)
    assert "cancelled" in told.subject
    assert "calendar told us" not in told.body


def test_a_page_that_shows_another_date_cancels_nothing(now, client, time_machine):
    time_machine.move_to(now, tick=False)
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    response = client.post(page_of(booking), {"answer": "cancel", "shown": "another"})

    booking.refresh_from_db()
    assert (response.status_code, booking.state) == (409, State.BOOKED)


def test_who_keeps_the_booking_has_said_nothing(now, client, time_machine):
    time_machine.move_to(now, tick=False)
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    response = client.post(page_of(booking), {"answer": "keep"}, follow=True)

    booking.refresh_from_db()
    assert (booking.state, booking.calendar_answer) == (State.BOOKED, "")
    assert "Your booking stays." in response.text
    assert client.get(page_of(booking)).status_code == 302  # nothing to ask any more
    assert send_mails(now) == []


def test_an_old_link_and_a_booking_that_is_off_ask_nothing(now, client, time_machine):
    time_machine.move_to(now, tick=False)
    booking = make_invited_booking(now)
    assert client.get(page_of(booking)).status_code == 302
    assert client.get("/bookings/nonsense/said-no/").status_code == 404
    answer(booking, "DECLINED", now)
    services.cancel(booking=booking, now=now)
    assert client.get(page_of(booking)).status_code == 302


def test_it_is_asked_once_for_each_state_of_the_invite(now):
    booking = make_invited_booking(now)
    for minutes in range(3):
        moment = now + minutes * MINUTE
        assert answer(booking, "DECLINED", moment) == Outcome.ASKED
    assert len(send_mails(now + HOUR)) == 1
    assert answer(booking, "DECLINED", now + HOUR, stamp=now + 4 * MINUTE) == Outcome.ASKED
    assert send_mails(now + HOUR) == []

    session = booking.session
    starts = session.starts_at + 7 * DAY
    move(session=session, starts_at=starts, ends_at=starts + HOUR, now=now + 2 * HOUR)
    send_mails(now + 3 * HOUR)
    assert answer(booking, "DECLINED", now + 4 * HOUR) == Outcome.ASKED
    assert len(send_mails(now + 4 * HOUR)) == 1


def test_a_second_no_after_the_mail_is_left_to_the_organisers(now):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    send_mails(now)

    for _ in range(2):
        outcome = answer(booking, "DECLINED", now + DAY)
        assert outcome in (Outcome.UNCLEAR, Outcome.OUTDATED)

    (task,) = OrganiserTask.objects.all()
    assert "pressed No in the calendar again" in task.words
    assert booking.state == State.BOOKED
    assert send_mails(now + DAY) == []


def test_a_no_after_a_yes_is_asked_about_though_the_first_no_was_not(now):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    answer(booking, "ACCEPTED", now + MINUTE)
    assert send_mails(now + MINUTE) == []  # it has settled itself

    assert answer(booking, "DECLINED", now + 2 * MINUTE) == Outcome.ASKED
    assert len(send_mails(now + 2 * MINUTE)) == 1


@pytest.mark.parametrize("change", ["booking", "session", "start", "moved"])
def test_what_has_changed_meanwhile_needs_no_mail(now, change):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    session, late = booking.session, now + MINUTE
    if change == "booking":
        services.cancel(booking=booking, now=now)
    elif change == "session":
        cancel_date(session=session, reason="Snow", now=now)
    elif change == "start":
        late = session.starts_at
    else:
        starts = session.starts_at + 7 * DAY
        move(session=session, starts_at=starts, ends_at=starts + HOUR, now=now)

    assert not [each for each in send_mails(late) if "Is this No right?" in each.subject]
    notice = Notice.objects.get(kind=Notice.Kind.DECLINE_CHECK)
    assert notice.dismissed_at


def test_it_is_shown_beside_the_booking_that_we_asked(now, client):
    booking = make_invited_booking(now)
    answer(booking, "DECLINED", now)
    screen = login(client, "Organisers").get(
        reverse("sessions_admin:session", args=[booking.session_id])
    )
    assert "Calendar: no, we asked" in screen.text


def book_for_ben(now, **contact):
    return make_invited_booking(
        now,
        name="Sam",
        for_whom="other",
        people=(Attendee(name="Ben", email="ben@example.org"),),
        **contact,
    )


def test_a_no_of_the_person_who_comes_asks_the_contact(now):
    booking = book_for_ben(now, email="sam@example.org")
    assert answer(booking, "DECLINED", now, attendee="ben@example.org") == Outcome.ASKED

    (asked,) = send_mails(now)
    assert asked.to == ["sam@example.org"]
    assert "We got a No from the calendar of Ben." in asked.body


def test_without_an_address_of_the_contact_it_asks_the_person(now, client, time_machine):
    time_machine.move_to(now, tick=False)
    booking = book_for_ben(now, email="", phone="07700 900123")
    assert answer(booking, "DECLINED", now, attendee="ben@example.org") == Outcome.ASKED

    (asked,) = send_mails(now)
    assert asked.to == ["ben@example.org"]
    assert "We got a No from your calendar." in asked.body
    assert client.get(page_of(booking)).status_code == 200


def test_one_of_several_people_is_not_asked(now):
    booking = make_invited_booking(
        now,
        name="Sam",
        email="sam@example.org",
        for_whom="other-and-me",
        people=(
            Attendee(name="Ben"),
            Attendee(name="Jo", email="jo@example.org", role=Person.Role.SUPPORTS),
        ),
    )
    assert answer(booking, "DECLINED", now, attendee="jo@example.org") == Outcome.UNCLEAR
    assert send_mails(now) == []


@pytest.mark.parametrize("found", ["dmarc=pass", "dmarc=fail"])
def test_without_a_trusted_mail_server_its_words_change_nothing(now, found):
    booking = make_invited_booking(now)
    head = [found_genuine("ama@example.org").replace("dmarc=pass", found)]
    assert answer(booking, "DECLINED", now, head=head) == Outcome.ASKED


def test_the_invite_says_that_we_ask(now):
    factories.make_booking(now=now)
    (told,) = send_mails(now)
    assert "If you press No in your calendar, we ask by email if that is right." in told.body
    assert "we cancel" not in told.body
