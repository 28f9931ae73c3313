"""Sending: claimed, written, sent, marked. Here in one process; see test_worker for several."""

import smtplib
import threading
from datetime import timedelta
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError, connection
from django.db.models import QuerySet
from wagtail.models import Site

from events.emails import delivery
from events.emails.delivery import LEASE, send_due
from events.models import Booking, Notice
from events.outbox import enqueue
from hub.jobs import run_due_jobs
from hub.models import SiteDetails
from tests import factories

Kind = Notice.Kind

pytestmark = pytest.mark.django_db


class FaultyBackend(BaseEmailBackend):
    """A mail backend that fails as a test asks, and records what it was asked to send."""

    trouble: list[Exception] = []
    taken: list[str] = []

    def send_messages(self, messages):
        assert len(messages) == 1
        if FaultyBackend.trouble and (error := FaultyBackend.trouble.pop(0)):
            raise error
        FaultyBackend.taken += [address for message in messages for address in message.to]
        return 1


@pytest.fixture
def server(settings):
    settings.MAIL_SERVER_BACKEND = f"{__name__}.FaultyBackend"
    FaultyBackend.trouble, FaultyBackend.taken = [], []
    return FaultyBackend


def refused():
    return smtplib.SMTPRecipientsRefused({"ama@example.org": (550, b"ama@example.org is unknown")})


def bookings(number):
    session = factories.make_session()
    return [
        factories.make_booking(session=session, name=f"P{n}", email=f"p{n}@example.org")
        for n in range(number)
    ]


def test_a_mail_is_sent_once_and_never_again(now, mailoutbox):
    factories.make_booking()

    assert send_due(now=now) == {"sent": 1}
    assert send_due(now=now) == {}
    assert send_due(now=now + timedelta(days=2)) == {}
    assert [mail.to for mail in mailoutbox] == [["ama@example.org"]]
    notice = Notice.objects.get()
    assert notice.sent_at and not notice.problem


@pytest.mark.parametrize("replies_url", ["", "imaps://user:secret@mail.example/INBOX"])
def test_a_confirmation_takes_few_queries(
    now, settings, replies_url, django_assert_max_num_queries
):
    settings.REPLIES_URL = replies_url
    SiteDetails.load()
    Site.get_site_root_paths()
    needs = (factories.make_option(), "A chair near the door")
    factories.make_booking(needs=needs[:1], supporter="Jo")
    Notice.objects.exclude(kind=Kind.CONFIRMATION).delete()

    # Measured: what is due, claim, notice, people, needs, last told, newer, earlier mails, details (twice), sent.
    with django_assert_max_num_queries(11):
        assert send_due(now=now) == {"sent": 1}

    for number in range(20):
        factories.make_booking(email=f"{number}@example.org", needs=needs, supporter="Jo")
    Notice.objects.exclude(kind=Kind.CONFIRMATION).delete()
    with django_assert_max_num_queries(1 + 20 * 10):
        assert send_due(now=now) == {"sent": 20}


def test_nothing_goes_before_it_is_due(now, mailoutbox):
    booking = factories.make_booking()
    Notice.objects.all().delete()
    enqueue(kind=Kind.CONFIRMATION, booking=booking, now=now, due_at=now + timedelta(minutes=10))

    send_due(now=now + timedelta(minutes=9))
    assert not mailoutbox
    send_due(now=now + timedelta(minutes=10))
    assert len(mailoutbox) == 1


def test_what_is_no_longer_right_is_dropped_for_good(now, mailoutbox):
    Booking.objects.filter(pk=factories.make_booking().pk).update(state="cancelled")

    assert send_due(now=now) == {"dropped": 1}
    assert not mailoutbox
    assert not Notice.objects.open().exists()


def test_a_claimed_mail_is_left_alone_until_the_lease_runs_out(now, mailoutbox):
    """A process that dies between sending and marking costs one double, and loses nothing."""
    factories.make_booking()
    Notice.objects.update(claimed_until=now + LEASE, attempts=1)

    assert send_due(now=now + LEASE - timedelta(seconds=1)) == {}
    assert send_due(now=now + LEASE) == {"sent": 1}
    assert len(mailoutbox) == 1


def test_every_try_has_the_same_message_id(now, server, mailoutbox, settings):
    factories.make_booking()
    ids = set()
    for _ in range(2):
        settings.MAIL_SERVER_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        send_due(now=now)
        ids |= {mail.message()["Message-ID"] for mail in mailoutbox}
        Notice.objects.update(sent_at=None, claimed_until=None)
    assert len(mailoutbox) == 2
    assert len(ids) == 1
    assert ids.pop().endswith("@overabrew.example>")


def test_failures_are_tried_again_after_1_5_15_minutes_1_3_6_hours_and_given_up_after_two_days(
    now, server
):
    factories.make_booking()
    server.trouble = [smtplib.SMTPServerDisconnected("ama@example.org")] * 100
    moment, tries = now, []
    while Notice.objects.open().exists():
        before = Notice.objects.get().due_at
        send_due(now=moment)
        tries.append(moment - now)
        moment = Notice.objects.get().due_at
        if Notice.objects.open().exists():
            assert send_due(now=moment - timedelta(seconds=1)) == {}, "not before its time"
            assert moment > before

    minutes = [round((after - before).total_seconds() / 60) for before, after in pairwise(tries)]
    assert minutes[:7] == [1, 5, 15, 60, 180, 360, 360]
    assert timedelta(hours=44) < tries[-1] < timedelta(hours=54)
    notice = Notice.objects.get()
    assert notice.failed_at and not notice.sent_at
    assert notice.problem == "SMTPServerDisconnected"


def test_a_mail_that_was_put_off_goes_when_the_server_is_back(now, server):
    factories.make_booking()
    server.trouble = [TimeoutError("ama@example.org did not answer")]
    assert send_due(now=now) == {"put off": 1}
    assert send_due(now=now + timedelta(minutes=2)) == {"sent": 1}
    assert server.taken == ["ama@example.org"]
    assert Notice.objects.get().problem == ""


def test_only_the_kind_of_error_is_kept_and_logged(now, server, caplog):
    factories.make_booking(name="Ama Mensah", email="ama@example.org")
    server.trouble = [refused()]
    send_due(now=now)

    assert Notice.objects.get().problem == "SMTPRecipientsRefused"
    assert "SMTPRecipientsRefused" in caplog.text
    assert "ama" not in caplog.text.lower()


def test_one_refused_address_does_not_stop_the_others(now, server):
    bookings(3)
    server.trouble = [refused()]

    assert send_due(now=now) == {"put off": 1, "sent": 2}


def test_a_server_that_is_down_is_asked_once_a_round_and_the_others_keep_their_tries(now, server):
    bookings(3)
    server.trouble = [ConnectionRefusedError()] * 9

    assert send_due(now=now) == {"put off": 1}
    assert sorted(Notice.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_mail_that_cannot_be_written_does_not_stop_the_others(now, mailoutbox, monkeypatch):
    first, *_ = bookings(3)
    whole = send_due.__globals__["compose"]

    def compose(notice, moment):
        if notice.booking_id == first.pk:
            raise KeyError("ama@example.org")
        return whole(notice, moment)

    monkeypatch.setattr("events.emails.delivery.compose", compose)
    assert send_due(now=now) == {"put off": 1, "sent": 2}
    assert Notice.objects.get(booking=first).problem == "KeyError"


def test_a_backend_that_does_not_take_the_mail_is_a_failure(now, server, monkeypatch):
    factories.make_booking()
    monkeypatch.setattr(FaultyBackend, "send_messages", lambda self, messages: 0)

    assert send_due(now=now) == {"put off": 1}


def test_stop_is_asked_between_mails(now, mailoutbox):
    bookings(3)
    send_due(now=now, stop=lambda: len(mailoutbox) == 2)

    assert len(mailoutbox) == 2
    assert Notice.objects.due(now).count() == 1


def test_no_more_than_the_limit_goes_in_one_round_and_the_oldest_goes_first(now, mailoutbox):
    made = bookings(3)
    for age, booking in enumerate(made):
        Notice.objects.filter(booking=booking).update(due_at=now - timedelta(hours=age))

    assert send_due(now=now, limit=2) == {"sent": 2}
    assert [mail.to[0] for mail in mailoutbox] == ["p2@example.org", "p1@example.org"]


def test_an_offer_that_could_not_be_sent_in_the_evening_waits_for_the_morning(now, mailoutbox):
    booking = factories.make_booking()
    Notice.objects.all().delete()
    night = now.replace(hour=23)
    Booking.objects.filter(pk=booking.pk).update(
        state="offered", offered_until=now + timedelta(days=3)
    )
    enqueue(kind=Kind.OFFER, booking=booking, now=now)

    assert send_due(now=night) == {}
    assert send_due(now=night + timedelta(hours=9, minutes=1)) == {"sent": 1}


@pytest.mark.django_db(transaction=True)
def test_nothing_in_the_database_is_locked_while_the_mail_server_thinks(now, server, monkeypatch):
    booking = factories.make_booking()
    seen = []

    def send(self, messages):
        seen.append(connection.in_atomic_block)
        return 1

    monkeypatch.setattr(FaultyBackend, "send_messages", send)
    send_due(now=now)
    assert seen == [False]
    assert booking


@pytest.mark.django_db(transaction=True)
def test_a_database_that_stumbles_when_the_mail_is_out_does_not_make_it_go_twice(
    now, mailoutbox, monkeypatch
):

    factories.make_booking()
    whole, stumbles = QuerySet.update, [1, 1]

    def update(self, **fields):
        if "sent_at" in fields and stumbles:
            stumbles.pop()
            raise OperationalError("database is locked")
        return whole(self, **fields)

    monkeypatch.setattr(QuerySet, "update", update)
    assert send_due(now=now) == {"sent": 1}
    assert send_due(now=now + 2 * LEASE) == {}
    assert len(mailoutbox) == 1


def test_a_lease_is_longer_than_the_slowest_mail_server(settings):
    steps = 14  # of SMTP with TLS and a login, each of which may take the whole timeout
    assert timedelta(seconds=settings.EMAIL_TIMEOUT * steps) < LEASE


def test_a_long_round_claims_by_the_clock_and_not_by_its_beginning(now, server, monkeypatch):
    bookings(2)
    clock = iter([0.0, 0.0, 300.0])
    monkeypatch.setattr(
        "events.emails.delivery.time", SimpleNamespace(monotonic=lambda: next(clock))
    )
    send_due(now=now)

    claims = sorted(Notice.objects.values_list("claimed_until", flat=True))
    assert claims[1] - claims[0] == timedelta(minutes=5)


def in_threads(number, work):
    """Run the same work in several threads, each with a database connection of its own."""
    ready = threading.Barrier(number)

    def run():
        try:
            ready.wait()
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.threads("a claim shows only between connections")
@pytest.mark.django_db(transaction=True)
def test_without_the_condition_in_the_claim_mails_are_doubled_and_with_it_none_is(
    now, server, monkeypatch
):
    bookings(8)
    all_four = threading.Barrier(4)
    met = threading.local()

    def careless(pk, moment):
        if not hasattr(met, "others"):
            met.others = all_four.wait(120)  # all have read the same list
        notice = Notice.objects.select_related("booking__session__page").get(pk=pk)
        return None if notice.sent_at else notice

    with monkeypatch.context() as fault:
        fault.setattr("events.emails.delivery.claim", careless)
        in_threads(4, lambda: send_due(now=now))
    assert len(server.taken) > 8

    server.taken.clear()
    Notice.objects.update(sent_at=None, claimed_until=None, attempts=0, snapshot={})
    in_threads(4, lambda: send_due(now=now))
    assert sorted(server.taken) == [f"p{number}@example.org" for number in range(8)]
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.threads("a claim shows only between connections")
@pytest.mark.django_db(transaction=True)
def test_four_passes_at_once_owe_and_send_each_reminder_once(now, server):
    bookings(4)
    Notice.objects.all().delete()
    in_threads(4, lambda: run_due_jobs(now=factories.STARTS_AT - timedelta(days=1)))

    assert sorted(server.taken) == [f"p{number}@example.org" for number in range(4)]
    assert list(Notice.objects.values_list("kind", flat=True)) == [Kind.REMINDER_DAY] * 4


def test_a_mail_server_that_does_not_say_goodbye_stops_nothing(now, mailoutbox, monkeypatch):
    def fail(self):
        raise OSError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.close", fail)
    factories.make_booking(now=now)
    assert send_due(now=now) == {"sent": 1}
    assert len(mailoutbox) == 1


def test_a_mail_that_another_process_has_taken_does_not_stop_the_others(
    now, mailoutbox, monkeypatch
):
    taken, _ = bookings(2)
    claim = delivery.claim
    monkeypatch.setattr(
        delivery, "claim", lambda pk, at: None if pk == taken.notices.get().pk else claim(pk, at)
    )

    assert send_due(now=now)["sent"] == 1
    assert len(mailoutbox) == 1
