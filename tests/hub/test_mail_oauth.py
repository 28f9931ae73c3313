"""Tokens in place of passwords: fetched when needed, kept until they end, never shown."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage, get_connection

from events.emails.delivery import send_due
from hub import mail_oauth
from hub.mail_oauth import TokenError, access_token
from tests.events.imap_server import free_port
from tests.factories import make_booking
from tests.mailserver import MailServer
from tests.token_server import MARK, REFRESH_TOKEN, TokenServer

BACKEND = "hub.smtp_backend.InternationalEmailBackend"
WAYS = [("microsoft", False), ("microsoft", True), ("google", True)]


@pytest.fixture
def tokens(monkeypatch):
    monkeypatch.setattr(mail_oauth, "PAUSE", 0)
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the stand-in has no TLS
    with TokenServer() as server:
        yield server


@pytest.fixture
def smtp(settings, tokens):
    with MailServer() as server:
        server.takes_token = tokens.is_good
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = tokens.user, ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server


def send():
    mail = EmailMessage("A place", "Words", "hello@brew.test", ["ama@example.org"])
    return get_connection(BACKEND).send_messages([mail])


@pytest.mark.parametrize(("provider", "refresh"), WAYS)
def test_each_way_gives_a_token_which_is_kept_until_it_ends(settings, tokens, provider, refresh):
    tokens.use(settings, provider, refresh=refresh)

    assert access_token() == access_token() == tokens.issued[0]

    assert len(tokens.requests) == 1
    grant = "refresh_token" if refresh else "client_credentials"
    assert tokens.requests[0]["grant_type"] == grant


def test_an_old_token_is_changed_for_a_new_one_before_it_ends(settings, tokens):
    tokens.use(settings, "microsoft")
    tokens.lifetime = mail_oauth.MARGIN - 1

    first, second = access_token(), access_token()

    assert [first, second] == tokens.issued


def test_a_new_refresh_token_takes_the_place_of_the_old_and_a_bad_one_makes_us_begin_again(
    settings, tokens
):
    tokens.use(settings, "microsoft", refresh=True)
    tokens.lifetime = 0
    access_token()
    access_token()
    assert [each["refresh_token"] == REFRESH_TOKEN for each in tokens.requests] == [True, False]

    tokens.refresh_tokens = {REFRESH_TOKEN}
    with pytest.raises(TokenError):
        access_token()
    access_token()
    assert tokens.requests[-1]["refresh_token"] == REFRESH_TOKEN


@pytest.mark.parametrize(
    ("provider", "refresh", "wrong", "advice"),
    [
        ("microsoft", False, {"MAIL_OAUTH_CLIENT_SECRET": "x"}, r"AADSTS7000215\).*new secret"),
        ("microsoft", False, {"MAIL_OAUTH_CLIENT_ID": "x"}, "MAIL_OAUTH_CLIENT_ID"),
        ("microsoft", False, {"MAIL_OAUTH_TENANT": "x"}, "MAIL_OAUTH_TENANT"),
        ("microsoft", True, {"MAIL_OAUTH_REFRESH_TOKEN": "x"}, "Allow the app once more"),
        ("google", True, {"MAIL_OAUTH_CLIENT_SECRET": "x"}, "Make a new secret"),
        ("google", True, {"MAIL_OAUTH_REFRESH_TOKEN": "x"}, "Allow the app once more"),
    ],
)
def test_a_refusal_says_what_to_do_here_and_in_the_log_and_repeats_no_secret(
    settings, tokens, provider, refresh, wrong, advice, caplog
):
    tokens.use(settings, provider, refresh=refresh)
    for name, value in wrong.items():
        setattr(settings, name, value)

    with pytest.raises(TokenError, match=advice) as refused:
        access_token()

    assert str(refused.value) in caplog.text
    assert MARK not in caplog.text


@pytest.mark.parametrize("failure", ["hang up", 500, 503])
def test_a_provider_in_trouble_is_tried_again(settings, tokens, failure):
    tokens.use(settings, "microsoft")
    tokens.failure = failure
    with pytest.raises(TokenError, match="We try again"):
        access_token()

    tokens.failure = None
    assert access_token() == tokens.issued[0]


def test_a_provider_that_gives_nothing_is_not_asked_again_for_each_mail(
    settings, tokens, smtp, monkeypatch
):
    monkeypatch.setattr(mail_oauth, "PAUSE", 3600)
    tokens.use(settings, "microsoft")
    tokens.failure = 503

    for _ in range(3):
        with pytest.raises(TokenError, match="We try again"):
            send()

    assert len(tokens.requests) == 1
    assert smtp.calls == 0


def test_a_new_token_that_is_refused_too_is_not_changed_for_each_mail(
    settings, tokens, smtp, monkeypatch
):
    monkeypatch.setattr(mail_oauth, "PAUSE", 3600)
    tokens.use(settings, "microsoft")
    tokens.refuses_all = True

    for _ in range(3):
        with pytest.raises(TokenError, match="refuses the token"):
            send()

    assert len(tokens.requests) == 1


def test_a_provider_that_hangs_is_left_after_a_while(settings, tokens, monkeypatch):
    monkeypatch.setattr(mail_oauth, "TIMEOUT", 0.2)
    tokens.use(settings, "microsoft")
    tokens.failure = "hang"

    with pytest.raises(TokenError, match="ReadTimeout"):
        access_token()


def test_a_provider_that_cannot_be_reached_is_an_error_of_the_connection(settings, tokens):
    tokens.use(settings, "google")
    settings.MAIL_OAUTH_TOKEN_URL = f"http://127.0.0.1:{free_port()}/token"

    with pytest.raises(OSError, match="we cannot reach it"):
        access_token()


def test_a_secret_never_travels_without_tls(settings, tokens, monkeypatch):
    tokens.use(settings, "microsoft")
    monkeypatch.delenv("OAUTHLIB_INSECURE_TRANSPORT")

    with pytest.raises(TokenError, match="insecure_transport"):
        access_token()

    assert tokens.requests == []


def test_nothing_of_it_is_logged_even_when_the_libraries_say_all(settings, tokens, smtp, caplog):
    caplog.set_level("DEBUG")
    tokens.use(settings, "microsoft", refresh=True)
    send()
    assert len(smtp.mails) == 1
    assert MARK not in caplog.text


# SMTP ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("provider", "refresh"), WAYS)
def test_mail_is_sent_with_a_token(settings, tokens, smtp, provider, refresh):
    tokens.use(settings, provider, refresh=refresh)

    assert send() == 1

    assert smtp.recipients == ["ama@example.org"]


def test_a_token_that_was_taken_back_stops_one_mail_and_not_the_next(settings, tokens, smtp):
    tokens.use(settings, "microsoft")
    send()
    tokens.revoked.update(tokens.issued)

    with pytest.raises(TokenError, match="refuses the token that Microsoft gave us"):
        send()

    assert send() == 1
    assert len(tokens.issued) == 2


@pytest.mark.django_db(transaction=True)
def test_without_a_token_a_mail_waits_and_goes_out_later(settings, tokens, smtp, now):
    settings.MAIL_SERVER_BACKEND = BACKEND
    tokens.use(settings, "google")
    tokens.failure = 503
    make_booking(now=now)
    assert send_due(now=now) == {"put off": 1}

    tokens.failure = None
    assert send_due(now=now + timedelta(minutes=2)) == {"sent": 1}
    assert len(smtp.mails) == 1


def test_a_server_that_knows_no_tokens_gets_none(settings, tokens, smtp):
    tokens.use(settings, "microsoft")
    smtp.takes_token = None  # nor passwords

    with pytest.raises(smtplib.SMTPNotSupportedError):
        send()

    assert smtp.mails == []


def test_who_asks_for_silence_gets_it(settings, tokens, smtp):
    tokens.use(settings, "microsoft")
    tokens.refuses_all = True

    assert get_connection(BACKEND, fail_silently=True).open() is None


def test_a_password_goes_on_as_ever_beside_tokens(settings, tokens, smtp):
    """The mailbox can be at Microsoft, and mail go out through another server."""
    tokens.use(settings, "microsoft")
    settings.EMAIL_HOST_PASSWORD = smtp.password = "a password"

    assert send() == 1

    assert tokens.requests == []
