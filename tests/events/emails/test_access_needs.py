"""Answers of the organisers to what people asked for, in mails."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from events import bookings as booking_service
from events.bookings import access_needs
from events.emails.delivery import send_due
from events.models import AccessNeed
from events.outbox import enqueue
from events.privacy import retention
from tests import factories
from tests.events.emails.mails import (
    Kind,
    html_words,
    make_carer_booking,
    send_invite,
    single_spaced,
)

pytestmark = pytest.mark.django_db


def test_an_answer_from_the_organisers_is_in_the_mail_about_it(now, mailoutbox):
    """The admin says so: "The person gets your words a few minutes later"."""
    booking = make_carer_booking(now)
    enqueue(kind=Kind.CONFIRMATION, booking=booking, now=now)
    send_due(now=now)
    mailoutbox.clear()
    need = AccessNeed.objects.get(person__name="Ama Mensah")
    later = now + timedelta(hours=1)
    access_needs.answer(need=need, state="in-place", words="A driver comes at ten.", now=later)
    send_due(now=later + timedelta(hours=1))

    assert [mail.to for mail in mailoutbox] == [["sam@example.org"], ["ama@example.org"]]
    for mail in mailoutbox:
        assert mail.subject.startswith("An answer from us: ")
        for text in (single_spaced(mail.body), html_words(mail)):
            assert "We have answered what you asked for." in text
            assert "A driver comes at ten." in text
            assert "We have kept the change" not in text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("arranging", "We are working on it."),
        ("in-place", "It is in place."),
        ("not-possible", "We are sorry. We cannot get this ready."),
        ("talk", "We would like to talk to you about it."),
    ],
)
def test_an_answer_is_told_with_its_state_and_its_words_everywhere(
    state, said, now, mailoutbox, client, time_machine
):
    time_machine.move_to(now, tick=False)
    booking = send_invite(factories.make_booking(needs=("A lift",)), now)
    mailoutbox.clear()
    need, words = AccessNeed.objects.get(), "Is ten too early?\nPlease phone me."
    later = now + timedelta(minutes=1)
    access_needs.answer(need=need, state=state, words=words, now=later)
    send_due(now=later + timedelta(hours=1))
    (mail,) = mailoutbox
    page = client.get(reverse("manage", args=[booking_service.manage_token(booking)])).text

    texts = (single_spaced(mail.body), html_words(mail), single_spaced(strip_tags(page)))
    for text in texts:
        on_one_line = text.replace("early?Please", "early? Please")  # a line break in HTML
        assert f"A lift {said} Is ten too early? Please phone me." in on_one_line
    assert "Is ten too early?<br>Please phone me." in mail.alternatives[0][0]
    (exported,) = retention.export(booking)["People"][0][retention.NEEDS]
    assert exported["How far it is"] == AccessNeed.State(state).label
    assert exported["What we told you"] == words


def test_a_change_of_the_booking_is_not_called_an_answer(now, mailoutbox):
    made = send_invite(factories.make_booking(needs=("A lift",)), now)
    access_needs.answer(need=AccessNeed.objects.get(), state="arranging", words="Soon.", now=now)
    send_due(now=now + timedelta(hours=1))
    mailoutbox.clear()
    booking_service.change(booking=made, mode="phone", now=now + timedelta(hours=2))
    send_due(now=now + timedelta(hours=3))
    (mail,) = mailoutbox

    assert mail.subject.startswith("Your booking has changed: ")
    assert "We have kept the change." in mail.body
    assert "You join in another way now. So we look at this again, and tell you." in mail.body


@pytest.mark.parametrize("places", [1, 5], ids=["on the waiting list", "with a place"])
def test_an_answer_is_told_to_people_who_wait_too(now, places):
    session = factories.make_session(places=places)
    factories.make_booking(session=session)
    booking = factories.make_booking(session=session, name="Jo", needs=("A loop",))
    need = AccessNeed.objects.get(person__booking=booking)

    access_needs.answer(need=need, state="in-place", words="", now=now, seen=need.changed_at)
    assert booking.notices.filter(kind="answer").count() == 1


def test_an_answer_to_what_has_changed_since_is_refused(now):
    booking = factories.make_booking(needs=("A loop",))
    need = AccessNeed.objects.get(person__booking=booking)
    shown = need.changed_at
    soon = now + timedelta(minutes=5)
    access_needs.answer(need=need, state="arranging", words="", now=soon, seen=shown)

    later = now + timedelta(hours=1)
    for seen in (shown, later):
        with pytest.raises(access_needs.AnswerConflict):
            access_needs.answer(need=need, state="in-place", words="", now=later, seen=seen)
