"""Answers in mailboxes as people have them: Dovecot, with a password or with a token."""

import re
import ssl

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from events.emails.delivery import send_due
from events.rsvp.inbox import read_replies
from events.rsvp.mailbox import CONNECTION_ERRORS, MAX_BATCH, Mailbox
from hub import mail_oauth
from hub.jobs import run_due_jobs
from hub.mail_oauth import TokenError
from tests import dovecot, factories
from tests.events.calendar_replies import bounce, human_mail, reply
from tests.events.imap_server import Wire, command, until_answered
from tests.token_server import MARK, TokenServer

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(dovecot.why_not()), reason=dovecot.why_not()),
]

WAYS = [("microsoft", False), ("microsoft", True), ("google", True)]


@pytest.fixture(scope="module")
def tokens():
    with pytest.MonkeyPatch.context() as patch, TokenServer() as server:
        patch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the stand-in has no TLS
        yield server


@pytest.fixture(scope="module")
def server(tokens):
    running = dovecot.Dovecot(tokens.introspection_url)
    yield running
    running.stop()


@pytest.fixture
def mailbox(server, tokens, monkeypatch):
    monkeypatch.setattr(mail_oauth, "_held", {})  # of an earlier mailbox
    monkeypatch.setattr(mail_oauth, "PAUSE", 0)
    mailbox = server.new_mailbox()
    tokens.user, tokens.lifetime, tokens.failure = mailbox.name, 3599, None
    tokens.revoked, tokens.refuses_all = set(), False
    return mailbox


@pytest.fixture
def booking(mailbox, now):
    """A booking whose Yes is in the mailbox, between mails for people."""
    booking = factories.make_booking()
    send_due(now=now)
    mail.outbox.clear()
    mailbox.deliver(human_mail())
    mailbox.deliver(reply(booking, "ACCEPTED", now, shape="gmail"))
    mailbox.deliver(human_mail())
    return booking


def with_token(settings, server, mailbox, port=None):
    """The address of the mailbox has no password."""
    settings.REPLIES_URL = f"imap://{mailbox.name}@127.0.0.1:{port or server.port}/INBOX"


def with_password(settings, server, mailbox, port=None):
    secret = "a%20secret%3A%20100%25%2F%C3%B6"
    place = f"127.0.0.1:{port or server.port}"
    settings.REPLIES_URL = f"imap://{mailbox.name}:{secret}@{place}/INBOX"


def check_is_heard(booking, mailbox):
    booking.refresh_from_db()
    assert booking.calendar_answer == "ACCEPTED"
    assert mailbox.mails() == [human_mail(), human_mail()]
    assert mailbox.is_unread(human_mail())
    assert len(mailbox.mails("Read")) == 1
    assert mailbox.keyword_count() == 2


def test_an_answer_is_heard_with_a_password(settings, server, mailbox, booking, now):
    with_password(settings, server, mailbox)

    read_replies(now=now)

    check_is_heard(booking, mailbox)


def test_an_answer_is_heard_with_tls_if_the_certificate_is_trusted(
    settings, server, mailbox, booking, monkeypatch, now
):
    with_password(settings, server, mailbox, server.tls_port)
    settings.REPLIES_URL = settings.REPLIES_URL.replace("imap://", "imaps://")
    with pytest.raises(ssl.SSLCertVerificationError):
        read_replies(now=now)

    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.CERTIFICATE))
    read_replies(now=now)

    check_is_heard(booking, mailbox)


@pytest.mark.parametrize(("provider", "refresh"), WAYS)
def test_an_answer_is_heard_with_a_token(
    settings, server, tokens, mailbox, booking, provider, refresh, now
):
    tokens.use(settings, provider, refresh=refresh)
    with_token(settings, server, mailbox)

    read_replies(now=now)

    check_is_heard(booking, mailbox)


@pytest.mark.parametrize("hidden", [("MOVE",), ("MOVE", "UIDPLUS"), ("NAMESPACE",)])
def test_a_server_that_can_do_less_is_served_too(settings, server, mailbox, booking, hidden, now):
    through = Wire(server.port, hide=hidden)
    with_password(settings, server, mailbox, through.port)

    if "NAMESPACE" in hidden:  # then nobody says that each folder must be within the inbox
        with pytest.raises(CONNECTION_ERRORS):
            read_replies(now=now)
        assert len(mailbox.mails()) == 3
    else:
        read_replies(now=now)
        check_is_heard(booking, mailbox)
        assert "UID MOVE" not in through.said
    through.close()


def test_what_mail_servers_tell_of_deliveries_is_found_and_each_structure_read_once(
    settings, server, mailbox, now
):
    report = bounce()
    plain = b"From: MAILER-DAEMON@mail.test\nSubject: Undelivered\n\nNobody here.\n"
    about = b"From: ama@example.org\nSubject: message delivery-status\n\nWhat is that?\n"
    for raw in (report, human_mail(), plain, about):
        mailbox.deliver(raw)
    through = Wire(server.port)
    with_password(settings, server, mailbox, through.port)

    with Mailbox(settings.REPLIES_URL) as box:
        found = box.with_report()
        assert [box.fetch(uid).replace(b"\r\n", b"\n") for uid in found] == [
            plain,
            report.replace(b"\r\n", b"\n"),
        ]
        box.with_calendar()

    assert through.said.count("UID FETCH") == 1 + len(found)
    through.close()


class WireToFaultyServer(Wire):
    """It writes the structure of each mail wrongly."""

    def _changed(self, answer):
        return re.sub(rb"BODYSTRUCTURE .*\)(?=\r\n)", b"BODYSTRUCTURE ())", answer)


def test_an_answer_in_a_mail_that_the_server_describes_wrongly_is_heard_too(
    settings, server, mailbox, booking, now
):
    through = WireToFaultyServer(server.port)
    with_password(settings, server, mailbox, through.port)

    read_replies(now=now)

    check_is_heard(booking, mailbox)
    through.close()


class WireToBrokenMail(Wire):
    """The server says NO to some commands, as if it could not read its own file of a mail."""

    def __init__(self, port, words):
        self.words = words
        super().__init__(port)

    def _talk(self, client, server):
        asks, answers = client.makefile("rb"), server.makefile("rb")
        client.sendall(answers.readline())
        while line := asks.readline():
            self.said.append(command(line))
            if re.search(self.words, line):
                client.sendall(line.split(b" ")[0] + b" NO [SERVERBUG] Internal error\r\n")
                continue
            server.sendall(line)
            client.sendall(b"".join(until_answered(answers, line)))


@pytest.mark.parametrize(
    "words", [rb"UID FETCH (\d+,)*1[, ]|TEXT", rb"UID FETCH 1 .*BODY\.PEEK"], ids=["all", "body"]
)
def test_a_mail_that_the_server_cannot_read_stops_no_other_and_is_left_to_people(
    settings, server, mailbox, words, now
):
    booking = factories.make_booking()
    send_due(now=now)
    broken = reply(booking, "TENTATIVE", now, shape="apple")
    mailbox.deliver(broken)
    mailbox.deliver(reply(booking, "ACCEPTED", now, shape="gmail"))
    through = WireToBrokenMail(server.port, words)
    with_password(settings, server, mailbox, through.port)

    read_replies(now=now)

    booking.refresh_from_db()
    assert booking.calendar_answer == "ACCEPTED"
    assert mailbox.mails() == [broken]
    assert mailbox.is_unread(broken)
    through.close()


def test_a_server_that_takes_no_more_keywords_is_served_too(
    settings, server, mailbox, booking, now
):
    through = WireToBrokenMail(server.port, rb"UID STORE .*NoCalendarFile")
    with_password(settings, server, mailbox, through.port)

    read_replies(now=now)
    read_replies(now=now)

    booking.refresh_from_db()
    assert booking.calendar_answer == "ACCEPTED"
    assert mailbox.mails() == [human_mail(), human_mail()]
    assert through.said.count("UID FETCH") == 2  # the structures once, and the answer
    through.close()


def test_a_folder_can_have_a_name_of_any_script(settings, server, mailbox, booking, now):
    with_password(settings, server, mailbox)
    with Mailbox(settings.REPLIES_URL) as box:
        box.move(box.with_calendar()[0], "Größe & Wörter")
    settings.REPLIES_URL = settings.REPLIES_URL.replace(
        "INBOX", "INBOX.Gr%C3%B6%C3%9Fe%20%26%20W%C3%B6rter"
    )

    read_replies(now=now)

    check_is_heard(booking, mailbox)


class WireToExchange(Wire):
    """Exchange Online keeps no keywords, and says BAD to whoever searches for them."""

    def _talk(self, client, server):
        asks, answers = client.makefile("rb"), server.makefile("rb")
        client.sendall(answers.readline())
        while line := asks.readline():
            self.said.append(command(line))
            if b"KEYWORD" in line:
                client.sendall(line.split(b" ")[0] + b" BAD Command Argument Error. 11\r\n")
                continue
            server.sendall(line)
            answer = b"".join(until_answered(answers, line))
            client.sendall(re.sub(rb" \\\*(?=\))", b" $MDNSent", answer))


def test_at_microsoft_each_mail_is_examined_once_although_it_keeps_no_keywords(
    settings, server, mailbox, booking, now
):
    through = WireToExchange(server.port)
    with_password(settings, server, mailbox, through.port)

    read_replies(now=now)

    booking.refresh_from_db()
    assert booking.calendar_answer == "ACCEPTED"
    assert mailbox.mails() == [human_mail(), human_mail()]
    assert mailbox.keyword_count() == 0
    assert through.said.count("UID FETCH") == 2

    read_replies(now=now)
    assert through.said.count("UID FETCH") == 2

    late = factories.make_booking(session=booking.session, name="Ben", email="ben@example.org")
    send_due(now=now)
    mailbox.deliver(reply(late, "ACCEPTED", now, shape="gmail"))
    read_replies(now=now)
    late.refresh_from_db()
    assert late.calendar_answer == "ACCEPTED"
    through.close()


def test_an_expired_token_is_changed_for_a_new_one(settings, server, tokens, mailbox, booking, now):
    tokens.use(settings, "microsoft")
    tokens.lifetime = 0
    with_token(settings, server, mailbox)
    before = len(tokens.issued)

    read_replies(now=now)
    read_replies(now=now)

    check_is_heard(booking, mailbox)
    assert len(tokens.issued) == before + 2


def test_a_refused_token_is_said_in_words_and_the_next_one_is_tried(
    settings, server, tokens, mailbox, booking, caplog, now
):
    tokens.use(settings, "google")
    with_token(settings, server, mailbox)
    read_replies(now=now)
    tokens.revoked.update(tokens.issued)
    booking.refresh_from_db()

    with pytest.raises(TokenError, match="refuses the token that Google gave us"):
        read_replies(now=now)
    assert "Allow the app to use this mailbox" in caplog.text
    assert MARK not in caplog.text
    assert mailbox.name not in caplog.text

    read_replies(now=now)
    check_is_heard(booking, mailbox)


def test_the_command_says_what_to_do_about_a_token(settings, server, tokens, mailbox):
    tokens.use(settings, "microsoft")
    settings.MAIL_OAUTH_CLIENT_SECRET = f"{MARK} and wrong"
    with_token(settings, server, mailbox)

    with pytest.raises(CommandError, match="Make a new secret and set it") as refused:
        call_command("read_replies")

    assert MARK not in str(refused.value)


@pytest.mark.parametrize("trouble", ["no token", "no server"])
def test_trouble_with_tokens_or_the_server_stops_nothing_else(
    settings, server, tokens, mailbox, booking, trouble, caplog, now
):
    tokens.use(settings, "microsoft", refresh=True)
    with_token(settings, server, mailbox)
    if trouble == "no token":
        settings.MAIL_OAUTH_REFRESH_TOKEN = f"{MARK} and wrong"
    else:
        with_token(settings, server, mailbox, port=1)
    factories.make_booking(session=booking.session, name="Ben", email="ben@example.org")

    counts = run_due_jobs(now=now)

    assert counts["problems"] == 1
    assert [each.to for each in mail.outbox] == [["ben@example.org"]]
    assert MARK not in caplog.text
    assert len(mailbox.mails()) == 3


@pytest.mark.slow("writes and lists 10,000 mails")
def test_among_ten_thousand_mails_the_answer_is_heard_and_no_other_is_downloaded(
    settings, server, mailbox, booking, now
):
    """Structures are asked for in batches; a server that keeps keywords is asked once for each."""
    answer = mailbox.mails()[1]
    for _ in range(10_000 - 3):
        mailbox.deliver(human_mail())
    mailbox.deliver(answer)
    through = Wire(server.port)
    with_password(settings, server, mailbox, through.port)

    read_replies(now=now)

    booking.refresh_from_db()
    assert booking.calendar_answer == "ACCEPTED"
    assert through.said.count("UID FETCH") == 2  # the structures, and the answer itself
    assert mailbox.keyword_count() == MAX_BATCH - 1
    assert len(mailbox.mails()) == 10_000
    through.close()
