"""What mail programs and mail servers read: conversations, lists, and that nobody should answer by itself."""

import email
import email.policy
import re
from datetime import timedelta

import pytest
from django.test import Client

from events import bookings, schedule
from events.emails.delivery import send_due
from events.emails.headers import message_headers
from events.models import Booking, Notice, Regular, Subscriber
from events.outbox import enqueue
from events.subscriptions import matching
from hub.mail_headers import domain_of
from tests import factories
from tests.events import subscription_factories as subscriptions
from tests.events.emails.every_mail import every_mail, every_mail_with_rows, kind_of
from tests.events.emails.mails import (
    BOOKING_KINDS,
    Kind,
    calendar_part,
    enqueue_notice,
    make_carer_booking,
    rolled_back,
    send_invite,
)

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
OF_THE_BOOKING, OF_ITS_OWN = "with the mails of the booking", "a conversation of its own"
CAN_BE_STOPPED, COMES_ONCE = "can be stopped", "cannot be stopped"

# Whoever adds a kind decides where it is filed, and whether mail programs show a button to stop it.
HEADERS = {
    Kind.CONFIRMATION: (OF_THE_BOOKING, COMES_ONCE),
    Kind.CHANGE: (OF_THE_BOOKING, COMES_ONCE),
    Kind.ANSWER: (OF_THE_BOOKING, COMES_ONCE),
    Kind.CANCELLATION: (OF_THE_BOOKING, COMES_ONCE),
    Kind.WAITING: (OF_THE_BOOKING, COMES_ONCE),
    Kind.OFFER: (OF_THE_BOOKING, COMES_ONCE),
    Kind.PROMOTED: (OF_THE_BOOKING, COMES_ONCE),
    Kind.SESSION_MOVED: (OF_THE_BOOKING, COMES_ONCE),
    Kind.SESSION_CANCELLED: (OF_THE_BOOKING, COMES_ONCE),
    Kind.SESSION_RESTORED: (OF_THE_BOOKING, COMES_ONCE),
    Kind.SESSION_RETITLED: (OF_THE_BOOKING, COMES_ONCE),
    Kind.REMINDER_WEEK: (OF_THE_BOOKING, COMES_ONCE),
    Kind.REMINDER_DAY: (OF_THE_BOOKING, COMES_ONCE),
    Kind.REMINDER_HOUR: (OF_THE_BOOKING, COMES_ONCE),
    Kind.THANKS: (OF_THE_BOOKING, COMES_ONCE),
    Kind.BOOKING_LINK: (OF_THE_BOOKING, COMES_ONCE),
    Kind.PERSON_REMOVED: (OF_THE_BOOKING, COMES_ONCE),
    # The people of one session get it, because they booked: who cancels gets no more.
    Kind.BROADCAST: (OF_THE_BOOKING, COMES_ONCE),
    Kind.DECLINE_CHECK: (OF_THE_BOOKING, COMES_ONCE),
    # The mails before it are forgotten with the booking.
    Kind.ERASED: (OF_ITS_OWN, COMES_ONCE),
    Kind.PERSONAL_FEED: (OF_ITS_OWN, COMES_ONCE),
    Kind.ORGANISER_NEEDS: (OF_ITS_OWN, COMES_ONCE),
    Kind.SUPPLIER_REQUEST: (OF_ITS_OWN, COMES_ONCE),
    Kind.FORM_LINK: (OF_ITS_OWN, COMES_ONCE),
    Kind.SUBSCRIPTION_CONFIRMATION: (OF_ITS_OWN, COMES_ONCE),
    Kind.INVITATION: (OF_ITS_OWN, CAN_BE_STOPPED),
    Kind.SESSION_ALERT: (OF_ITS_OWN, CAN_BE_STOPPED),
}
FILED = [kind for kind, (where, _) in HEADERS.items() if where == OF_THE_BOOKING]


def test_the_table_has_every_kind():
    assert set(HEADERS) == set(Kind)


def as_received(mail):
    """Return the mail as a mail program parses it."""
    raw = mail.message().as_bytes(linesep="\r\n")
    return email.message_from_bytes(raw, policy=email.policy.SMTP)


def references(mail):
    return (as_received(mail)["References"] or "").split()


# Every kind -----------------------------------------------------------------------------------------


def test_every_mail_says_that_it_is_automatic_and_asks_exchange_for_no_answer(now):
    for what, mail in every_mail(now).items():
        message = as_received(mail)
        assert message["Auto-Submitted"] == "auto-generated", what
        suppressed = message["X-Auto-Response-Suppress"].split(", ")
        assert {"OOF", "AutoReply"} <= set(suppressed), what
        assert not {"All", "NDR"} & set(suppressed), "bounces must come"
        assert message["List-Id"] is None, what


def test_every_message_id_is_of_the_senders_domain_and_tells_nothing(now):
    for what, mail in every_mail_with_rows(now):
        message_id = as_received(mail)["Message-ID"]
        assert re.fullmatch(r"<[\w.]{32,}@overabrew\.example>", message_id), what
        for uid in Booking.objects.values_list("uid", flat=True):
            assert uid.hex not in message_id and str(uid) not in message_id
        for address in mail.to:
            assert address.partition("@")[0] not in message_id


def test_mail_programs_show_a_button_to_stop_what_can_be_stopped_and_nothing_else(now):
    for what, mail in every_mail_with_rows(now):
        message, kind = as_received(mail), kind_of(what)
        can_be_stopped = kind in HEADERS and HEADERS[kind][1] == CAN_BE_STOPPED
        for header in ("List-Unsubscribe", "List-Unsubscribe-Post", "Precedence"):
            assert (message[header] is not None) == can_be_stopped, (what, header)
        if can_be_stopped:
            (url,) = re.findall(
                r"^<(https://brew\.test/\S+)>$", message["List-Unsubscribe"].strip()
            )
            assert url in mail.body or "on the same page" in mail.body, what
            with rolled_back():
                press_stop(url)


def press_stop(url):
    """Do what Gmail does: POST without a cookie, a token or a Referer (RFC 8058 3.2)."""
    program, path = Client(enforce_csrf_checks=True), url.removeprefix("https://brew.test")
    for look in (program.get, program.head):  # as scanners of links do
        assert look(path).status_code in (200, 302)
        assert Subscriber.objects.count() + Regular.objects.count() == 1
    answer = program.post(
        path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert not Subscriber.objects.exists() and not Regular.objects.exists()


# Conversations --------------------------------------------------------------------------------------


@pytest.fixture
def sent(mailoutbox):
    """Return a function that sends what is due, and returns the mails to one address."""

    def send(now, address="ama@example.org"):
        mailoutbox.clear()
        send_due(now=now)
        return [mail for mail in mailoutbox if mail.to == [address]]

    return send


def test_the_whole_life_of_a_booking_is_one_conversation(now, sent):
    session = factories.make_session()
    booking = factories.make_booking(session=session, now=now)
    mails = sent(now)
    later = session.starts_at + 7 * timedelta(days=1)
    schedule.move(session=session, starts_at=later, ends_at=later + 60 * MINUTE, now=now + MINUTE)
    mails += sent(now + 60 * MINUTE)
    schedule.cancel(session=session, reason="Snow", now=now + 61 * MINUTE)
    mails += sent(now + 120 * MINUTE)
    schedule.restore(session=session, now=now + 121 * MINUTE)
    mails += sent(now + 180 * MINUTE)
    booking.refresh_from_db()
    bookings.cancel(booking=booking, now=now + 181 * MINUTE)
    mails += sent(now + 240 * MINUTE)

    assert len(mails) == 5
    assert all(calendar_part(mail) for mail in mails), "invites are part of it"
    ids = [as_received(mail)["Message-ID"] for mail in mails]
    assert len(set(ids)) == 5
    for number, mail in enumerate(mails):
        assert references(mail) == ids[:number]
        assert as_received(mail)["In-Reply-To"] == (ids[number - 1] if number else None)


@pytest.mark.parametrize("kind", [*BOOKING_KINDS, Kind.PERSON_REMOVED])
def test_each_kind_is_filed_where_the_table_says(now, kind):
    booking = send_invite(factories.make_booking(), now)
    Notice.objects.filter(kind=kind).delete()
    began_with = Notice.objects.create(
        kind=Kind.CHANGE, booking=booking, due_at=now, sent_at=now, dedupe_key="first"
    )
    notice = Notice.objects.create(kind=kind, booking=booking, due_at=now)

    references = message_headers(notice).get("References", "").split()
    assert (message_headers(began_with)["Message-ID"] in references) == (kind in FILED)


def test_no_news_is_filed_with_other_news(now, mailoutbox):
    for name in ("kim", "lee"):
        subscriptions.make_subscriber(now, f"{name}@example.org")
    for title in ("One talk", "Another talk"):
        subscriptions.make_new_session(title=title)
        matching.enqueue_alerts(now=now)
        send_due(now=now)

    assert len(mailoutbox) == 4
    assert not any(references(mail) for mail in mailoutbox)


def test_what_is_asked_again_about_one_invitation_or_form_is_filed_with_it(now):
    mails = every_mail(now)
    first, second = mails["invitation"], mails["invitation, to another date"]
    assert as_received(second)["In-Reply-To"] == as_received(first)["Message-ID"]
    assert references(second) == [as_received(first)["Message-ID"]]
    for kind in ("follow", "news", "form-link", "organiser-needs", "odd-answers"):
        alone = [mail for what, mail in mails.items() if what.startswith(kind)]
        assert alone and not any(references(mail) for mail in alone), kind


def test_no_reader_has_a_message_id_of_another(now, mailoutbox):
    booking = make_carer_booking(now)
    for kind in (Kind.CONFIRMATION, Kind.CHANGE, Kind.BROADCAST):
        enqueue_notice(kind, booking, now)
        send_due(now=now)
    ids_of = {}
    for mail in mailoutbox:
        (reader,) = mail.to
        ids_of.setdefault(reader, set()).update(
            [as_received(mail)["Message-ID"], *references(mail)]
        )

    assert set(ids_of) == {"sam@example.org", "ama@example.org", "jo@example.org"}
    assert all(len(ids) > 1 for ids in ids_of.values())
    assert len(set.union(*ids_of.values())) == sum(map(len, ids_of.values()))


def test_two_bookings_of_one_reader_are_two_conversations(now, sent):
    factories.make_booking(now=now)
    (first,) = sent(now)
    factories.make_booking(now=now, name="Kim", for_whom="other")
    assert not any(set(references(mail)) for mail in sent(now) if "booked" in mail.subject)
    assert references(first) == []


def test_only_what_went_out_by_mail_to_the_same_reader_is_named(now):
    booking = factories.make_booking(now=now)
    (confirmation,) = Notice.objects.filter(kind=Kind.CONFIRMATION)
    notice = enqueue(kind=Kind.CHANGE, booking=booking, now=now)
    assert "References" not in message_headers(notice), "it has not gone"

    went = {"sent_at": now, "channel": "", "recipient": "contact", "kind": Kind.CONFIRMATION}
    for told in (
        {"channel": "text"},
        {"recipient": "person-1"},
        {"sent_at": None},
        {"kind": Kind.PERSONAL_FEED},
    ):
        Notice.objects.filter(pk=confirmation.pk).update(**went | told)
        assert "References" not in message_headers(notice), told
    Notice.objects.filter(pk=confirmation.pk).update(**went)
    assert message_headers(notice)["In-Reply-To"] == message_headers(confirmation)["Message-ID"]


def test_a_long_conversation_names_its_first_mail_and_the_last_ones(now):
    booking = factories.make_booking(now=now)
    Notice.objects.all().delete()
    sent = [
        enqueue(kind=Kind.CHANGE, booking=booking, now=now, dedupe_key=f"{number}")
        for number in range(30)
    ]
    for number, notice in enumerate(sent):
        Notice.objects.filter(pk=notice.pk).update(sent_at=now + number * MINUTE)
    ids = [message_headers(notice)["Message-ID"] for notice in sent]
    last = enqueue(kind=Kind.CANCELLATION, booking=booking, now=now)
    headers = message_headers(last)

    assert headers["References"].split() == [ids[0], *ids[-9:]]
    assert headers["In-Reply-To"] == ids[-1]


def test_a_conversation_goes_on_when_the_site_has_another_sender(now, sent, settings):
    """Who has an invite goes on getting mails from where it came."""
    booking = factories.make_booking(now=now)
    (first,) = sent(now)
    settings.DEFAULT_FROM_EMAIL = "Tea <tea@other.example>"
    enqueue_notice(Kind.CHANGE, booking, now)
    (second,) = sent(now)

    assert references(second) == [as_received(first)["Message-ID"]]


@pytest.mark.parametrize(
    ("sender", "domain"),
    [
        ("Brew <hello@brew.example>", "brew.example"),
        ("hello@brüw.example", "xn--brw-ioa.example"),
        ("", "localhost"),
    ],
)
def test_the_domain_of_a_message_id_is_that_of_the_sender_in_letters_that_may_stand_there(
    sender, domain
):
    assert domain_of(sender) == domain
