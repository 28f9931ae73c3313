"""One run of all jobs: what is due when, once each, and one failure stops nothing else."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from events import bookings as booking_service
from events import schedule
from events.emails.delivery import LEASE
from events.models import Booking, Notice, Session, SessionPage, SessionPageTopic
from events.outbox import enqueue
from events.recurrence import NthWeekday, Repeat
from hub.jobs import run_due_jobs
from hub.models import Topic
from tests import factories

Kind = Notice.Kind

pytestmark = pytest.mark.django_db

STARTS = factories.STARTS_AT  # Wednesday 27 January 2027, 10:30
WEEK_BEFORE = STARTS - timedelta(days=7)
DAY_BEFORE = STARTS - timedelta(days=1)
NEXT_MORNING = datetime(2027, 1, 28, 8, 0, tzinfo=UTC)
ENDS = STARTS + timedelta(minutes=90)


def subjects(mailoutbox):
    """What each mail is about, and an empty outbox."""
    found = sorted(mail.subject.split(":")[0] for mail in mailoutbox)
    mailoutbox.clear()
    return found


def run(moment):
    counts = run_due_jobs(now=moment)
    assert "problems" not in counts
    return counts


@pytest.mark.slow("plays weeks, pass by pass")
def test_one_booking_gets_each_mail_at_its_time_and_once(now, mailoutbox):
    factories.make_booking(now=now)
    moments = [now + timedelta(days=day) for day in range(25)]
    for moment in (WEEK_BEFORE, DAY_BEFORE, NEXT_MORNING):
        moments += [moment - timedelta(minutes=1), moment]
    told = {}
    for moment in sorted(moments):
        run(moment)
        run(moment)
        for about in subjects(mailoutbox):
            told.setdefault(about, []).append(moment)

    assert {about: len(times) for about, times in told.items()} == {
        "You have booked": 1,
        "Coming up": 1,
        "Tomorrow": 1,
        "Thank you": 1,
    }
    assert told["Coming up"] == [WEEK_BEFORE]
    assert told["Tomorrow"] == [DAY_BEFORE]
    assert told["Thank you"] == [NEXT_MORNING]


@pytest.mark.parametrize(
    ("booked_before", "expected"),
    [
        (timedelta(days=8), ["Coming up", "Thank you", "Tomorrow", "You have booked"]),
        (timedelta(days=5), ["Thank you", "Tomorrow", "You have booked"]),
        (timedelta(hours=20), ["Thank you", "You have booked"]),
    ],
)
def test_a_late_booking_gets_what_still_makes_sense(booked_before, expected, mailoutbox):
    booked = STARTS - booked_before
    factories.make_booking(now=booked)
    for moment in (booked, WEEK_BEFORE, DAY_BEFORE, STARTS - timedelta(hours=1)):
        if moment >= booked:
            run(moment)
    run(NEXT_MORNING)

    assert subjects(mailoutbox) == expected


def test_someone_promoted_after_a_reminders_moment_is_not_reminded_of_what_they_just_read(
    now, mailoutbox
):
    session = factories.make_session(places=0)
    booking = factories.make_booking(session=session, now=now)
    promoted = STARTS - timedelta(days=3)
    Booking.objects.filter(pk=booking.pk).update(state="booked")
    enqueue(kind=Kind.PROMOTED, booking=booking, now=promoted)
    run(promoted)
    assert subjects(mailoutbox) == ["You have a place"]

    run(DAY_BEFORE)
    assert subjects(mailoutbox) == ["Tomorrow"]


def test_a_worker_that_was_off_for_days_still_sends_what_makes_sense(now, mailoutbox):
    factories.make_booking(now=now)
    run(now)
    mailoutbox.clear()

    run(STARTS - timedelta(days=4))
    assert subjects(mailoutbox) == ["Coming up"]
    run(STARTS + timedelta(minutes=10))
    assert subjects(mailoutbox) == []
    run(ENDS + timedelta(days=4))
    assert subjects(mailoutbox) == [], "a thank-you comes within three days or not at all"


@pytest.mark.parametrize(
    "change",
    [
        lambda booking: Booking.objects.update(state="cancelled"),
        lambda booking: Booking.objects.update(state="waiting"),
        lambda booking: Booking.objects.update(reminders=False),
        lambda booking: Session.objects.update(status="cancelled"),
    ],
)
def test_no_reminder_is_owed_to_who_does_not_come(change, now, mailoutbox):
    change(factories.make_booking(now=now))
    Notice.objects.all().delete()
    for moment in (WEEK_BEFORE, DAY_BEFORE, NEXT_MORNING):
        run(moment)

    assert not Notice.objects.exists()


def test_a_moved_session_is_reminded_of_at_its_new_date(now, mailoutbox):
    booking = factories.make_booking(now=now)
    run(WEEK_BEFORE)
    mailoutbox.clear()
    later = STARTS + timedelta(days=14)
    schedule.move(
        session=booking.session,
        starts_at=later,
        ends_at=later + timedelta(minutes=90),
        now=WEEK_BEFORE + timedelta(hours=1),
    )
    run(WEEK_BEFORE + timedelta(hours=2))
    assert subjects(mailoutbox) == ["The session has changed"]

    run(DAY_BEFORE)
    assert subjects(mailoutbox) == []
    run(later - timedelta(days=7))
    assert subjects(mailoutbox) == ["Coming up"]
    run(later - timedelta(days=1))
    assert subjects(mailoutbox) == ["Tomorrow"]


def test_a_carer_and_the_person_each_get_the_reminder(now, mailoutbox):
    factories.make_booking(
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(booking_service.Attendee(name="Ama", email="ama@example.org"),),
        now=now,
    )
    Notice.objects.all().delete()
    run(DAY_BEFORE)
    run(DAY_BEFORE)

    assert sorted(mail.to[0] for mail in mailoutbox) == ["ama@example.org", "sam@example.org"]


def test_a_crash_between_two_readers_of_a_reminder_leaves_neither_without_it(
    now, mailoutbox, monkeypatch
):
    factories.make_booking(
        name="Sam",
        email="sam@example.org",
        for_whom="other",
        people=(booking_service.Attendee(name="Ama", email="ama@example.org"),),
        now=now,
    )
    Notice.objects.all().delete()
    with monkeypatch.context() as broken:
        broken.setattr("events.outbox._other_recipients", lambda *args: 1 / 0)
        assert run_due_jobs(now=DAY_BEFORE)["problems"] == 1
    run(DAY_BEFORE)

    assert sorted(mail.to[0] for mail in mailoutbox) == ["ama@example.org", "sam@example.org"]


def test_an_offer_that_lapsed_goes_to_the_next_in_line(now, mailoutbox):
    session = factories.make_session(places=1)
    first = factories.make_booking(session=session, now=now)
    second = factories.make_booking(session=session, email="b@example.org", now=now)
    third = factories.make_booking(session=session, email="c@example.org", now=now)
    booking_service.cancel(booking=first, now=now)
    run(now)
    assert "A place is free" in subjects(mailoutbox)

    counts = run(now + timedelta(hours=49))
    second.refresh_from_db()
    third.refresh_from_db()
    assert counts["offers made"] == 1
    assert (second.state, third.state) == ("lapsed", "offered")
    assert [mail.to for mail in mailoutbox if "free" in mail.subject] == [["c@example.org"]]


def test_the_coming_year_of_a_series_is_made_once(now):
    factories.make_series(
        rule=Repeat(on=NthWeekday(4, 2)).to_rule(),
        first_day=date(2027, 1, 27),
        start_time=time(10, 30),
        end_time=time(12, 0),
    )
    assert run(now)["dates made"] >= 12
    made = SessionPage.objects.count()
    assert "dates made" not in {what for what, number in run(now).items() if number}
    assert SessionPage.objects.count() == made


def test_a_renamed_topic_reaches_the_calendars_with_the_next_pass(now):
    session = factories.make_session()
    topic = Topic.objects.create(name="Carers", slug="carers")
    SessionPageTopic.objects.create(page=session.page, topic=topic)
    run(now)
    Topic.objects.update(name="Unpaid carers")

    assert run(now)["calendars changed"] == 1
    session.refresh_from_db()
    assert "CATEGORIES:Unpaid carers\r\n" in session.vevent
    assert not run(now)["calendars changed"]


def test_one_part_that_fails_is_counted_and_the_others_still_run(
    now, mailoutbox, monkeypatch, caplog
):
    factories.make_booking(now=now)

    def fail(**kwargs):
        raise ValueError("ama@example.org could not be found")

    monkeypatch.setattr("events.jobs.lapse_offers", fail)
    counts = run_due_jobs(now=now)

    assert counts["problems"] == 1
    assert subjects(mailoutbox) == ["You have booked"]
    assert "ValueError" in caplog.text
    assert "test_jobs.py" in caplog.text, "the log says where"
    assert "ama@" not in caplog.text


def test_the_command_says_what_it_did_and_fails_when_a_part_failed(now, monkeypatch, capsys):
    call_command("run_due")
    assert "problems" not in capsys.readouterr().out

    def fail(**kwargs):
        raise ValueError

    monkeypatch.setattr("events.jobs.lapse_offers", fail)
    with pytest.raises(CommandError, match="Not all of it"):
        call_command("run_due")


def test_a_pass_stops_between_its_parts_when_told(now, mailoutbox):
    factories.make_booking(now=now)

    assert run_due_jobs(now=now, stop=lambda: True) == {}
    assert not mailoutbox


def test_more_mails_than_one_round_all_go_in_one_pass(now, mailoutbox, monkeypatch):
    monkeypatch.setattr("events.jobs.BATCH_SIZE", 2)
    session = factories.make_session()
    for number in range(5):
        factories.make_booking(session=session, email=f"p{number}@example.org", now=now)

    assert run(now)["mails sent"] == 5
    assert len(mailoutbox) == 5


def test_a_round_of_slow_mails_does_not_shorten_the_claims_of_the_next(
    now, mailoutbox, monkeypatch
):
    """Another process would take a claim that runs out too early, and send the same mail again."""
    monkeypatch.setattr("events.jobs.BATCH_SIZE", 1)
    session = factories.make_session()
    for number in range(3):
        factories.make_booking(session=session, email=f"p{number}@example.org", now=now)
    passed = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: passed[0])
    send = EmailBackend.send_messages

    def send_slowly(self, mails):
        passed[0] += 240
        return send(self, mails)

    monkeypatch.setattr(EmailBackend, "send_messages", send_slowly)
    run(now)

    sent = Notice.objects.filter(sent_at__isnull=False).order_by("pk")
    assert [each.claimed_until - now - LEASE for each in sent] == [
        timedelta(minutes=minutes) for minutes in (0, 4, 8)
    ]


def test_reminders_keep_to_the_clock_of_london_when_the_clocks_change(mailoutbox):
    """A session on Sunday 28 March 2027 at 10:30, hours after the clocks went forward."""
    starts = datetime(2027, 3, 28, 9, 30, tzinfo=UTC)
    booked = starts - timedelta(days=20)
    factories.make_booking(session=factories.make_session(starts_at=starts), now=booked)
    run(starts - timedelta(days=1))

    assert "Tomorrow" in subjects(mailoutbox)


def test_a_series_that_cannot_be_made_leaves_the_others_their_dates(now, monkeypatch, caplog):
    broken, sound = (
        factories.make_series(
            title,
            rule=Repeat(on=NthWeekday(4, 2)).to_rule(),
            first_day=date(2027, 1, 27),
            start_time=time(10, 30),
            end_time=time(12, 0),
        )
        for title in ("Broken", "Sound")
    )

    def top_up(*, series, now):
        if series.pk == broken.pk:
            raise ValueError("ama@example.org")
        return schedule.generate_sessions(series=series, now=now)

    monkeypatch.setattr("events.jobs.generate_sessions", top_up)
    counts = run_due_jobs(now=now)

    assert counts["problems"] == 1
    assert counts["dates made"] >= 12
    assert Session.objects.filter(series_id=sound.pk).count() >= 12
    assert f"series {broken.pk}" in caplog.text
    assert "ama@example.org" not in caplog.text
