"""A new number to dial, a new meeting link, another room: whoever was told the old one hears."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from events import phone_calls, schedule
from events.emails.delivery import send_due
from events.emails.snapshot import Change
from events.models import Booking, Notice
from tests import factories
from tests.events.admin.helpers import SESSION_DETAILS, login
from tests.events.emails.mails import calendar_part, html_words, single_spaced

pytestmark = pytest.mark.django_db
OLD, NEW = "01632 960555, then 2468#", "01632 960777, then 1357#"
LINK, NEW_LINK = "https://meet.example/old", "https://meet.example/new"


@pytest.fixture
def session(site):
    return factories.make_session(meeting_phone=OLD, meeting_url=LINK, by_phone=True)


def booked(session, now, mode="phone", **fields):
    """Book, and let the confirmation go out."""
    booking = factories.make_booking(session=session, mode=mode, now=now, **fields)
    send_due(now=now)
    return booking


def change(session, now, **fields):
    """Change details; return the mails of the next ten minutes."""
    schedule.set_details(session=session, now=now, **fields)
    return send_due(now=now + timedelta(minutes=10))


def test_whoever_joins_by_phone_hears_of_the_new_number_with_an_update(session, now, mailoutbox):
    booked(session, now)
    assert OLD in mailoutbox[-1].body

    assert change(session, now, meeting_phone=NEW) == {"sent": 1}

    mail = mailoutbox[-1]
    assert mail.subject == "How to join has changed: Over a Brew, Wednesday 27 January 2027"
    for text in (single_spaced(mail.body), html_words(mail)):
        assert f"Before: {OLD} Now: {NEW}" in text
        assert "Day and time stay as they are." in text
    assert calendar_part(mail)[0] == "REQUEST"
    assert 'href="tel:01632960777,,1357%23"' in mail.alternatives[0][0]


def test_each_new_number_is_told_though_the_calendar_stays_the_same(session, now, mailoutbox):
    booked(session, now)
    change(session, now, meeting_phone=NEW)
    later = now + timedelta(hours=1)
    assert change(session, later, meeting_phone="01632 960888") == {"sent": 1}
    assert "Now: 01632 960888" in mailoutbox[-1].body


def test_a_number_that_is_taken_away_and_replaced_later_is_told_then(session, now, mailoutbox):
    booked(session, now)
    assert change(session, now, meeting_phone="") == {}
    assert change(session, now + timedelta(days=1), meeting_phone=NEW) == {"sent": 1}
    assert f"Before: {OLD}" in mailoutbox[-1].body


@pytest.mark.parametrize("mode", ["video", "in-person"])
def test_nobody_else_hears_of_a_number_that_they_do_not_use(mode, site, now):
    session = factories.make_session(meeting_phone=OLD, in_person=True, venue="The Hall, Ely")
    booking = booked(session, now, mode=mode)
    assert change(session, now, meeting_phone=NEW) == {}
    assert not booking.notices.filter(kind="session-moved").exists()


def test_whoever_was_never_told_the_old_number_gets_the_new_one_with_their_first_mail(
    session, now, mailoutbox
):
    factories.make_booking(session=session, mode="phone", now=now)

    assert change(session, now, meeting_phone=NEW) == {"sent": 1, "dropped": 1}

    assert mailoutbox[0].subject.startswith("You have booked")
    assert NEW in mailoutbox[0].body


@pytest.mark.parametrize("state", [Booking.State.WAITING, Booking.State.CANCELLED])
def test_whoever_has_no_place_hears_no_number(state, session, now):
    booking = booked(session, now, state=state)
    change(session, now, meeting_phone=NEW)
    assert not booking.notices.filter(kind="session-moved").exists()


def test_a_number_for_the_first_time_writes_to_nobody(site, now):
    session = factories.make_session(by_phone=True)
    booked(session, now)
    assert change(session, now, meeting_phone=NEW) in ({}, {"dropped": 1})


def test_a_number_that_changes_back_in_ten_minutes_writes_to_nobody(session, now):
    booked(session, now)
    schedule.set_details(session=session, now=now, meeting_phone=NEW)
    assert change(session, now + timedelta(minutes=5), meeting_phone=OLD) in ({}, {"dropped": 1})


def test_the_phone_list_opens_again_with_the_number_to_read_out(session, now):
    joan = booked(session, now, name="Joan Webb", email="", phone="01632 960 001")
    phone_calls.mark_called(booking=joan, now=now)
    later = now + timedelta(minutes=11)
    assert phone_calls.calls_to_make(now=later) == []

    change(session, now, meeting_phone=NEW)

    (call,) = phone_calls.calls_to_make(now=later)
    assert call.script == ("There is a new number to ring. Day and time stay as they are.",)
    assert call.changes == (Change("Number to ring", OLD, NEW),)
    phone_calls.mark_called(booking=joan, now=later)
    assert phone_calls.calls_to_make(now=later) == []


def test_a_new_meeting_link_is_told_at_once_when_people_have_seen_the_old_one(
    session, now, mailoutbox
):
    booked(session, now, mode="video")
    booked(session, now, mode="phone", name="Jo", email="jo@example.org")
    mailoutbox.clear()
    opened = session.join_opens_at + timedelta(minutes=1)

    schedule.set_details(session=session, now=opened, meeting_url=NEW_LINK)
    assert send_due(now=opened)["sent"] == 1

    (mail,) = mailoutbox
    assert mail.to == ["ama@example.org"]
    assert "The link to join by video is new. Your own link leads to it." in mail.body
    assert "/join/" in mail.body
    assert "meet.example" not in mail.message().as_string()


def test_before_the_page_to_join_opens_nobody_has_seen_a_link(session, now):
    booked(session, now, mode="video")
    moment = session.join_opens_at - timedelta(minutes=1)
    schedule.set_details(session=session, now=moment, meeting_url=NEW_LINK)
    assert not Notice.objects.filter(kind="session-moved").exists()


def test_another_room_is_told_to_those_who_come_to_it(site, now):
    session = factories.make_session(in_person=True, venue="The Hall, Ely", venue_access="A ramp")
    comes = booked(session, now, mode="in-person")
    watches = booked(session, now, mode="video", name="Jo", email="jo@example.org")
    assert change(session, now, venue="The Library, Ely") == {"sent": 1}
    assert comes.notices.filter(kind="session-moved").exists()
    assert not watches.notices.filter(kind="session-moved").exists()


def test_a_way_to_join_that_ends_is_told_to_those_who_use_it(session, now):
    dials = booked(session, now, mode="phone")
    watches = booked(session, now, mode="video", name="Jo", email="jo@example.org")
    assert change(session, now, by_phone=False) == {"sent": 1}
    assert dials.notices.filter(kind="session-moved").exists()
    assert not watches.notices.filter(kind="session-moved").exists()


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("phone", "Emails go out in ten minutes."),
        ("video", "Nothing is new for the people who booked. They get no message."),
    ],
)
def test_the_organiser_is_told_who_hears_of_a_new_number(mode, said, session, client, now):
    with time_machine.travel(now, tick=False):
        booked(session, now, mode=mode)
        url = reverse("sessions_admin:details", args=[session.pk])
        data = {**SESSION_DETAILS, "by_phone": "on", "meeting_url": LINK, "meeting_phone": NEW}
        shown = login(client, "Organisers").post(url, data, follow=True)
        assert said in shown.text
