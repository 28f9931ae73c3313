"""Mails to suppliers: what they say, when they go, and when they do not."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from events import bookings, schedule
from events.emails.delivery import send_due
from events.models import Notice, SupplierRequest
from events.privacy.retention import purge_expired
from events.suppliers import requests
from events.suppliers.overview import requests_of
from hub.models import SiteDetails
from tests.events.admin.helpers import login
from tests.events.suppliers.makers import (
    DAY,
    LINE,
    MINUTE,
    answer,
    ask,
    mails_to_suppliers,
    make_needs,
    make_organiser,
    make_supplier,
    tell,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def needs(site):
    return make_needs()


@pytest.fixture
def session(needs):
    return needs[0].person.booking.session


def mail_words(session, now):
    return [line.mail_words for line in requests_of(session, now)]


def test_the_mail_has_the_line_the_sentence_a_link_and_our_address(needs, now, mailoutbox):
    ask(needs, now, sentence="Please tell us your price.")
    (sent,) = mails_to_suppliers(mailoutbox, now)

    assert sent.subject == (
        "Can you do this? A British Sign Language (BSL) interpreter, Wednesday 27 January 2027"
    )
    assert sent.to == ["desk@sign.example"]
    assert sent.reply_to == [SiteDetails.load().contact_email]
    for part in (sent.body, sent.alternatives[0][0]):
        for words in (LINE, "Please tell us your price.", "https://brew.test/suppliers/"):
            assert words in part


def test_a_change_says_what_it_was_and_a_call_off_has_no_link(needs, session, now, mailoutbox):
    request = ask(needs, now)
    mails_to_suppliers(mailoutbox, now)
    bookings.cancel(booking=needs[0].person.booking, now=now + MINUTE)
    tell(request, now + 2 * MINUTE)
    (sent,) = mails_to_suppliers(mailoutbox, now + 3 * MINUTE)
    assert sent.subject.startswith("This has changed: ")
    for part in (sent.body, sent.alternatives[0][0]):
        assert LINE.replace("2 people", "1 person") in part
        assert LINE in part
        assert "Before, it was:" in part

    requests.withdraw(request=request, now=now + 4 * MINUTE)
    (sent,) = mails_to_suppliers(mailoutbox, now + 5 * MINUTE)
    assert sent.subject.startswith("Not needed any more: ")
    for part in (sent.body, sent.alternatives[0][0]):
        assert LINE.replace("2 people", "1 person") in part
        assert "/suppliers/" not in part


def test_a_date_that_is_off_is_said(needs, session, now, mailoutbox):
    request = ask(needs, now)
    mails_to_suppliers(mailoutbox, now)
    schedule.cancel(session=session, reason="Ill", now=now + MINUTE)
    tell(request, now + 2 * MINUTE)
    (sent,) = mails_to_suppliers(mailoutbox, now + 3 * MINUTE)
    assert "The date is off, so we do not need it any more." in sent.body


def test_all_mails_about_one_request_are_one_conversation(needs, now, mailoutbox):
    request = ask(needs, now)
    (first,) = mails_to_suppliers(mailoutbox, now)
    requests.withdraw(request=request, now=now + MINUTE)
    (second,) = mails_to_suppliers(mailoutbox, now + 2 * MINUTE)
    assert second.extra_headers["In-Reply-To"] == first.extra_headers["Message-ID"]


def test_what_was_called_off_before_it_went_is_never_sent(needs, session, now, mailoutbox):
    request = ask(needs, now)
    requests.withdraw(request=request, now=now + MINUTE)
    assert mails_to_suppliers(mailoutbox, now + 2 * MINUTE) == []
    assert mail_words(session, now) == ["No email went. So there is nothing to tell them."]


def test_what_was_answered_on_the_phone_is_not_asked_by_mail_but_a_call_off_is_told(
    needs, session, now, mailoutbox
):
    request = ask(needs, now)
    answer(request, "booked", now + MINUTE, by=make_organiser())
    assert mails_to_suppliers(mailoutbox, now + 2 * MINUTE) == []
    assert mail_words(session, now) == ["They told us on Monday 11 January 2027, 9:01am."]
    requests.withdraw(request=request, now=now + 3 * MINUTE)
    (sent,) = mails_to_suppliers(mailoutbox, now + 4 * MINUTE)
    assert sent.subject.startswith("Not needed any more: ")


def test_only_the_newest_version_is_sent(needs, session, now, mailoutbox):
    request = ask(needs, now)
    bookings.cancel(booking=needs[0].person.booking, now=now + MINUTE)
    tell(request, now + 2 * MINUTE)
    (sent,) = mails_to_suppliers(mailoutbox, now + 3 * MINUTE)
    assert "1 person" in sent.subject + sent.body
    assert "2 people" not in sent.body, "they never read of two"


@pytest.mark.parametrize("change", ["move", "cancel"])
def test_a_date_that_is_not_so_any_more_is_not_asked_for(change, needs, session, now, mailoutbox):
    ask(needs, now)
    if change == "move":
        schedule.move(
            session=session,
            starts_at=session.starts_at + DAY,
            ends_at=session.ends_at + DAY,
            now=now,
        )
    else:
        schedule.cancel(session=session, reason="Ill", now=now)
    assert mails_to_suppliers(mailoutbox, now + MINUTE) == []


def test_nothing_says_that_they_know_before_the_mail_has_gone(needs, session, now, monkeypatch):
    request = ask(needs, now)
    assert mail_words(session, now) == ["Our email is on its way. They do not know yet."]

    def refuse(*args, **kwargs):
        raise smtplib.SMTPRecipientsRefused({})

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        send_due(now=now)
        assert mail_words(session, now) == ["Our email is on its way. They do not know yet."]
        for hours in range(0, 128, 8):  # until we give up
            send_due(now=now + timedelta(hours=hours))
    assert request.notices.get().failed_at
    assert mail_words(session, now) == [
        "Our email did not get there. So they do not know. Phone them."
    ]
    Notice.objects.filter(supplier_request=request).update(failed_at=None, due_at=now)
    send_due(now=now)
    assert mail_words(session, now) == ["Our email went on Monday 11 January 2027, 9am."]


def test_a_mail_that_failed_is_on_the_list_with_whom_it_is_for(needs, now, client):
    request = ask(needs, now)
    Notice.objects.filter(supplier_request=request).update(failed_at=now)
    shown = login(client, "Organisers").get(reverse("sessions_admin:messages")).text
    assert "What we ask a supplier" in shown
    assert "Sign Co, desk@sign.example" in shown


def test_a_supplier_whose_address_is_gone_gets_no_mail(needs, now, mailoutbox):
    supplier = make_supplier()
    ask(needs, now, supplier=supplier)
    supplier.email = ""
    supplier.phone = "01632 960 001"
    supplier.save()
    send_due(now=now)
    assert Notice.objects.get(kind="supplier").sent_at is None
    assert not [each for each in mail.outbox if "suppliers/" in each.body]


def test_the_digest_says_that_suppliers_have_answered_and_never_who_asked(
    needs, session, now, mailoutbox, client
):
    login(client, "Organisers")
    request = ask(needs, now)
    mails_to_suppliers(mailoutbox, now + 2 * DAY)
    answer(request, "booked", now + 3 * DAY)
    mailoutbox.clear()
    send_due(now=now + 5 * DAY)
    (digest,) = [each for each in mailoutbox if each.to == ["Organisers@example.org"]]
    assert digest.subject.startswith("A supplier has answered: ")
    assert "1 supplier says: booked." in digest.body
    assert "Zebedee" not in digest.body


def test_requests_go_with_the_bookings_and_a_supplier_stays(needs, session, now):
    ask(needs, now)
    purge_expired(now=session.ends_at + 30 * DAY)
    assert SupplierRequest.objects.count() == 1
    purge_expired(now=session.ends_at + 31 * DAY)
    assert not SupplierRequest.objects.exists()
    assert not Notice.objects.filter(kind="supplier").exists()
