"""Texts go out by the rules of the outbox: decided when sent, once, by day, tried again, given up."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from events import bookings, schedule
from events.emails.delivery import send_due
from events.models import Booking, Notice, Session
from events.outbox import resend
from events.phone_calls import calls_to_make, has_new_notices, mark_called
from events.texts.delivery import send_due_texts
from hub.jobs import run_due_jobs
from tests.events.texts.people import MOBILE, NUMBER, make_texted_booking
from tests.factories import make_booking, make_session

pytestmark = pytest.mark.django_db
Kind = Notice.Kind
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def notice_of(booking, kind=Kind.CONFIRMATION, recipient=Notice.CONTACT):
    return booking.notices.get(kind=kind, recipient=recipient)


def called(now):
    return [call.booking for call in calls_to_make(now=now)]


def test_somebody_without_email_gets_a_text_in_place_of_a_call(notify, now, mailoutbox):
    booking = make_texted_booking()
    assert called(now) == []

    assert send_due_texts(now=now) == {"sent": 1}
    assert send_due(now=now) == {}

    [(number, text)] = notify.texts
    assert number == NUMBER
    assert "You have a place" in text
    notice = notice_of(booking)
    assert (notice.channel, notice.provider_id) == ("text", notify.taken[0]["id"])
    assert notice.sent_at and notice.claimed_until
    assert notice.snapshot["way"] == booking.attendance_mode
    assert called(now) == []
    assert mailoutbox == []


def test_with_an_email_address_they_get_both(notify, now, mailoutbox):
    booking = make_texted_booking(email="ama@example.org")

    assert send_due(now=now) == {"sent": 1}
    assert send_due_texts(now=now) == {"sent": 1}

    assert [mail.to for mail in mailoutbox] == [["ama@example.org"]]
    assert [number for number, _ in notify.texts] == [NUMBER]
    assert notice_of(booking, recipient=Notice.CONTACT_TEXT).channel == "text"
    assert notice_of(booking).channel == ""


def test_who_did_not_ask_for_texts_gets_none(notify, now):
    booking = make_booking(email="", phone=MOBILE)

    assert send_due_texts(now=now) == {}
    assert called(now) == [booking]


def test_a_landline_gets_no_texts(notify, now):
    booking = make_texted_booking(phone="01632 960 111")

    assert booking.text_number == ""
    assert called(now) == [booking]


def test_a_text_goes_out_once(notify, now):
    make_texted_booking()
    send_due_texts(now=now)

    assert send_due_texts(now=now + MINUTE) == {}
    assert len(notify.taken) == 1


def test_what_is_no_longer_so_is_not_texted(notify, now):
    booking = make_texted_booking()
    Booking.objects.filter(pk=booking.pk).update(state="cancelled")

    assert send_due_texts(now=now) == {"dropped": 1}
    assert notify.requests == 0
    assert called(now) == [], "nobody is phoned about it either"


def test_moved_and_back_again_tells_nobody(notify, now):
    session = make_session(places=5)
    booking = make_texted_booking(session=session)
    send_due_texts(now=now)
    start, end = session.starts_at, session.ends_at
    schedule.move(session=session, starts_at=start + DAY, ends_at=end + DAY, now=now)
    assert booking.notices.filter(kind=Kind.SESSION_MOVED).exists()
    Session.objects.filter(pk=session.pk).update(starts_at=start, ends_at=end)

    assert send_due_texts(now=now + timedelta(hours=1)) == {"dropped": 1}
    assert len(notify.taken) == 1
    assert called(now + timedelta(hours=1)) == []


@pytest.mark.parametrize(
    ("hour", "goes_out"), [(7, False), (8, True), (19, True), (20, False), (23, False)]
)
def test_texts_go_out_by_day_only(notify, clock, hour, goes_out):
    moment = datetime(2027, 1, 11, hour, 0, tzinfo=UTC)
    make_texted_booking(now=moment)

    assert send_due_texts(now=moment) == ({"sent": 1} if goes_out else {})
    assert called(moment) == [], "it waits for the morning, not for a call"


def test_by_day_is_by_london_time_in_summer(notify, clock):
    session = make_session(starts_at=datetime(2027, 7, 28, 9, tzinfo=UTC))
    moment = datetime(2027, 7, 12, 19, 30, tzinfo=UTC)  # 8:30pm in London
    make_texted_booking(session=session, now=moment)

    assert send_due_texts(now=moment) == {}


# Failures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("failure", [403, 429, 500, 503, "hang up"])
def test_a_provider_that_fails_is_asked_once_in_a_pass_and_again_later(notify, now, failure):
    notify.failure = failure
    session = make_session(places=9)
    first, second = (make_texted_booking(session=session) for _ in range(2))

    assert send_due_texts(now=now) == {"put off": 1}
    assert notify.requests == 1
    notice = notice_of(first)
    assert (notice.attempts, notice.sent_at) == (1, None)
    assert now + MINUTE <= notice.due_at < now + 2 * MINUTE
    assert notice_of(second).attempts == 0

    notify.failure = None
    assert send_due_texts(now=now + 2 * MINUTE) == {"sent": 2}


def test_a_provider_that_fails_holds_up_no_mail(notify, now, mailoutbox):
    notify.failure = 503
    session = make_session(places=9)
    make_texted_booking(session=session)
    make_booking(session=session)

    counts = run_due_jobs(now=now)

    assert counts["mails sent"] == 1
    assert counts["texts put off"] == 1
    assert len(mailoutbox) == 1


def test_after_two_days_of_failures_the_person_is_phoned(notify, now):
    booking = make_texted_booking()
    notify.failure = 503
    moment = now
    while notice_of(booking).failed_at is None:
        send_due_texts(now=moment)
        assert moment < now + 6 * DAY
        moment += timedelta(hours=1)

    assert notice_of(booking).problem == "ProviderUnavailable"
    [call] = calls_to_make(now=moment)
    assert call.booking == booking
    assert call.text_failed
    assert not Notice.objects.failed().exists(), "they are on one list, not on two"
    mark_called(booking=booking, now=moment)
    assert called(moment) == []


def test_after_four_tries_the_person_is_phoned_unless_the_text_comes_first(notify, now):
    booking = make_texted_booking()
    notify.failure = 503
    moment, lists = now, []
    for _ in range(4):
        send_due_texts(now=moment)
        lists.append(called(moment))
        moment = notice_of(booking).due_at + MINUTE

    assert lists == [[], [], [], [booking]]
    assert not has_new_notices(booking=booking, seen=now, now=moment)
    assert moment - now < timedelta(hours=2)
    notify.failure = None
    assert send_due_texts(now=moment) == {"sent": 1}
    assert called(moment) == []


def test_who_was_phoned_gets_no_text_of_the_same(notify, now):
    booking = make_texted_booking()
    Notice.objects.update(attempts=4, channel="text")
    mark_called(booking=booking, now=now)

    assert send_due_texts(now=now) == {}


def test_a_number_that_is_refused_is_not_tried_again(notify, now):
    session = make_session(places=9)
    booking = make_texted_booking(session=session)
    Booking.objects.filter(pk=booking.pk).update(text_number="+447")
    make_texted_booking(session=session)

    assert send_due_texts(now=now) == {"given up": 1, "sent": 1}
    assert notice_of(booking).problem == "Refused"
    assert called(now) == [booking]


def test_a_copy_beside_a_mail_that_is_refused_is_listed_and_can_be_sent_again(notify, now):
    booking = make_texted_booking(email="ama@example.org")
    Booking.objects.filter(pk=booking.pk).update(text_number="+447")
    send_due_texts(now=now)
    [notice] = Notice.objects.failed()
    assert notice.recipient == Notice.CONTACT_TEXT
    assert called(now) == [], "the mail has told them"
    Booking.objects.filter(pk=booking.pk).update(text_number=NUMBER)

    assert resend(notice=notice, now=now)
    assert send_due_texts(now=now) == {"sent": 1}


def test_no_number_and_no_words_reach_the_log(notify, now, caplog):
    caplog.set_level(logging.DEBUG, logger="events")
    booking = make_texted_booking(name="Zebedee")
    Booking.objects.filter(pk=booking.pk).update(text_number="+447")
    send_due_texts(now=now)
    notify.failure = 500
    Notice.objects.update(failed_at=None, claimed_until=None)
    send_due_texts(now=now)

    logged = "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("events")
    )
    assert "not sent" in logged
    for secret in ("+447", "900", "Zebedee", "digits"):
        assert secret not in logged
    assert logging.getLogger("notifications_python_client").getEffectiveLevel() == logging.CRITICAL


# On and off ---------------------------------------------------------------------------------------


def test_when_texts_are_switched_off_the_person_is_phoned(notify, now, settings):
    booking = make_texted_booking()
    settings.TEXT_BACKEND = ""

    assert send_due_texts(now=now) == {}
    assert send_due(now=now) == {"dropped": 1}
    assert called(now) == [booking]

    settings.TEXT_BACKEND = settings.NOTIFY_BACKEND
    assert called(now) == [booking], "it was dropped, so no text of it comes any more"
    assert send_due_texts(now=now) == {}


def test_a_copy_is_dropped_when_texts_are_off(notify, now, settings, mailoutbox):
    make_texted_booking(email="ama@example.org")
    settings.TEXT_BACKEND = ""

    assert send_due(now=now) == {"sent": 1, "dropped": 1}
    assert len(mailoutbox) == 1


def test_who_takes_the_email_address_out_gets_the_text_once(notify, now):
    booking = make_texted_booking(email="ama@example.org")
    Booking.objects.filter(pk=booking.pk).update(email="")

    assert send_due_texts(now=now) == {"sent": 1, "dropped": 1}
    assert len(notify.taken) == 1


def test_an_offer_by_text_has_two_days_as_by_mail(notify, now):
    session = make_session(places=1)
    holder = make_booking(session=session, now=now)
    waits = make_texted_booking(session=session, now=now)
    bookings.cancel(booking=holder, now=now)
    waits.refresh_from_db()

    assert waits.offered_until == now + timedelta(hours=48)
    assert "offer" in {notice.kind for notice in waits.notices.all()}
    send_due_texts(now=now)
    assert "A place is free for you" in notify.texts[-1][1]


def test_a_cancelled_session_is_texted(notify, now):
    session = make_session(places=5)
    make_texted_booking(session=session)
    send_due_texts(now=now)
    schedule.cancel(session=Session.objects.get(pk=session.pk), reason="", now=now)

    send_due_texts(now=now + timedelta(hours=1))
    assert "this session is cancelled" in notify.texts[-1][1]
