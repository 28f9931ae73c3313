"""People are told of our answers at once on their page, and in one message a day at most."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from events import bookings, phone_calls, schedule
from events.bookings import access_needs
from events.emails.delivery import send_due
from events.models import Notice
from hub.dates import LONDON
from tests.events.emails.mails import html_words, single_spaced
from tests.factories import make_booking, make_session, need_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def session(site):
    return make_session()


@pytest.fixture
def booking(session, now, mailoutbox):
    booking = make_booking(session=session, needs=("A lift", "A loop", "A lamp"), now=now)
    send_due(now=now)
    mailoutbox.clear()
    return booking


def answer(words, state="in-place", said="", *, now):
    return access_needs.answer(need=need_of(words), state=state, words=said, now=now)


def answers(mailoutbox):
    return [mail for mail in mailoutbox if mail.subject.startswith("An answer from us")]


def test_all_answers_of_an_hour_are_one_mail_and_later_ones_wait_until_morning(
    booking, now, mailoutbox
):
    answer("A lift", said="It works.", now=now)
    answer("A loop", "not-possible", "We bring a microphone.", now=now + HOUR / 2)
    send_due(now=now + HOUR - timedelta(minutes=1))
    assert answers(mailoutbox) == []
    send_due(now=now + HOUR)
    (mail,) = answers(mailoutbox)
    for text in (single_spaced(mail.body), html_words(mail)):
        assert "A lift It is in place. It works." in text
        assert "A loop We are sorry. We cannot get this ready. We bring a microphone." in text

    answer("A lamp", now=now + 2 * HOUR)
    for hour in range(2, 15):
        send_due(now=now + hour * HOUR)
    assert len(answers(mailoutbox)) == 1
    send_due(now=datetime(2027, 1, 12, 8, 0, tzinfo=LONDON))
    assert len(answers(mailoutbox)) == 2


def test_in_three_weeks_of_answers_no_day_has_two_mails(booking, now, mailoutbox):
    moment, states = now, ("arranging", "talk", "in-place")
    sent_on = []
    for step in range(150):
        answer("A lift", states[step % 3], f"Step {step}", now=moment)
        moment += 2 * HOUR
        if moment >= booking.session.starts_at - timedelta(days=1):
            break
        before = len(answers(mailoutbox))
        send_due(now=moment)
        sent_on += [moment.astimezone(LONDON).date()] * (len(answers(mailoutbox)) - before)
    assert len(sent_on) > 10
    assert len(sent_on) == len(set(sent_on))


def test_before_a_session_that_begins_first_they_are_told_in_minutes(booking, now, mailoutbox):
    eve = booking.session.starts_at - HOUR / 2
    answer("A lift", now=eve)
    send_due(now=eve + timedelta(minutes=3))
    assert len(answers(mailoutbox)) == 1


def test_the_page_shows_it_at_once(booking, now, client, time_machine):
    time_machine.move_to(now, tick=False)
    answer("A lift", said="It works.", now=now)
    page = client.get(reverse("manage", args=[bookings.manage_token(booking)])).text
    assert "It is in place." in page
    assert "It works." in page


def test_an_answer_that_another_mail_has_told_has_no_mail_of_its_own(booking, now, mailoutbox):
    answer("A lift", said="It works.", now=now)
    bookings.change(
        booking=booking, contact=bookings.Contact(name="Ama Moss", email="ama@example.org"), now=now
    )
    send_due(now=now + timedelta(minutes=4))
    (changed,) = mailoutbox
    assert "It works." in changed.body
    send_due(now=now + 2 * HOUR)
    assert answers(mailoutbox) == []
    assert not Notice.objects.open().filter(kind="answer").exists()


def test_an_answer_between_a_move_and_its_mail_hides_no_move(booking, session, now, mailoutbox):
    answer("A lift", now=now)
    soon = now + HOUR - timedelta(minutes=5)
    schedule.move(
        session=session,
        starts_at=session.starts_at + timedelta(days=1),
        ends_at=session.ends_at + timedelta(days=1),
        now=soon,
    )
    send_due(now=now + HOUR)
    send_due(now=soon + timedelta(minutes=10))
    subjects = [mail.subject.split(":")[0] for mail in mailoutbox]
    assert "The session has changed" in subjects


def test_a_text_says_that_there_is_an_answer_and_nothing_of_the_need(booking):
    assert Notice.Kind.ANSWER in Notice.TEXTED
    assert Notice.Kind.ANSWER not in Notice.POSTED


def test_what_is_answered_while_the_phone_rings_is_told_in_the_next_call(session, now):
    make_booking(session=session, name="Joan", email="", phone="01632 960 001", needs=("A lift",))
    joan = need_of("A lift").person.booking
    phone_calls.mark_called(booking=joan, now=now)
    answer("A lift", "arranging", now=now)
    read_at = now + HOUR
    (call,) = phone_calls.calls_to_make(now=read_at)
    assert [each.state for each in call.answers] == ["We are working on it."]
    answer("A lift", "in-place", now=read_at + timedelta(minutes=2))
    phone_calls.mark_called(booking=joan, now=read_at + timedelta(minutes=5), seen=read_at)

    assert not phone_calls.calls_to_make(now=read_at + timedelta(minutes=6))
