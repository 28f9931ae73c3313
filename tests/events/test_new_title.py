"""A date gets its topic: the calendars of those who booked get its title, quietly."""

from datetime import datetime, timedelta

import pytest
import time_machine

from events import phone_calls
from events.emails import snapshot_of
from events.emails.delivery import send_due
from events.models import Booking, Notice
from events.schedule import announce_title
from hub.dates import LONDON
from tests import factories
from tests.events.emails.mails import calendar_part, html_words, make_carer_booking, single_spaced

pytestmark = pytest.mark.django_db
TITLE = "Over a Brew: unpaid carers"
MORNING = datetime(2027, 1, 12, 8, 0, tzinfo=LONDON)
ALARMS = ("has changed", "different", "moved", "does not suit you")


@pytest.fixture
def session(site):
    return factories.make_session()


def booked(session, now, **fields):
    """Book, and let the confirmation go out."""
    booking = factories.make_booking(session=session, now=now, **fields)
    send_due(now=now)
    return booking


def publish(session, now, title=TITLE):
    """Publish the page as an editor does."""
    page = session.page
    page.refresh_from_db()
    page.title = title
    with time_machine.travel(now, tick=False):
        page.save_revision().publish()


def titles_owed():
    return Notice.objects.open().filter(kind=Notice.Kind.SESSION_RETITLED).count()


def test_the_calendar_of_who_booked_gets_the_title_next_morning_without_alarm(
    session, now, mailoutbox
):
    booked(session, now)
    mailoutbox.clear()
    publish(session, now)
    assert send_due(now=now + timedelta(hours=12)) == {}

    assert send_due(now=MORNING) == {"sent": 1}

    (mail,) = mailoutbox
    assert mail.subject == f"What we will talk about: {TITLE}, Wednesday 27 January 2027"
    method, file = calendar_part(mail)
    assert method == "REQUEST"
    assert f"SUMMARY:{TITLE}" in file.decode()
    assert b"SEQUENCE:1" in file
    for text in (mail.subject, single_spaced(mail.body), html_words(mail)):
        assert TITLE in text
        assert not [words for words in ALARMS if words in text]


def test_a_day_of_corrections_is_one_mail_and_the_next_day_another(session, now, mailoutbox):
    booked(session, now)
    mailoutbox.clear()
    publish(session, now, "Over a Brew: unpaid crers")
    publish(session, now + timedelta(hours=3))
    assert titles_owed() == 1
    assert send_due(now=MORNING) == {"sent": 1}
    assert TITLE in mailoutbox[0].subject

    publish(session, MORNING + timedelta(minutes=5), "Over a Brew: carers")
    assert send_due(now=MORNING + timedelta(hours=23)) == {}
    assert send_due(now=MORNING + timedelta(days=1)) == {"sent": 1}


def test_a_title_that_is_back_by_the_morning_writes_to_nobody(session, now):
    booked(session, now)
    publish(session, now)
    publish(session, now + timedelta(hours=1), "Over a Brew")
    assert send_due(now=MORNING) == {"dropped": 1}


def test_who_hears_it_in_another_mail_gets_no_mail_for_it(session, now):
    booking = booked(session, now)
    publish(session, now)
    Notice.objects.filter(booking=booking).exclude(kind=Notice.Kind.SESSION_RETITLED).update(
        snapshot={"title": TITLE}
    )
    assert send_due(now=MORNING) == {"dropped": 1}


def test_a_plain_title_stays_plain_and_is_not_written_about(session, now):
    booked(session, now, discreet_title=True)
    publish(session, now)
    assert titles_owed() == 0


@pytest.mark.parametrize("state", [Booking.State.WAITING, Booking.State.CANCELLED])
def test_who_has_no_invite_gets_no_update(state, session, now):
    booked(session, now, state=state)
    publish(session, now)
    assert titles_owed() == 0


def test_who_has_not_been_written_to_yet_gets_the_title_with_the_confirmation(
    session, now, mailoutbox
):
    factories.make_booking(session=session, now=now)
    publish(session, now)
    assert titles_owed() == 0
    send_due(now=now)
    assert TITLE in mailoutbox[0].subject


def test_everyone_of_a_booking_with_an_address_gets_it(session, now, mailoutbox):
    booking = make_carer_booking(now, session=session)
    told = {"kind": "confirmation", "booking": booking, "due_at": now, "sent_at": now}
    for to in ("contact", *(f"person-{person.pk}" for person in booking.people.all())):
        Notice.objects.create(recipient=to, snapshot=snapshot_of(booking), **told)
    publish(session, now)
    send_due(now=MORNING)
    assert sorted(mail.to[0] for mail in mailoutbox) == [
        "ama@example.org",
        "jo@example.org",
        "sam@example.org",
    ]


def test_nobody_is_phoned_about_a_title(session, now):
    joan = booked(session, now, name="Joan", email="", phone="01632 960 001")
    phone_calls.mark_called(booking=joan, now=now)
    publish(session, now)
    assert phone_calls.calls_to_make(now=MORNING) == []


def test_a_page_that_is_only_saved_or_published_with_other_words_writes_to_nobody(session, now):
    booked(session, now)
    page = session.page
    page.title = TITLE
    page.save_revision()
    page.save()
    assert titles_owed() == 0
    page.introduction = "We will draw."
    publish(session, now, "Over a Brew")
    assert titles_owed() == 0


def test_a_title_on_the_evening_before_is_told_in_ten_minutes(session, now):
    booked(session, now)
    evening = session.starts_at.replace(hour=7, minute=0)
    publish(session, evening - timedelta(hours=9))
    assert Notice.objects.open().get(kind="session-retitled").due_at == evening.replace(hour=8)
    Notice.objects.all().update(dedupe_key="earlier")
    publish(session, evening + timedelta(hours=1, minutes=30), "Over a Brew: rest")
    late = Notice.objects.open().filter(kind="session-retitled").latest("pk")
    assert late.due_at == evening + timedelta(hours=1, minutes=40)


def test_a_hundred_people_are_one_write(session, now, django_assert_max_num_queries):
    for number in range(5):
        booked(session, now, email=f"{number}@example.org")
    session.page.title = TITLE
    with django_assert_max_num_queries(5):
        assert announce_title(session=session, now=now) == 5
