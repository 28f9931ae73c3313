"""Mails of ours that come back: marked at the booking, and somebody rings."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from events import bookings as services
from events.bookings import Attendee, Contact
from events.emails.delivery import send_due
from events.emails.headers import message_headers
from events.models import Booking, Notice, OrganiserTask
from events.rsvp.apply import Outcome, process_reply
from events.rsvp.delivery_reports import parse_report
from events.schedule import cancel as cancel_date
from tests import factories
from tests.events.admin.helpers import login
from tests.events.calendar_replies import TRUSTED, human_mail, make_invited_booking, reply
from tests.events.rsvp.bounce_mails import REPORTS, SHAPES, bounce_of

Kind = OrganiserTask.Kind
AMA = "ama@example.org"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_mailbox(settings):
    settings.REPLIES_URL = "imaps://user:secret@mail.example/INBOX"
    settings.TRUSTED_AUTHSERV_ID = TRUSTED


def receive(raw, now, booking=None):
    outcome = process_reply(raw=raw, now=now)
    if booking:
        booking.refresh_from_db()
    return outcome


def tasks():
    return list(OrganiserTask.objects.order_by("pk").values_list("kind", "booking", "words"))


@pytest.mark.parametrize("shape", SHAPES)
def test_an_address_that_mails_come_back_from_is_marked_and_somebody_rings(now, shape):
    booking = make_invited_booking(now, phone="01632 960123")

    assert receive(bounce_of(AMA, shape=shape), now, booking) == Outcome.BOUNCED

    assert booking.email_fails
    ((kind, at, words),) = tasks()
    assert (kind, at) == (Kind.MAIL_BOUNCED, booking.pk)
    assert words == (
        "Our emails to Ama Mensah come back. The address is ama@example.org. Please ring them on "
        "01632 960123, and ask for another address."
    )
    assert booking.state == Booking.State.BOOKED
    assert mail.outbox == []  # nobody answers a machine


def test_who_has_no_number_is_found_another_way(now):
    make_invited_booking(now)
    receive(bounce_of(AMA), now)
    assert tasks()[0][2].endswith(
        "We have no phone number of them. Please find another way to tell them."
    )


@pytest.mark.parametrize("spelling", ["AMA@Example.ORG", "ama@example.org"])
def test_it_is_said_once_however_many_come_back(now, spelling):
    series = factories.make_session().series
    first = make_invited_booking(now)
    later = factories.make_session(series=series, starts_at=factories.STARTS_AT + 28 * DAY)
    second = make_invited_booking(now, session=later)
    for shape in SHAPES:
        assert receive(bounce_of(spelling, shape=shape), now) == Outcome.BOUNCED

    assert [at for _, at, _ in tasks()] == [first.pk]
    second.refresh_from_db()
    assert second.email_fails


def test_the_booking_that_the_mail_was_about_has_the_task(now):
    series = factories.make_session().series
    make_invited_booking(now)
    later = factories.make_session(series=series, starts_at=factories.STARTS_AT + 28 * DAY)
    second = make_invited_booking(now, session=later)
    notice = Notice.objects.filter(booking=second).first()
    receive(bounce_of(AMA, message_id=message_headers(notice)["Message-ID"]), now)

    assert [at for _, at, _ in tasks()] == [second.pk]


def test_the_address_of_each_person_is_their_own(now):
    booking = make_invited_booking(
        now,
        name="Sam",
        email="sam@example.org",
        phone="01632 960123",
        for_whom="other",
        people=(Attendee(name="Ben", email="ben@example.org"),),
    )
    receive(bounce_of("ben@example.org"), now, booking)

    assert booking.people.get().email_fails
    assert not booking.email_fails
    assert "Our emails to Ben come back." in tasks()[0][2]
    assert "01632 960123" in tasks()[0][2]


@pytest.mark.parametrize("shape", REPORTS)
def test_a_mail_that_is_late_is_no_failure(now, shape):
    booking = make_invited_booking(now)
    raw = bounce_of(AMA, shape=shape, action="delayed", status="4.4.1")

    assert receive(raw, now, booking) == Outcome.BOUNCED  # read, and nothing more
    assert not booking.email_fails
    assert tasks() == []


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", ""])
@pytest.mark.parametrize("shape", ["postfix", "exchange"])
def test_a_mail_that_arrived_is_none_either(now, action, shape):
    booking = make_invited_booking(now)
    raw = bounce_of(AMA, shape=shape, action=action, status="2.0.0")
    raw = raw.replace(b"could not", b"could").replace(b"<ama@example.org>: host", b"host")

    receive(raw, now, booking)
    assert not booking.email_fails
    assert tasks() == []


def test_who_has_mail_forwarded_is_found_by_the_mail_that_comes_back(now):
    booking = make_invited_booking(now)
    notice = Notice.objects.filter(booking=booking).first()
    ours = message_headers(notice)["Message-ID"]

    raw = bounce_of("ama@elsewhere.example", to=AMA, message_id=ours)
    assert receive(raw, now, booking) == Outcome.BOUNCED
    assert booking.email_fails


@pytest.mark.parametrize(
    "how",
    [
        {"address": "nobody@example.org"},
        {"address": "nobody@example.org", "to": AMA},  # not a mail of ours
        {
            "address": "nobody@example.org",
            "message_id": "<{pk}.0123456789abcdef0123456789abcdef@brew.test>",
        },  # guessed
        {"address": "nobody@example.org", "message_id": "<notice-{pk}@brew.test>"},
    ],
)
def test_a_forged_report_that_names_nobody_of_ours_does_nothing(now, how):
    booking = make_invited_booking(now)
    notice = Notice.objects.filter(booking=booking).first()
    how = {name: value.format(pk=notice.pk) for name, value in how.items()}

    assert receive(bounce_of(how.pop("address"), **how), now, booking) == Outcome.NONE
    assert not booking.email_fails
    assert tasks() == []


@pytest.mark.parametrize("shape", SHAPES)
def test_a_forged_report_that_names_somebody_does_no_more_than_a_task(now, shape):
    booking = make_invited_booking(now)
    receive(bounce_of(AMA, shape=shape), now, booking)

    assert booking.state == Booking.State.BOOKED
    assert len(tasks()) == 1
    send_due(now=now + HOUR)
    services.cancel(booking=booking, now=now + HOUR)
    send_due(now=now + HOUR)
    assert [each.to for each in mail.outbox] == [[AMA]]  # mails still go


@pytest.mark.parametrize("gone", ["over", "cancelled", "off"])
def test_an_address_without_a_coming_booking_is_left_to_people(now, gone):
    booking = make_invited_booking(now)
    if gone == "over":
        now = booking.session.ends_at + HOUR
    elif gone == "cancelled":
        services.cancel(booking=booking, now=now)
    else:
        cancel_date(session=booking.session, reason="Snow", now=now)
    assert receive(bounce_of(AMA), now, booking) == Outcome.NONE
    assert tasks() == []


def test_another_address_has_no_mark_and_may_fail_too(now):
    booking = make_invited_booking(now)
    receive(bounce_of(AMA), now, booking)
    contact = Contact(name="Ama Mensah", email="ama@other.example")
    services.change(booking=booking, contact=contact, now=now)
    booking.refresh_from_db()
    assert not booking.email_fails

    receive(bounce_of("ama@other.example"), now, booking)
    assert booking.email_fails
    assert len(tasks()) == 2


def test_an_answer_to_our_invite_shows_that_it_has_arrived(now):
    booking = make_invited_booking(now)
    receive(bounce_of(AMA), now, booking)
    receive(reply(booking, "ACCEPTED", now, text="", comment=""), now, booking)
    assert (booking.email_fails, booking.calendar_answer) == (False, "ACCEPTED")


def test_the_number_to_ring_is_a_link_in_the_list_and_at_the_booking(now, client):
    booking = make_invited_booking(now, phone="01632 960123")
    receive(bounce_of(AMA), now)
    organiser = login(client, "Organisers")
    for name, args in (("arrange", []), ("session", [booking.session_id])):
        page = organiser.get(reverse(f"sessions_admin:{name}", args=args)).text
        words = page[page.index("Our emails to Ama Mensah come back.") :]
        assert '<a href="tel:01632960123">01632 960123</a>' in words[:300]


def test_the_mark_is_shown_at_the_booking(now, client):
    booking = make_invited_booking(now)
    url = reverse("sessions_admin:session", args=[booking.session_id])
    organiser = login(client, "Organisers")
    assert "Our emails come back" not in organiser.get(url).text
    receive(bounce_of(AMA), now)
    assert "Our emails come back" in organiser.get(url).text


@pytest.mark.parametrize(
    "raw",
    [
        human_mail(),
        b"From: ama@example.org\n\n<ama@example.org>: I could not be delivered of my doubts",
        b"From: MAILER-DAEMON@x.example\n\nHello",
        b"From: postmaster\nContent-Type: multipart/report; report-type=disposition-notification; "
        b"boundary=b\n\n--b\nContent-Type: text/plain\n\nRead.\n--b--\n",
    ],
)
def test_other_mails_tell_of_no_failure(now, raw):
    booking = make_invited_booking(now)
    assert receive(raw, now, booking) == Outcome.NONE
    assert not booking.email_fails


@pytest.mark.parametrize("unit", [b" ", b"\n", b" \n", b"a@b.c ", b"<a@", b"\t\t", b"a: b\n\n"])
@pytest.mark.parametrize("shape", ["postfix", "qmail"])
def test_a_report_that_is_full_of_what_takes_the_library_long_is_read(unit, shape):
    """100 kB of spaces alone took it minutes."""
    raw = bounce_of(AMA, shape=shape)
    report = parse_report(raw + b"\n" + unit * (2_000_000 // len(unit)))
    assert report.failed == {AMA}
    assert parse_report(b"From: mailer-daemon@x.example\n\n" + unit * 100_000) is not None


@pytest.mark.parametrize("shape", SHAPES)
def test_wherever_a_report_breaks_off_nothing_raises(shape):
    raw = bounce_of(AMA, shape=shape)
    for end in range(0, len(raw), 7):
        parse_report(raw[:end])
        parse_report(raw[end:])
    deep = "Content-Type: multipart/report; boundary=b{0}\n\n--b{0}\n"
    parse_report("".join(deep.format(number) for number in range(3000)).encode())
    assert parse_report(raw).failed == {AMA}
