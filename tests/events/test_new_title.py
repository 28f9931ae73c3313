"""A date gets its topic, host or picture: the calendars of those who booked get it, quietly."""

import importlib
import io
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.files.images import ImageFile
from PIL import Image

from events import phone_calls
from events.emails import snapshot_of
from events.emails.delivery import send_due
from events.models import Booking, Notice, SeriesPage
from events.outbox import enqueue, reminder_dedupe_key
from events.schedule import announce_page_text
from events.schedule.calendar_events import picture_address
from hub.dates import LONDON
from hub.models import Picture
from tests import factories
from tests.events.emails.mails import calendar_part, html_words, make_carer_booking, single_spaced
from tests.readers import agreed_by_all

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
        snapshot={"title": TITLE}, has_calendar_file=True
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
    told |= {"has_calendar_file": True}
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
        assert announce_page_text(session=session, now=now) == 5


# Host and picture ---------------------------------------------------------------------------------


def make_picture(name="mug"):
    file = io.BytesIO()
    Image.new("RGB", (1300, 700), (200, 120, 80)).save(file, "PNG")
    file.seek(0)
    return Picture.objects.create(title=name, file=ImageFile(file, name=f"{name}.png"))


def set_host(session):
    session.page.refresh_from_db()
    session.page.host = "Norfolk carers"


def set_picture(session):
    session.page.refresh_from_db()
    session.page.picture = make_picture()
    session.page.picture_is_decorative = True


def publish_page(session, now):
    with time_machine.travel(now, tick=False):
        session.page.save_revision().publish()


@pytest.mark.parametrize(
    ("change", "said", "in_file"),
    [
        (
            set_host,
            "The session that you have booked is run by Norfolk carers.",
            "Run by Norfolk carers.",
        ),
        (
            set_picture,
            "There is a new picture on the page of the session.",
            r"IMAGE;.*VALUE=URI:https://brew.test/sessions/over-a-brew/2027-01-27/picture-\d+\.jpg",
        ),
    ],
)
def test_a_new_host_or_picture_comes_next_morning_without_alarm(
    change, said, in_file, session, now, mailoutbox
):
    booked(session, now)
    mailoutbox.clear()
    change(session)
    publish_page(session, now)
    assert send_due(now=now + timedelta(hours=12)) == {}

    assert send_due(now=MORNING) == {"sent": 1}

    (mail,) = mailoutbox
    assert mail.subject == "More about the session: Over a Brew, Wednesday 27 January 2027"
    method, file = calendar_part(mail)
    assert method == "REQUEST"
    assert re.search(in_file, file.decode().replace("\r\n ", ""))
    assert agreed_by_all(file, method="REQUEST")[0].sequence == 1
    for text in (mail.subject, single_spaced(mail.body), html_words(mail)):
        assert not [words for words in (*ALARMS, "new title") if words in text]
    for text in (single_spaced(mail.body), html_words(mail)):
        assert said in text
    assert send_due(now=MORNING + timedelta(days=1)) == {}


def test_a_new_host_of_the_series_reaches_each_date_that_has_none_of_its_own(
    session, now, mailoutbox
):
    booked(session, now)
    mailoutbox.clear()
    series = SeriesPage.objects.get()
    series.host = "Norfolk carers"
    with time_machine.travel(now, tick=False):
        series.save_revision().publish()
        series.save_revision().publish()
    assert send_due(now=MORNING) == {"sent": 1}
    assert "Run by Norfolk carers." in calendar_part(mailoutbox[0])[1].decode()


def test_all_that_is_new_in_a_day_is_one_mail(session, now, mailoutbox):
    booked(session, now)
    mailoutbox.clear()
    publish(session, now)
    for change in (set_host, set_picture):
        change(session)
        publish_page(session, now + timedelta(hours=1))
    assert send_due(now=MORNING) == {"sent": 1}
    for said in ("has a new title", "is run by", "new picture"):
        assert said in single_spaced(mailoutbox[0].body)


@pytest.mark.parametrize("change", [set_host, set_picture])
def test_a_plain_title_hides_host_and_picture_too(change, session, now):
    booked(session, now, discreet_title=True)
    change(session)
    publish_page(session, now)
    assert titles_owed() == 0


def test_a_mail_that_is_due_anyway_brings_the_new_text_and_takes_the_place_of_its_own(
    session, now, mailoutbox
):
    """A reminder has no calendar file otherwise, and would leave the old title in calendars."""
    booking = booked(session, now)
    mailoutbox.clear()
    evening = session.starts_at - timedelta(days=1, hours=12)
    publish(session, evening)
    enqueue(
        kind=Notice.Kind.REMINDER_DAY,
        booking=booking,
        now=evening,
        dedupe_key=reminder_dedupe_key(session),
    )

    assert send_due(now=evening + timedelta(minutes=1)) == {"sent": 1}

    (reminder,) = mailoutbox
    method, file = calendar_part(reminder)
    assert method == "REQUEST"
    assert f"SUMMARY:{TITLE}" in file.decode()
    assert send_due(now=session.starts_at - timedelta(days=1)) == {"dropped": 1}


def test_invites_from_before_calendar_files_were_noted_are_kept_up_to_date(session, now):
    booked(session, now)
    waiting = booked(session, now, email="ben@example.org", state=Booking.State.WAITING)
    Notice.objects.filter(booking=waiting).update(kind="waiting")
    Notice.objects.update(has_calendar_file=False)
    migration = importlib.import_module("events.migrations.0025_feeds_and_invites")
    migration.remember_calendar_files(apps, None)
    assert Notice.objects.with_calendar_file().exclude(booking=waiting).count() == 1
    assert not Notice.objects.with_calendar_file().filter(booking=waiting).exists()

    publish(session, now)
    assert titles_owed() == 1


def test_what_an_older_mail_did_not_note_is_not_news(session, now):
    """Snapshots had no host and picture once: not everybody gets a mail for that."""
    booked(session, now)
    for notice in Notice.objects.all():
        del notice.snapshot["host"], notice.snapshot["picture"]
        notice.save()
    assert announce_page_text(session=session, now=now) == 0


def test_a_reminder_without_news_brings_no_file(session, now, mailoutbox):
    booking = booked(session, now)
    moment = session.starts_at - timedelta(days=1)
    mailoutbox.clear()
    dedupe_key = reminder_dedupe_key(session)
    enqueue(kind=Notice.Kind.REMINDER_DAY, booking=booking, now=moment, dedupe_key=dedupe_key)
    assert send_due(now=moment) == {"sent": 1}
    assert calendar_part(mailoutbox[0]) is None


def test_the_address_of_the_picture_leads_to_it_while_the_page_has_it(session, now, client):
    set_picture(session)
    publish_page(session, now)
    address = picture_address(session.page).removeprefix("https://brew.test")
    shown = client.get(address)
    assert shown.status_code == 302
    assert shown["Location"].endswith(".jpg")
    other = address.replace(str(session.page.picture_id), "99999")
    assert client.get(other).status_code == 404
    session.page.unpublish()
    assert client.get(address).status_code == 404
