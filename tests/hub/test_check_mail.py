"""`manage.py check_mail` says what works and what does not: real servers, and each failure."""

import io
import smtplib
import socket
import ssl
from email import message_from_string

import dns.resolver
import pytest
from django.core.management import CommandError, call_command

from hub import mail_oauth
from hub.mail_check.authentication_results import results_lines
from hub.mail_check.error_messages import MOST_WORDS, explain
from tests import dovecot
from tests.dns_server import DnsServer
from tests.events.calendar_replies import human_mail
from tests.events.imap_server import PASSWORD, free_port
from tests.mailserver import MailServer
from tests.token_server import MARK, TokenServer

SENDER = "hello@brew.test"
SECRET = "a%20secret%3A%20100%25%2F%C3%B6"  # PASSWORD in an address
RESULTS = (
    b"Authentication-Results: mx.brew.test; dmarc=pass header.from=brew.test; "
    b"dkim=pass header.d=brew.test; spf=pass smtp.mailfrom=brew.test\r\n"
)
SIGNATURE = b"DKIM-Signature: v=1; a=rsa-sha256; d=brew.test; s=tea; h=from; bh=x; b=y\r\n"
TEXTS = {
    "brew.test": "v=spf1 mx -all",
    "_dmarc.brew.test": "v=DMARC1; p=reject",
    "tea._domainkey.brew.test": "v=DKIM1; k=rsa; p=MIGf",
}
ALL_IS_WELL = """\
ok     Our mail comes from hello@brew.test.
ok     The mail server 127.0.0.1, port {smtp}, answers.
ok     It is on this machine, so it needs no TLS.
ok     The log-in as hello@brew.test works, with {how}.
ok     It took a mail to hello@brew.test.
ok     The mailbox at 127.0.0.1, port {imap}, answers.
ok     It is on this machine, so it needs no TLS.
ok     The log-in as {name} works, with {how}. INBOX is there.
ok     The mail has come. We read its head and took it out again.
ok     TRUSTED_AUTHSERV_ID is what the mail server calls itself. It says of this mail: dmarc pass, dkim pass, spf pass.
ok     MX: mail to brew.test goes to mail.brew.test.
ok     SPF is there for brew.test.
ok     DKIM: the mail is signed, and its key tea._domainkey.brew.test is in the DNS.
ok     DMARC is there for brew.test: reject.
All that is set works.
"""


@pytest.fixture(scope="module")
def tokens():
    with pytest.MonkeyPatch.context() as patch, TokenServer() as server:
        patch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the stand-in has no TLS
        yield server


@pytest.fixture(scope="module")
def imap(tokens):
    if reason := dovecot.why_not():
        pytest.skip(reason)
    running = dovecot.Dovecot(tokens.introspection_url)
    yield running
    running.stop()


@pytest.fixture
def names(monkeypatch):
    with DnsServer() as server:
        server.add_texts(TEXTS)
        server.records["brew.test", "MX"] = ["10 mail.brew.test."]
        monkeypatch.setattr(dns.resolver, "default_resolver", server.resolver())
        yield server


@pytest.fixture
def smtp(settings):
    settings.MAIL_SERVER_BACKEND = "hub.smtp_backend.InternationalEmailBackend"
    settings.DEFAULT_FROM_EMAIL = f"Over a Brew <{SENDER}>"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def mailbox(settings, imap, smtp, names, tokens, monkeypatch):
    """A mailbox at a provider with mail for people in it: all is set, and all works."""
    monkeypatch.setattr(mail_oauth, "_held", {})
    tokens.failure, tokens.refuses_all, tokens.user = None, False, SENDER
    mailbox = imap.new_mailbox()
    mailbox.deliver(human_mail())
    smtp.deliver = lambda raw: mailbox.deliver(RESULTS + SIGNATURE + raw)
    smtp.takes_token, smtp.password = tokens.is_good, "Geheim"
    smtp.extensions = ("8BITMIME", "SMTPUTF8")
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = SENDER, "Geheim"
    settings.REPLIES_URL = f"imap://{mailbox.name}:{SECRET}@127.0.0.1:{imap.port}/INBOX"
    settings.TRUSTED_AUTHSERV_ID = "mx.brew.test"
    return mailbox


def check(*, fails=False, **options):
    """What the command says, which never is a secret, and whether it says that all works."""
    out = io.StringIO()
    try:
        call_command("check_mail", stdout=out, wait=0, **options)
    except CommandError as error:
        assert fails, out.getvalue()
        assert error.returncode == 1
    else:
        assert not fails, out.getvalue()
    said = out.getvalue()
    for secret in (MARK, PASSWORD, SECRET):
        assert secret not in said
    return said


def test_all_is_well_with_passwords(mailbox, smtp, imap):
    said = check()

    assert said == ALL_IS_WELL.format(
        smtp=smtp.port, imap=imap.port, name=mailbox.name, how="a password"
    )


@pytest.mark.parametrize("provider", ["microsoft", "google"])
def test_all_is_well_with_tokens(settings, mailbox, smtp, imap, tokens, provider, monkeypatch):
    tokens.use(settings, provider)
    settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_HOST_USER = tokens.user = mailbox.name
    settings.REPLIES_URL = f"imap://{mailbox.name}@127.0.0.1:{imap.port}/INBOX"

    said = check()

    how = f"a token of {provider.title()}"
    expected = ALL_IS_WELL.format(smtp=smtp.port, imap=imap.port, name=mailbox.name, how=how)
    assert said == expected.replace(f"log-in as {SENDER}", f"log-in as {mailbox.name}")


def test_its_own_mail_is_taken_out_again_and_no_other_is_read(mailbox, smtp):
    check()

    assert len(smtp.mails) == 1
    assert mailbox.mails() == [human_mail()]
    assert mailbox.is_unread(human_mail())
    assert len(mailbox._paths("INBOX")) == 1  # not only marked as deleted


def test_the_mail_says_what_it_is_and_asks_for_no_answer(mailbox, smtp):
    check(to="desk@brew.test")

    (message,) = smtp.messages
    assert smtp.recipients == ["desk@brew.test"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert "You can delete it." in message.get_content()


# Settings -----------------------------------------------------------------------------------------


def test_wrong_settings_are_said_and_nothing_else_is_tried(settings, mailbox, smtp):
    settings.MAIL_OAUTH = "microsoft"

    said = check(fails=True)

    assert (
        said
        == "wrong  MAIL_OAUTH=microsoft needs MAIL_OAUTH_TENANT and MAIL_OAUTH_CLIENT_ID too.\n"
    )
    assert smtp.calls == 0


def test_the_address_that_nobody_reads_is_no_sender(settings, mailbox, smtp):
    settings.DEFAULT_FROM_EMAIL = "Over a Brew <hello@overabrew.example>"

    assert "which nobody reads" in check(fails=True)
    assert smtp.calls == 0


def test_a_site_that_only_writes_mail_down_says_so(settings, mailbox):
    settings.MAIL_SERVER_BACKEND = "hub.eml_backend.EmlFileBackend"

    said = check()

    assert "look   This site sends no mail: it only writes it down." in said
    assert "INBOX is there." in said


def test_without_a_mailbox_somebody_must_look(settings, mailbox):
    settings.REPLIES_URL = ""

    said = check()

    assert "Look yourself if the mail has come to hello@brew.test." in said
    assert "DKIM: without a mail that came back we cannot see it." in said


# Sending ------------------------------------------------------------------------------------------


def test_a_mail_server_that_is_down(settings, mailbox):
    settings.EMAIL_PORT = free_port()

    said = check(fails=True)

    assert f"wrong  Nothing listens at 127.0.0.1, port {settings.EMAIL_PORT}." in said
    assert "INBOX is there." in said


def test_a_mail_server_that_hangs_up(mailbox, smtp):
    smtp.behaviour = "drop"

    assert "wrong  127.0.0.1 hung up. Look at EMAIL_URL" in check(fails=True)


def test_a_mail_server_that_does_not_exist(settings, mailbox, monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(smtplib.SMTP, "_get_socket", unknown)
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "smpt.brew.test", True

    said = check(fails=True)

    assert "wrong  There is no server called smpt.brew.test. Look at EMAIL_URL." in said


def test_a_wrong_password(settings, mailbox):
    settings.EMAIL_HOST_PASSWORD = "Geheim and wrong"

    said = check(fails=True)

    assert "refuses the name or the password in EMAIL_URL" in said
    assert 'It says: "535 5.7.8 Not accepted."' in said


def test_a_server_that_repeats_a_secret_is_quoted_without_it(settings, mailbox):
    said = f"{'.' * (MOST_WORDS - 9)} {MARK}-refresh and {PASSWORD} are wrong".encode()
    settings.MAIL_OAUTH_REFRESH_TOKEN = f"{MARK}-refresh"
    error = smtplib.SMTPAuthenticationError(535, said)

    words = explain(error, host="mail.brew.test", port=587, variable="EMAIL_URL")

    assert "It says:" in words
    assert MARK[:3] not in words
    assert PASSWORD[:3] not in words


def test_a_server_without_tls(settings, mailbox):
    settings.EMAIL_USE_TLS = True

    assert "wrong  127.0.0.1 does not know TLS" in check(fails=True)


def test_tls_at_a_port_without_it(settings, mailbox):
    settings.EMAIL_USE_SSL = True

    assert "wrong  127.0.0.1 does not begin TLS" in check(fails=True)


def test_a_refused_token(settings, mailbox, tokens):
    tokens.use(settings, "microsoft")
    settings.EMAIL_HOST_PASSWORD = ""
    tokens.refuses_all = True

    said = check(fails=True)

    assert (
        "wrong  For EMAIL_URL: The mail server refuses the token that Microsoft gave us. Allow the app"
        in said
    )


def test_no_token(settings, mailbox, tokens):
    tokens.use(settings, "google")
    settings.EMAIL_HOST_PASSWORD = ""
    settings.MAIL_OAUTH_CLIENT_SECRET = "Geheim and wrong"

    said = check(fails=True)

    assert "wrong  For EMAIL_URL: Google gives no token (invalid_client)." in said


def test_a_server_that_takes_no_mail_for_this_reader(mailbox, smtp):
    smtp.behaviour = "refuse"

    said = check(fails=True)

    assert 'does not take a mail to hello@brew.test. It says: "450 try again later"' in said


# Reading ------------------------------------------------------------------------------------------


def test_a_mail_that_does_not_come_back(mailbox, smtp):
    smtp.deliver = None

    said = check(fails=True)

    assert "wrong  The mail to hello@brew.test is not in the mailbox after 0 seconds." in said
    assert "folder for spam" in said


def test_a_mailbox_that_is_down(settings, mailbox):
    settings.REPLIES_URL = f"imap://name:{SECRET}@127.0.0.1:{free_port()}/INBOX"

    assert "wrong  Nothing listens at 127.0.0.1" in check(fails=True)


def test_a_wrong_password_of_the_mailbox(settings, mailbox, imap):
    settings.REPLIES_URL = f"imap://name:Geheim@127.0.0.1:{imap.port}/INBOX"

    said = check(fails=True)

    assert "refuses the name or the password in REPLIES_URL" in said
    assert "Authentication failed." in said


def test_a_folder_that_is_not_there(settings, mailbox):
    settings.REPLIES_URL += ".Answers"

    assert "wrong  127.0.0.1 refuses. It says:" in check(fails=True)


# What the server found ----------------------------------------------------------------------------


def found(settings, *headers, trusted=""):
    settings.TRUSTED_AUTHSERV_ID = trusted
    head = "".join(f"Authentication-Results: {each}\n" for each in headers)
    (line,) = results_lines(message_from_string(f"{head}Subject: x\n\n"))
    return str(line)


def test_the_name_to_trust_is_the_topmost(settings):
    line = found(settings, "mx.brew.test; spf=pass smtp.mailfrom=a.test", "other.test; none")

    assert line.startswith("look   Set TRUSTED_AUTHSERV_ID=mx.brew.test if")


def test_a_wrong_name_is_a_problem(settings):
    line = found(settings, "mx.brew.test; spf=pass smtp.mailfrom=a.test", trusted="mx.brew.tset")

    assert line.startswith("wrong  TRUSTED_AUTHSERV_ID is mx.brew.tset, and the mail server calls")


@pytest.mark.parametrize(
    ("trusted", "said"),
    [
        ("", "look   Set TRUSTED_AUTHSERV_ID=microsoft365 if"),
        (
            "microsoft365",
            "ok     TRUSTED_AUTHSERV_ID is what the mail server calls itself. It says",
        ),
        ("mx.brew.test", "wrong  TRUSTED_AUTHSERV_ID is mx.brew.test, and the mail server calls"),
    ],
)
def test_microsoft_365_writes_results_without_a_name(settings, trusted, said):
    results = "spf=pass (sender IP is 192.0.2.1)\n smtp.mailfrom=brew.test; dkim=none"

    line = found(settings, results, trusted=trusted)

    assert line.startswith(said)


@pytest.mark.parametrize("trusted", ["", "mx.brew.test"])
def test_a_mail_without_results_says_how_to_find_the_name(settings, trusted):
    line = found(settings, trusted=trusted)

    assert line.startswith("look")
    assert "send a mail from another mailbox" in line


def test_broken_results_stop_nothing(settings):
    line = found(settings, "mx.brew.test; ;;=((", trusted="mx.brew.test")

    assert line == "ok     TRUSTED_AUTHSERV_ID is what the mail server calls itself."


# DNS ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gone", "line"),
    [
        (("brew.test", "MX"), "look   MX is missing"),
        (("brew.test", "TXT"), "look   SPF is missing"),
        (("_dmarc.brew.test", "TXT"), "look   DMARC is missing: anyone can write as brew.test."),
        (
            ("tea._domainkey.brew.test", "TXT"),
            "look   DKIM: the mail is signed, but its key tea._domainkey.brew.test is not in the DNS.",
        ),
    ],
)
def test_what_the_dns_does_not_have_is_said_and_is_no_failure(mailbox, names, gone, line):
    del names.records[gone]

    said = check()

    assert line in said
    assert said.count("look") == 1


def test_without_dns_it_says_that_it_cannot_see_and_no_more(mailbox, names):
    names.fails = True

    said = check()

    assert "look   We cannot ask the DNS from here" in said
    assert "missing" not in said


def test_a_policy_of_the_domain_above_counts(settings, mailbox, names):
    settings.DEFAULT_FROM_EMAIL = "hello@hub.brew.test"

    said = check(to=SENDER)

    assert "DMARC is there for brew.test: reject." in said
    assert "DKIM: the mail is signed, and its key" in said


def test_a_signature_for_another_domain_does_not_help(mailbox, names, smtp):
    names.add_texts({"tea._domainkey.sender.test": "v=DKIM1; p=MIGf"})
    signature = SIGNATURE.replace(b"brew.test", b"sender.test")
    smtp.deliver = lambda raw: mailbox.deliver(RESULTS + signature + raw)

    assert "the mail is signed for sender.test, and not for brew.test" in check()


def test_a_mail_without_a_signature_is_said(mailbox, smtp):
    smtp.deliver = lambda raw: mailbox.deliver(RESULTS + raw)

    assert "look   DKIM: this mail has no signature." in check()


def test_two_policies_of_senders_are_one_too_many(mailbox, names):
    names.records["brew.test", "TXT"] = ['"v=spf1 -all"', '"v=spf1 mx -all"']

    assert "look   SPF is there 2 times for brew.test." in check()


# The way there ------------------------------------------------------------------------------------


@pytest.fixture
def with_tls(settings, mailbox, smtp, imap):
    """Both servers, with a certificate that nobody trusts yet."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(dovecot.CERTIFICATE)
    plain = smtp.get_request

    def encrypted():
        client, address = plain()
        return context.wrap_socket(client, server_side=True, do_handshake_on_connect=False), address

    smtp.get_request = encrypted
    settings.EMAIL_USE_SSL = True
    settings.REPLIES_URL = f"imaps://{mailbox.name}:{SECRET}@127.0.0.1:{imap.tls_port}/INBOX"


def test_a_certificate_that_nobody_trusts_is_said_and_no_password_sent(with_tls, smtp, mailbox):
    said = check(fails=True)

    assert said.count("wrong  The certificate of 127.0.0.1 is not right") == 2
    assert smtp.mails == []


def test_with_tls_nobody_else_can_read_along(with_tls, smtp, mailbox, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.CERTIFICATE))

    said = check()

    assert said.count("ok     Nobody else can read along (TLSv1.3), and its certificate is") == 2
    assert "The mail has come." in said


def test_a_server_that_cannot_write_to_all_addresses_is_said(settings, mailbox, smtp):
    smtp.extensions = ()
    assert "look   127.0.0.1 cannot write to addresses such as józef@example.org. Set" in check()

    settings.EMAIL_SMTPUTF8 = False
    assert "józef" not in check()
