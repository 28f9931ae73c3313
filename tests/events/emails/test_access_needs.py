"""Answers of the organisers to what people asked for, in mails."""

from datetime import timedelta

import pytest

from events import bookings as booking_service
from events.bookings import access_needs
from events.emails.delivery import send_due
from events.models import AccessNeed
from events.outbox import enqueue
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
    send_due(now=later + timedelta(minutes=4))

    assert [mail.to for mail in mailoutbox] == [["sam@example.org"], ["ama@example.org"]]
    for mail in mailoutbox:
        assert mail.subject.startswith("An answer from us: ")
        for text in (single_spaced(mail.body), html_words(mail)):
            assert "We have answered what you asked for." in text
            assert "A driver comes at ten." in text
            assert "We have kept the change" not in text


def test_a_change_of_the_booking_is_not_called_an_answer(now, mailoutbox):
    made = send_invite(factories.make_booking(needs=("A lift",)), now)
    access_needs.answer(need=AccessNeed.objects.get(), state="arranging", words="Soon.", now=now)
    send_due(now=now + timedelta(minutes=4))
    mailoutbox.clear()
    booking_service.change(booking=made, mode="phone", now=now + timedelta(hours=1))
    send_due(now=now + timedelta(hours=2))
    (mail,) = mailoutbox

    assert mail.subject.startswith("Your booking has changed: ")
    assert "We have kept the change." in mail.body
    assert "Soon." in mail.body
