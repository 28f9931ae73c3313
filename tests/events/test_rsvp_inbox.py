"""Reading the mailbox of calendar replies: a real server, and a connection that drops anywhere."""

import io
import itertools
import os
import socket
import ssl
import sys
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction

from events.bookings import undo_cancel
from events.emails.delivery import send_due
from events.models import Booking, Notice, UnresolvedReply
from events.rsvp import inbox
from events.rsvp.inbox import read_replies
from events.rsvp.mailbox import CONNECTION_ERRORS, Mailbox
from hub.jobs import run_due_jobs
from tests import factories
from tests.events.calendar_replies import TRUSTED, bounce, human_mail, reply
from tests.events.imap_server import CAME, PASSWORD, ImapServer, Wire, free_port
from tests.events.rsvp.bounce_mails import SHAPES as BOUNCES
from tests.events.rsvp.bounce_mails import bounce_of

State = Booking.State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.TRUSTED_AUTHSERV_ID = TRUSTED


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = ImapServer(tmp_path_factory.mktemp("mail"))
    yield running
    running.stop()


@pytest.fixture
def mailbox(server):
    return server.new_mailbox()


@pytest.fixture
def wire(server):
    """A function that opens wires to the server; they are closed afterwards."""
    made = []

    def make(**how):
        made.append(Wire(server.port, **how))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def connect(settings):
    def to(port, mailbox, password=PASSWORD, folder="INBOX"):
        secret = quote(password, safe="")
        settings.REPLIES_URL = f"imap://{mailbox.name}:{secret}@127.0.0.1:{port}/{folder}"

    return to


def make_invited_booking(now, **fields):
    booking = factories.make_booking(**fields)
    send_due(now=now)
    mail.outbox.clear()
    return booking


def two_bookings(now):
    ama = make_invited_booking(now)
    return ama, make_invited_booking(now, session=ama.session, name="Ben", email="ben@example.org")


def fill(mailbox, ama, ben, now):
    """A mailbox as it is on some morning: two answers, a forged one, and mail for people."""
    mails = {
        "human": human_mail(),
        "no": reply(ama, "DECLINED", now),
        "yes": reply(ben, "ACCEPTED", now, shape="gmail"),
        "forged": reply(ben, "DECLINED", now, sender="mallory@example.net"),
        "bounce": bounce(),
    }
    for raw in mails.values():
        mailbox.deliver(raw)
    return mails


def check_all_is_done(mailbox, ama, ben, mails):
    """Check that everything happened once, and every mail is in its folder."""
    ama.refresh_from_db()
    ben.refresh_from_db()
    assert (ama.state, ama.calendar_answer) == (State.CANCELLED, "DECLINED")
    assert (ben.state, ben.calendar_answer) == (State.BOOKED, "ACCEPTED")
    assert ama.notices.filter(kind=Notice.Kind.CANCELLATION).count() == 1
    assert ama.sequence == 1
    assert UnresolvedReply.objects.count() == 2
    assert mailbox.mails() == [mails["human"]]
    assert mailbox.is_unread(mails["human"])
    assert set(mailbox.mails("Read")) == {mails["no"], mails["yes"]}
    assert set(mailbox.mails("Odd")) == {mails["forged"], mails["bounce"]}


def test_answers_are_acted_on_and_put_away_and_other_mail_is_left_unread(
    server, mailbox, connect, now
):
    ama, ben = two_bookings(now)
    mails = fill(mailbox, ama, ben, now)
    connect(server.port, mailbox)

    counts = read_replies(now=now)

    assert counts == {"bookings cancelled": 1, "answers noted": 1, "odd answers": 2}
    check_all_is_done(mailbox, ama, ben, mails)
    assert len(mailbox.mails("Read")) == len(mailbox.mails("Odd")) == 2
    assert read_replies(now=now) == {}
    check_all_is_done(mailbox, ama, ben, mails)


def test_a_mail_for_people_is_never_downloaded_and_its_structure_not_read_again(
    mailbox, connect, wire, now
):
    mailbox.deliver(human_mail())
    through = wire()
    connect(through.port, mailbox)

    read_replies(now=now)
    first = through.said.copy()
    read_replies(now=now)

    assert first.count("UID FETCH") in (1, 2)  # for reports and for calendar files
    assert through.said.count("UID FETCH") == first.count("UID FETCH")
    assert mailbox.keyword_count() == 1


@pytest.mark.parametrize(
    "attached",
    [
        'image/png; name="graphics.png"',
        'application/pdf; name="calendar of events.pdf"',
        'text/plain; name="topics.txt"',
    ],
)
def test_a_mail_with_another_file_is_for_people(server, mailbox, connect, attached, now):
    raw = (
        "From: ama@example.org\nTo: hello@brew.test\nSubject: My calendar.ics\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nHello\n'
        f"--b\nContent-Type: {attached}\n\nx\n--b--\n"
    ).encode()
    mailbox.deliver(raw)
    connect(server.port, mailbox)

    assert read_replies(now=now) == {}
    assert mailbox.mails() == [raw]


def test_mails_of_ours_that_come_back_are_read_and_those_of_others_left_to_people(
    server, mailbox, connect, now
):
    booking = make_invited_booking(now)
    ours = [bounce_of("ama@example.org", shape=shape) for shape in BOUNCES]
    others = [bounce_of("nobody@example.org", shape=shape) for shape in BOUNCES]
    late = bounce_of("ama@example.org", action="delayed", status="4.4.1")
    for raw in (*ours, *others, late):
        mailbox.deliver(raw)
    connect(server.port, mailbox)

    assert read_replies(now=now) == {"mails that came back": len(ours) + 1}
    assert read_replies(now=now) == {}

    booking.refresh_from_db()
    assert booking.email_fails
    assert set(mailbox.mails("Read")) == {*ours, late}
    assert set(mailbox.mails()) == set(others)
    assert all(mailbox.is_unread(raw) for raw in others)
    assert not UnresolvedReply.objects.exists()


def test_what_was_read_is_forgotten_after_a_month_and_what_is_odd_is_left_to_people(
    server, mailbox, connect, now
):
    ama, ben = two_bookings(now)
    mails = fill(mailbox, ama, ben, now)
    connect(server.port, mailbox)
    read_replies(now=now)

    assert read_replies(now=CAME + timedelta(days=30)) == {}
    check_all_is_done(mailbox, ama, ben, mails)
    assert read_replies(now=CAME + timedelta(days=31)) == {"answers forgotten": 2}

    assert mailbox.mails("Read") == []
    assert len(mailbox.mails("Odd")) == 2
    assert mailbox.mails() == [mails["human"]]


def test_a_server_that_keeps_no_keywords_is_only_asked_more_often(server, connect, wire, now):
    mailbox = server.new_mailbox(keeps_keywords=False)
    ama, ben = two_bookings(now)
    mails = fill(mailbox, ama, ben, now)
    through = wire()
    connect(through.port, mailbox)

    read_replies(now=now)
    read_replies(now=now)

    check_all_is_done(mailbox, ama, ben, mails)


@pytest.mark.parametrize(
    "garbled",
    [
        b"BODYSTRUCTURE ())",
        b"BODYSTRUCTURE NIL)",
        b'BODYSTRUCTURE ("text" "plain" ("name" "a "b".txt") NIL NIL "7BIT" 1 1))',
    ],
)
def test_a_mail_that_the_server_describes_wrongly_stops_no_other(
    mailbox, connect, wire, garbled, now
):
    ama, ben = two_bookings(now)
    mails = fill(mailbox, ama, ben, now)
    through = wire(garble=garbled)
    connect(through.port, mailbox)

    read_replies(now=now)

    check_all_is_done(mailbox, ama, ben, mails)
    assert through.garbled


@pytest.mark.parametrize("hidden", [("MOVE",), ("MOVE", "UIDPLUS")])
def test_a_server_that_cannot_move_mails_is_served_too(mailbox, connect, wire, hidden, now):
    ama, ben = two_bookings(now)
    mails = fill(mailbox, ama, ben, now)
    through = wire(hide=hidden)
    connect(through.port, mailbox)

    read_replies(now=now)

    check_all_is_done(mailbox, ama, ben, mails)
    assert "UID MOVE" not in through.said
    assert "EXPUNGE" not in through.said
    assert ("UID EXPUNGE" in through.said) == ("UIDPLUS" not in hidden)
    assert read_replies(now=now) == {}


def test_a_server_that_knows_only_plain_logins_is_served_too(server, connect, wire, now):
    mailbox = server.new_mailbox(password="plain")
    ama, ben = two_bookings(now)
    mails = fill(mailbox, ama, ben, now)
    through = wire(hide=("AUTH=PLAIN",))
    connect(through.port, mailbox, password="plain")

    read_replies(now=now)

    assert "LOGIN" in through.said
    check_all_is_done(mailbox, ama, ben, mails)


@pytest.mark.slow("drops the connection at each line in turn, and reads all again")
@pytest.mark.parametrize(("hidden", "after"), [((), False), ((), True), (("MOVE",), True)])
def test_wherever_the_connection_drops_nothing_is_lost_and_nothing_done_twice(
    server, connect, wire, hidden, after, now
):
    """`after` is the nastier half: the server does what it was told, and we never hear of it."""
    ama, ben = two_bookings(now)
    for number in itertools.count():
        mailbox = server.new_mailbox()
        mails = fill(mailbox, ama, ben, now)
        broken = wire(drop_at=number, after=after, hide=hidden)
        connect(broken.port, mailbox)
        with rolled_back():
            try:
                read_replies(now=now)
            except CONNECTION_ERRORS:
                folders = ("INBOX", "Read", "Odd")
                everywhere = [raw for name in folders for raw in mailbox.mails(name)]
                assert set(everywhere) == set(mails.values()), broken.said
                connect(wire(hide=hidden).port, mailbox)
                read_replies(now=now)
            check_all_is_done(mailbox, ama, ben, mails)
        if broken.said[-1] == "LOGOUT":
            break
    assert number > 15


@contextmanager
def rolled_back():
    """Take back what was written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_who_undoes_is_not_cancelled_again_by_a_mail_that_could_not_be_moved(
    server, mailbox, connect, wire, now
):
    booking = make_invited_booking(now)
    mailbox.deliver(reply(booking, "DECLINED", now))
    connect(wire(drop_at=11).port, mailbox)  # the move never reaches the server
    with pytest.raises(CONNECTION_ERRORS):
        read_replies(now=now)
    assert len(mailbox.mails()) == 1
    undo_cancel(booking=booking, now=now)
    connect(server.port, mailbox)

    assert read_replies(now=now) == {"answers known or overtaken": 1}

    booking.refresh_from_db()
    assert booking.state == State.BOOKED
    assert len(mailbox.mails("Read")) == 1


def test_a_mail_that_we_stumble_over_is_left_and_the_others_are_read(
    server, mailbox, connect, now, monkeypatch
):
    ama, ben = two_bookings(now)
    mails = fill(mailbox, ama, ben, now)
    receive = inbox.process_reply

    def stumbling(*, raw, now):
        if raw.replace(b"\r\n", b"\n") == mails["yes"].replace(b"\r\n", b"\n"):
            raise RuntimeError("somebody@example.org")
        return receive(raw=raw, now=now)

    monkeypatch.setattr(inbox, "process_reply", stumbling)
    connect(server.port, mailbox)
    with pytest.raises(RuntimeError):
        read_replies(now=now)
    assert set(mailbox.mails()) == {mails["human"], mails["yes"]}
    assert mailbox.is_unread(mails["yes"])

    monkeypatch.undo()
    read_replies(now=now)
    check_all_is_done(mailbox, ama, ben, mails)


def test_a_database_in_trouble_leaves_every_mail_where_it_is(
    server, mailbox, connect, now, monkeypatch
):
    ama, ben = two_bookings(now)
    fill(mailbox, ama, ben, now)
    before = mailbox.mails()

    def failing(**what):
        raise OperationalError

    monkeypatch.setattr(inbox, "process_reply", failing)
    connect(server.port, mailbox)
    with pytest.raises(OperationalError):
        read_replies(now=now)

    assert mailbox.mails() == before
    assert mailbox.mails("Read") == mailbox.mails("Odd") == []


def test_another_folder_can_be_named(server, mailbox, connect, settings, now):
    booking = make_invited_booking(now)
    mailbox.deliver(reply(booking, "DECLINED", now))
    connect(server.port, mailbox)
    with Mailbox(settings.REPLIES_URL) as box:
        box.move(box.with_calendar()[0], "My answers")
    connect(server.port, mailbox, folder="My%20answers")

    assert read_replies(now=now) == {"bookings cancelled": 1}


def test_a_mail_of_50_megabytes_is_never_downloaded_and_stops_no_other(mailbox, connect, wire, now):
    booking = make_invited_booking(now)
    huge = reply(booking, "ACCEPTED", now) + b"x" * 50_000_000
    mailbox.deliver(huge)
    mailbox.deliver(reply(booking, "DECLINED", now))
    through = wire()
    connect(through.port, mailbox)

    assert read_replies(now=now) == {"bookings cancelled": 1}
    assert mailbox.mails() == [huge]


def test_among_more_mails_than_a_pass_looks_at_each_answer_is_heard_in_time(
    server, mailbox, connect, now, monkeypatch
):
    monkeypatch.setattr("events.rsvp.mailbox.MAX_BATCH", 5)
    ama, ben = two_bookings(now)
    mailbox.deliver(reply(ben, "ACCEPTED", now))
    mailbox.deliver(bounce_of("ben@example.org"))
    for _ in range(12):
        mailbox.deliver(human_mail())
    mailbox.deliver(reply(ama, "DECLINED", now))
    connect(server.port, mailbox)

    passes = [read_replies(now=now) for _ in range(4)]

    assert sum(passes, Counter()) == {
        "bookings cancelled": 1,
        "answers noted": 1,
        "mails that came back": 1,
    }
    assert len(mailbox.mails()) == 12


# Trouble ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "imap://user:secret@mail.example.org/INBOX",  # the password would travel in clear
        "https://user:secret@mail.example.org/",
        "imaps://mail.example.org/INBOX",
        "imaps://",
        "imaps://user:secret/word@mail.example.org/",
        "imaps://user:[secret@mail.example.org/",
        "nonsense",
    ],
)
def test_an_address_that_is_none_or_not_safe_is_refused_without_repeating_it(settings, url, now):
    settings.REPLIES_URL = url

    with pytest.raises(ImproperlyConfigured) as refused:
        read_replies(now=now)

    assert "secret" not in str(refused.value)


def test_a_server_with_a_certificate_that_nobody_trusts_gets_no_password(settings, now):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "untrusted.pem")
    heard = []

    def serve(listener):
        with suppress(OSError), listener.accept()[0] as plain:
            with context.wrap_socket(plain, server_side=True) as client:
                client.sendall(b"* OK ready\r\n")
                heard.append(client.recv(1000))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        settings.REPLIES_URL = f"imaps://user:secret@127.0.0.1:{port}/INBOX"
        serving = threading.Thread(target=serve, args=[listener], daemon=True)
        serving.start()
        with pytest.raises(ssl.SSLCertVerificationError):
            read_replies(now=now)
        serving.join(timeout=10)

    assert heard == []


def test_a_dead_mailbox_stops_nothing_else_and_its_password_is_not_in_the_log(
    settings, now, caplog
):
    booking = factories.make_booking()
    settings.REPLIES_URL = f"imaps://user:Geheim@127.0.0.1:{free_port()}/INBOX"

    counts = run_due_jobs(now=now)

    assert counts["problems"] == 1
    assert counts["mails sent"] == 1
    assert mail.outbox[0].to == [booking.email]
    assert "Answers stopped" in caplog.text
    assert "Geheim" not in caplog.text


def test_run_due_reads_cancels_and_tells_in_one_pass(server, mailbox, connect, now):
    ama, ben = two_bookings(now)
    mails = fill(mailbox, ama, ben, now)
    connect(server.port, mailbox)

    counts = run_due_jobs(now=now + timedelta(minutes=5))

    assert counts["bookings cancelled"] == 1
    assert "problems" not in counts
    check_all_is_done(mailbox, ama, ben, mails)
    told, cancelled = sorted(mail.outbox, key=lambda each: each.subject)
    assert (told.to, cancelled.to) == (["hello@overabrew.example"], ["ama@example.org"])
    assert "cancelled" in cancelled.subject


def test_without_a_mailbox_nothing_is_read(now, settings):
    settings.REPLIES_URL = ""

    assert read_replies(now=now) == {}
    assert "problems" not in run_due_jobs(now=now)


# The command --------------------------------------------------------------------------------------


def test_the_command_reads_the_mailbox_and_says_what_it_did(server, mailbox, connect):
    connect(server.port, mailbox)
    mailbox.deliver(bounce())
    said = io.StringIO()

    call_command("read_replies", stdout=said)

    assert said.getvalue() == "odd answers: 1\n"


def test_the_command_says_that_the_mailbox_gives_trouble_and_no_more(settings):
    settings.REPLIES_URL = f"imaps://user:Geheim@127.0.0.1:{free_port()}/INBOX"

    with pytest.raises(
        CommandError, match=r"^The mailbox gives trouble: ConnectionRefusedError\.$"
    ):
        call_command("read_replies")


def test_the_command_reads_a_mail_from_a_file(now, tmp_path, time_machine):
    time_machine.move_to(now)
    booking = make_invited_booking(now)
    path = tmp_path / "mail.eml"
    path.write_bytes(reply(booking, "TENTATIVE", now, shape="apple"))
    said = io.StringIO()

    call_command("read_replies", eml=str(path), stdout=said)

    booking.refresh_from_db()
    assert said.getvalue() == "answers noted: 1\n"
    assert booking.calendar_answer == "TENTATIVE"


def test_without_mailbox_and_mail_the_command_says_what_to_do(settings):
    with pytest.raises(CommandError, match="Set REPLIES_URL"):
        call_command("read_replies")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("read_replies", eml="/nowhere/mail.eml")


def test_trouble_with_the_database_asks_the_mail_server_to_try_again(monkeypatch, tmp_path):
    path = tmp_path / "mail.eml"
    path.write_bytes(human_mail())

    def failing(**what):
        raise OperationalError

    monkeypatch.setattr("events.rsvp.management.commands.read_replies.process_reply", failing)
    with pytest.raises(CommandError) as refused:
        call_command("read_replies", eml=str(path))

    assert refused.value.returncode == 75


@pytest.mark.parametrize("how", ["file", "pipe"])
def test_a_mail_can_be_piped_into_the_command(
    now, how, tmp_path, monkeypatch, settings, time_machine
):
    time_machine.move_to(now)
    settings.REPLIES_URL = "imaps://user:secret@127.0.0.1:1/never-asked"
    booking = make_invited_booking(now)
    raw = reply(booking, "ACCEPTED", now, shape="gmail")
    if how == "file":
        (tmp_path / "mail.eml").write_bytes(raw)
        piped = open(tmp_path / "mail.eml")
    else:
        read_end, write_end = os.pipe()
        os.write(write_end, raw)
        os.close(write_end)
        piped = os.fdopen(read_end)
    monkeypatch.setattr(sys, "stdin", piped)
    said = io.StringIO()

    call_command("read_replies", stdout=said)

    booking.refresh_from_db()
    assert said.getvalue() == "answers noted: 1\n"
    assert booking.calendar_answer == "ACCEPTED"
    piped.close()


def test_cron_gives_an_empty_pipe_and_the_mailbox_is_read(server, mailbox, connect, monkeypatch):
    connect(server.port, mailbox)
    mailbox.deliver(bounce())
    read_end, write_end = os.pipe()
    os.close(write_end)
    said = io.StringIO()

    with os.fdopen(read_end) as empty:
        monkeypatch.setattr(sys, "stdin", empty)
        call_command("read_replies", stdout=said)

    assert said.getvalue() == "odd answers: 1\n"
