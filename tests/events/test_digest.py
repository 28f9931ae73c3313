"""What people ask for reaches the organisers in one mail a day, or at once when it cannot wait."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.mail.backends.locmem import EmailBackend

from events import bookings, schedule
from events.bookings.access_needs import answer
from events.emails.delivery import send_due
from events.models import AccessNeed, Notice
from hub.dates import LONDON
from hub.models import SiteDetails, User
from tests import factories
from tests.events.emails.mails import html_words, single_spaced

pytestmark = pytest.mark.django_db
Kind = Notice.Kind
MORNING = datetime(2027, 1, 12, 8, 0, tzinfo=LONDON)


@pytest.fixture
def session(site):
    return factories.make_session()


@pytest.fixture
def organiser(site):
    user = User.objects.create_user("olu", "olu@example.org", "brew")
    user.groups.add(Group.objects.get(name="Organisers"))
    return user


def ask(session, now, *needs, number=1, **fields):
    return factories.make_booking(
        session=session,
        needs=needs,
        name=f"Ama {number}",
        email=f"{number}@example.org",
        now=now,
        **fields,
    )


def digests(mailoutbox):
    return [mail for mail in mailoutbox if "for an answer" in mail.subject]


def due_times():
    return set(Notice.objects.filter(kind=Kind.ORGANISER_NEEDS).values_list("due_at", flat=True))


def test_all_that_people_asked_for_is_one_mail_next_morning(session, organiser, now, mailoutbox):
    interpreter = factories.make_option("Sign language interpreter", notice_days=10)
    other = factories.make_session(
        starts_at=session.starts_at + timedelta(days=28), title="Another brew"
    )
    for number in range(30):
        ask(session, now, "A quiet corner", number=number)
    ask(other, now, interpreter, number=50)
    send_due(now=now)
    assert digests(mailoutbox) == []

    assert send_due(now=MORNING) == {"sent": 1}

    (mail,) = digests(mailoutbox)
    assert mail.to == ["olu@example.org"]
    assert mail.subject == "31 people wait for an answer: 2 sessions"
    for text in (single_spaced(mail.body), html_words(mail)):
        assert "A quiet corner (30 people)" in text
        last_day = "Last day to book it: Wednesday 10 February 2027"
        assert f"Sign language interpreter (1 person). {last_day}" in text
        assert f"/admin/sessions/{session.pk}/#needs" in text
        assert f"/admin/sessions/{other.pk}/#needs" in text
        assert "Ama" not in text
    assert not Notice.objects.open().filter(kind=Kind.ORGANISER_NEEDS).exists()


def test_no_need_is_in_the_subject(session, organiser, now, mailoutbox):
    ask(session, now, "Marker")
    send_due(now=MORNING)
    (mail,) = digests(mailoutbox)
    assert mail.subject == ("Someone waits for an answer: Over a Brew, Wednesday 27 January 2027")


def test_what_has_its_last_day_before_the_morning_is_told_at_once_and_once_an_hour(
    session, organiser, now, mailoutbox
):
    interpreter = factories.make_option("Sign language interpreter", notice_days=10)
    last_day = datetime(2027, 1, 13, 9, tzinfo=LONDON)
    assert session.last_day(10) == last_day.date()
    ask(session, last_day, interpreter, number=1)
    assert send_due(now=last_day)["sent"] == 2
    ask(session, last_day + timedelta(minutes=5), interpreter, number=2)
    ask(session, last_day + timedelta(minutes=6), interpreter, number=3)
    send_due(now=last_day + timedelta(minutes=59))
    assert len(digests(mailoutbox)) == 1

    send_due(now=last_day + timedelta(hours=1, minutes=1))
    assert len(digests(mailoutbox)) == 2
    assert "(2 people)" in digests(mailoutbox)[1].body


def test_what_can_wait_waits_though_a_last_day_of_others_is_near(session, now):
    ask(session, datetime(2027, 1, 13, 9, tzinfo=LONDON), "A quiet corner")
    assert due_times() == {datetime(2027, 1, 14, 8, tzinfo=LONDON)}


def test_before_a_session_that_begins_first_it_is_told_at_once(session, now):
    eve = session.starts_at - timedelta(hours=2)
    ask(session, eve, "A quiet corner")
    assert due_times() == {eve}


def test_the_address_of_the_site_is_told_how_many_and_not_what(session, now, mailoutbox):
    """Whoever reads that mailbox may not be allowed to see needs."""
    helpers = Group.objects.create(name="Desk")
    helpers.permissions.add(Permission.objects.get(codename="view_booking"))
    User.objects.create_user("desk", "desk@example.org", "brew").groups.add(helpers)
    ask(session, now, "Marker")
    send_due(now=MORNING)
    (mail,) = digests(mailoutbox)
    assert mail.to == [SiteDetails.load().contact_email]
    assert "1 thing waits for an answer." in mail.body
    assert "Marker" not in mail.message().as_string()


def test_what_is_cancelled_by_the_morning_is_left_out(session, organiser, now, mailoutbox):
    stays, goes = ask(session, now, "A ramp", number=1), ask(session, now, "Marker", number=2)
    bookings.cancel(booking=goes, now=now)
    send_due(now=now)
    send_due(now=MORNING)
    (mail,) = digests(mailoutbox)
    assert "A ramp (1 person)" in mail.body
    assert "Marker" not in mail.body
    assert stays.notices.get(kind=Kind.ORGANISER_NEEDS).sent_at


def test_what_is_answered_already_does_not_wait(session, organiser, now, mailoutbox):
    booking = ask(session, now, "A ramp", "A quiet corner")
    AccessNeed.objects.filter(pk=factories.need_of("A ramp").pk).update(state="in-place")
    send_due(now=MORNING)
    (mail,) = digests(mailoutbox)
    assert "A ramp" not in mail.body
    assert "1 thing waits for an answer." in mail.body
    assert booking.notices.get(kind=Kind.ORGANISER_NEEDS).sent_at


def test_a_digest_that_fails_is_tried_again_as_one(
    session, organiser, now, mailoutbox, monkeypatch
):
    for number in (1, 2):
        ask(session, now, "A ramp", number=number)
    send_due(now=now)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", lambda *args: 0)
        assert send_due(now=MORNING) == {"put off": 1}
    assert send_due(now=MORNING + timedelta(minutes=2)) == {"sent": 1}
    assert "A ramp (2 people)" in digests(mailoutbox)[0].body


# What ends, and what is asked anew ----------------------------------------------------------------


def arranged(session, now, **fields):
    """A booking whose interpreter is booked, and nothing that waits for a mail to the organisers."""
    interpreter = factories.make_option("Sign language interpreter", notice_days=5, **fields)
    booking = ask(session, now, interpreter)
    answer(need=AccessNeed.objects.get(), state="in-place", words="", now=now)
    Notice.objects.filter(kind=Kind.ORGANISER_NEEDS).update(sent_at=now)
    return booking


def test_what_was_booked_for_somebody_who_cancels_is_in_the_next_mail(
    session, organiser, now, mailoutbox
):
    bookings.cancel(booking=arranged(session, now), now=now)
    send_due(now=MORNING - timedelta(minutes=1))
    assert [mail for mail in mailoutbox if organiser.email in mail.to] == []

    send_due(now=MORNING)
    (mail,) = [mail for mail in mailoutbox if organiser.email in mail.to]
    assert mail.subject.startswith("Look at what you have booked: Over a Brew")
    for text in (mail.body, html_words(mail)):
        assert "A booking was cancelled." in text
        assert "Sign language interpreter: 1 person" in text
        assert "Ama" not in text


def test_whoever_takes_it_back_at_once_causes_no_mail(session, organiser, now, mailoutbox):
    booking = bookings.cancel(booking=arranged(session, now), now=now)
    bookings.undo_cancel(booking=booking, now=now + timedelta(minutes=5))
    send_due(now=MORNING)
    assert [mail for mail in mailoutbox if organiser.email in mail.to] == []


def test_a_move_asks_anew_and_names_who_arranges_it(session, organiser, now, mailoutbox):
    arranged(session, now, arranger=organiser)
    later = session.starts_at + timedelta(days=1)
    schedule.move(session=session, starts_at=later, ends_at=later + timedelta(minutes=90), now=now)
    send_due(now=MORNING)
    (mail,) = [mail for mail in mailoutbox if organiser.email in mail.to]
    assert mail.subject.startswith("Someone waits for an answer")
    assert "Sign language interpreter (1 person). Last day to book it:" in mail.body
    assert "olu arranges this" in mail.body
    assert "The date has moved. It was: Wednesday 27 January 2027" in mail.body
