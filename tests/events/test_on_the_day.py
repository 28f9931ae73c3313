"""What people read and get on the day, by how they join and by the clock."""

import re
from datetime import timedelta

import pytest
import time_machine

from events import bookings, schedule
from events.emails import compose
from events.emails.delivery import send_due
from events.emails.reminders import enqueue_reminders
from events.models import Booking, Notice, Session
from events.public.cache_deadline import next_boundary
from tests.events.emails.mails import Kind, compose_mail, enqueue_notice, html_words, send_invite
from tests.events.test_manage_views import text_of, url_of
from tests.factories import STARTS_AT, make_booking, make_session

pytestmark = pytest.mark.django_db
ENDS_AT = STARTS_AT + timedelta(minutes=90)
ROOM = {"in_person": True, "venue": "The Hall, Norwich"}
DIAL_IN = "01632 960555, then 2468#"


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session():
    return make_session(meeting_url="https://meet.example/x", meeting_phone=DIAL_IN, **ROOM)


# Join now -----------------------------------------------------------------------------------------

BEFORE, OPEN, ON = timedelta(minutes=-16), timedelta(minutes=-15), timedelta(minutes=20)


@pytest.mark.parametrize(
    ("mode", "moment", "button", "state"),
    [
        ("video", BEFORE, "How to join on the day", "We look forward to meeting you."),
        ("video", OPEN, "Join now", "You can come late too."),
        ("video", ON, "Join now", "You can still come."),
        ("phone", BEFORE, "How to join on the day", "Ring this number when we start:"),
        ("phone", OPEN, "Join now", "You can ring this number now:"),
        ("in-person", BEFORE, "How to join on the day", "We look forward to meeting you."),
        ("in-person", ON, "How to get there", "You can still come."),
    ],
)
def test_the_button_to_join_follows_the_clock(client, session, clock, mode, moment, button, state):
    booking = make_booking(session=session, mode=mode)
    clock.move_to(STARTS_AT + moment)
    response = client.get(url_of(booking))

    buttons = {"How to join on the day", "Join now", "How to get there"}
    assert {words for words in buttons if f">{words}</a>" in response.text} == {button}
    assert state in text_of(response)


def test_the_page_after_booking_lets_people_join_at_once_when_it_has_opened(client, session, clock):
    booking = make_booking(session=session)
    assert "opens 15 minutes before we start" in text_of(client.get(url_of(booking, "booked/")))
    clock.move_to(STARTS_AT + OPEN)
    page = client.get(url_of(booking, "booked/"))

    assert ">Join now</a>" in page.text
    assert "opens 15 minutes before" not in page.text


@pytest.mark.parametrize("mode", ["video", "phone", "in-person"])
@pytest.mark.parametrize(
    ("moment", "words"),
    [(OPEN, "We start at 10:30am, UK time."), (ON, "We have begun. You can still")],
)
def test_who_comes_late_is_welcome_in_words(client, session, clock, mode, moment, words):
    booking = make_booking(session=session, mode=mode)
    clock.move_to(STARTS_AT + moment)
    page = text_of(client.get(url_of(booking, "join/")))

    assert words in page
    assert "come late" in page or "You can still" in page


@pytest.mark.parametrize(
    ("moment", "title"),
    [(BEFORE, ""), (OPEN, "This session starts soon"), (ON, "This session is on now")],
)
def test_the_page_of_the_session_says_how_to_join_from_when_that_opens(
    client, session, clock, moment, title
):
    clock.move_to(STARTS_AT + moment)
    page = text_of(client.get(session.page.url))

    assert ("Open your link and press Join now, or phone us. You can come late." in page) == bool(
        title
    )
    assert title in page
    assert ("Send me my link again" in page) == bool(title)


def test_a_session_in_a_room_only_does_not_say_join_now(client, clock):
    session = make_session(by_video=False, by_phone=False, **ROOM)
    clock.move_to(STARTS_AT + ON)
    page = text_of(client.get(session.page.url))

    assert "Your link says how to get there." in page and "Join now" not in page


def test_kept_pages_end_when_joining_opens(session):
    opens = session.join_opens_at
    second = timedelta(seconds=1)

    assert next_boundary(opens - second, opens + second) == opens
    assert next_boundary(opens, STARTS_AT) is None
    assert next_boundary(opens, STARTS_AT + second) == STARTS_AT
    assert next_boundary(STARTS_AT, ENDS_AT + second) == ENDS_AT


# Moved and cancelled ------------------------------------------------------------------------------


def test_where_people_join_it_says_that_the_session_has_moved(client, session, now):
    booking = send_invite(make_booking(session=session, mode="in-person"), now)
    later = STARTS_AT + timedelta(hours=3)
    schedule.move(session=session, starts_at=later, ends_at=later + timedelta(hours=1), now=now)
    schedule.set_details(session=session, now=now, venue="The Barn, Ely")
    page = text_of(client.get(url_of(booking, "join/")))

    assert "This session has moved" in page
    assert "Before: Wednesday 27 January 2027, 10:30am to 12 noon, UK time" in page
    assert "Now: Wednesday 27 January 2027, 1:30pm to 2:30pm, UK time" in page
    assert "Before: The Hall, Norwich Now: The Barn, Ely" in page


def test_who_was_told_nothing_yet_reads_the_day_that_was_planned(client, session, now):
    booking = make_booking(session=session)
    assert "has moved" not in text_of(client.get(url_of(booking, "join/")))
    later = STARTS_AT + timedelta(days=7)
    schedule.move(session=session, starts_at=later, ends_at=later + timedelta(hours=1), now=now)

    page = text_of(client.get(url_of(booking, "join/")))
    assert "It was planned for Wednesday 27 January 2027. It is now on Wednesday 3" in page


@pytest.mark.parametrize("reason", ["Snow on every road.", ""])
def test_where_people_join_it_says_that_the_session_is_cancelled(client, session, clock, reason):
    booking = make_booking(session=session)
    Session.objects.update(status=Session.Status.CANCELLED, cancel_reason=reason)
    clock.move_to(STARTS_AT + ON)
    for url in (url_of(booking, "join/"), session.page.url):
        page = text_of(client.get(url))
        assert "This session is cancelled" in page
        assert (reason or "We are sorry. It will not take place.") in page
        assert "See coming sessions" in page
        assert "Join now" not in page


# UK time ------------------------------------------------------------------------------------------


def test_pages_and_mails_say_that_the_time_is_in_the_uk(client, session, now):
    booking = make_booking(session=session)
    when = "Wednesday 27 January 2027, 10:30am to 12 noon, UK time"
    for url in (session.page.url, url_of(booking), url_of(booking, "join/")):
        assert when in text_of(client.get(url)).replace(" ,", ","), url
    mail = compose_mail(Kind.CONFIRMATION, booking, now)
    for text in (mail.body, html_words(mail)):
        assert when in text
    opens = "Wednesday 27 January 2027, 10:15am, UK time"
    assert opens in text_of(client.get(url_of(booking, "join/")))


def test_the_script_for_other_time_zones_gets_both_ends_of_the_session(client, session):
    page = client.get(session.page.url).text
    (attributes,) = re.findall(r"<time ([^>]*data-module[^>]*)>", page)

    assert 'datetime="2027-01-27T10:30:00+00:00"' in attributes
    assert 'data-ends="2027-01-27T12:00:00+00:00"' in attributes
    assert re.search(r'data-module="/static/js/local-time[.\w]*js"', attributes)


# An hour before -----------------------------------------------------------------------------------

HOUR_BEFORE = STARTS_AT - timedelta(hours=1)


def hour_reminders(mailoutbox):
    return [mail for mail in mailoutbox if " at 10:30am: " in mail.subject]


def run(moment):
    enqueue_reminders(now=moment)
    send_due(now=moment)


def test_a_reminder_an_hour_before_is_for_those_who_want_it(now, session, mailoutbox):
    wants, _ = (make_booking(session=session, email=f"{name}@example.org") for name in ("a", "b"))
    bookings.set_hour_reminder(booking=wants, now=now)
    run(HOUR_BEFORE - timedelta(minutes=1))
    assert hour_reminders(mailoutbox) == []
    run(HOUR_BEFORE)
    run(HOUR_BEFORE + timedelta(minutes=1))

    (mail,) = hour_reminders(mailoutbox)
    assert mail.to == ["a@example.org"]
    assert mail.subject.startswith("Today at 10:30am: Over a Brew")


@pytest.mark.parametrize(
    ("mode", "says", "link"),
    [
        ("video", "Join the session:", r"https://brew\.test/bookings/[^/]+/join/"),
        ("phone", f"Number to ring: {DIAL_IN}", r"tel:01632960555,,2468%23"),
        ("in-person", "Where: The Hall, Norwich", r"https://brew\.test/bookings/[^/]+/join/"),
    ],
)
def test_the_one_action_an_hour_before_is_the_way_in(now, session, mode, says, link):
    mail = compose_mail(Kind.REMINDER_HOUR, make_booking(session=session, mode=mode), now)
    html = mail.alternatives[0][0].partition("<body>")[2]

    assert says in mail.body
    assert re.fullmatch(link, re.search(r'href="([^"]+)"', html)[1])
    assert (mode == "in-person") == ("See how to get there" in mail.body)
    assert "You can come late" in mail.body


@pytest.mark.parametrize(
    "change",
    [
        lambda booking: Booking.objects.update(hour_reminder=False),
        lambda booking: Booking.objects.update(reminders=False),
        lambda booking: Booking.objects.update(state="cancelled"),
        lambda booking: Session.objects.update(status="cancelled"),
        lambda booking: Session.objects.update(starts_at=STARTS_AT + timedelta(minutes=30)),
    ],
)
def test_it_does_not_go_when_it_is_not_right_any_more(session, change):
    booking = make_booking(session=session, hour_reminder=True)
    notice = enqueue_notice(Kind.REMINDER_HOUR, booking, HOUR_BEFORE)
    assert compose(notice, HOUR_BEFORE)
    change(booking)

    assert compose(Notice.objects.get(pk=notice.pk), HOUR_BEFORE) is None


def test_it_does_not_go_once_the_session_has_begun(session):
    booking = make_booking(session=session, hour_reminder=True)
    notice = enqueue_notice(Kind.REMINDER_HOUR, booking, HOUR_BEFORE)

    assert compose(notice, STARTS_AT) is None


def test_it_is_switched_on_and_off_on_the_page_of_the_booking(client, session, clock):
    booking = make_booking(session=session)
    url = url_of(booking)
    assert "We email you a week before and a day before." in text_of(client.get(url))

    client.post(url_of(booking, "reminders/"), {"reminders": "hour"})
    page = text_of(client.get(url))
    assert "We email you a week before, a day before and an hour before." in page
    assert "Remind me an hour before too" not in page
    clock.move_to(STARTS_AT - timedelta(days=2))
    assert "We email you a day before and an hour before." in text_of(client.get(url))

    client.post(url_of(booking, "reminders/"), {"reminders": "no-hour"})
    assert "Remind me an hour before too" in text_of(client.get(url))
    clock.move_to(HOUR_BEFORE)
    page = text_of(client.get(url))
    assert "We send you no more reminders, as it is so near." in page
    assert "Remind me an hour before too" not in page


def test_who_waits_reads_that_reminders_come_with_a_place(client):
    booking = make_booking(session=make_session(places=0))

    assert "If you get a place, we email you a week before" in text_of(client.get(url_of(booking)))
