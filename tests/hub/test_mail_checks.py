"""Wrong settings of mail stop a command before it begins, with a sentence that says what to set."""

import pytest
from django.core import checks

from hub.checks import check_mail_settings
from tests.hub.test_settings import GOOD, fresh_python, start

NO_MAIL_SETTINGS = {
    "MAIL_OAUTH": "",
    "MAIL_OAUTH_TENANT": "",
    "MAIL_OAUTH_CLIENT_ID": "",
    "MAIL_OAUTH_CLIENT_SECRET": "",
    "MAIL_OAUTH_REFRESH_TOKEN": "",
    "EMAIL_HOST": "smtp.office365.com",
    "EMAIL_HOST_USER": "",
    "EMAIL_HOST_PASSWORD": "",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
    "REPLIES_URL": "",
}
MICROSOFT = {"MAIL_OAUTH": "microsoft", "MAIL_OAUTH_TENANT": "t", "MAIL_OAUTH_CLIENT_ID": "c"}
GOOGLE = {"MAIL_OAUTH": "google", "MAIL_OAUTH_CLIENT_ID": "c", "MAIL_OAUTH_CLIENT_SECRET": "Geheim"}
SECRET = {"MAIL_OAUTH_CLIENT_SECRET": "Geheim"}
REFRESH = {"MAIL_OAUTH_REFRESH_TOKEN": "Geheim"}
USER = {"EMAIL_HOST_USER": "hello@brew.test"}
PASSWORD = {**USER, "EMAIL_HOST_PASSWORD": "Geheim"}
IN_CLEAR = {"EMAIL_USE_TLS": False}


def found(settings, changes):
    for name, value in {**NO_MAIL_SETTINGS, **changes}.items():
        setattr(settings, name, value)
    return check_mail_settings(None)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {**MICROSOFT, **SECRET, **USER},
        {**MICROSOFT, **REFRESH, **USER},  # an app without a secret has only a refresh token
        {**GOOGLE, **REFRESH, "REPLIES_URL": "imaps://hello%40brew.test@imap.gmail.com/INBOX"},
        {**PASSWORD, "REPLIES_URL": "imaps://hello:Geheim@mail.brew.test/INBOX"},
        {**PASSWORD, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True},
        {**PASSWORD, **IN_CLEAR, "EMAIL_HOST": "127.0.0.1"},
    ],
)
def test_good_settings_are_left_alone(settings, changes):
    assert found(settings, changes) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"MAIL_OAUTH": "yahoo"}, 'MAIL_OAUTH is "yahoo". It can be microsoft or google.'),
        (SECRET, "MAIL_OAUTH_CLIENT_SECRET is set without MAIL_OAUTH"),
        ({"MAIL_OAUTH": "microsoft"}, "needs MAIL_OAUTH_TENANT and MAIL_OAUTH_CLIENT_ID too"),
        (MICROSOFT, "needs MAIL_OAUTH_CLIENT_SECRET or MAIL_OAUTH_REFRESH_TOKEN too"),
        (GOOGLE, "MAIL_OAUTH=google needs MAIL_OAUTH_REFRESH_TOKEN too."),
        (USER, "EMAIL_URL has a name and no password"),
        ({**MICROSOFT, **SECRET, **USER, **IN_CLEAR}, "EMAIL_URL sends the token through the net"),
        (
            {"REPLIES_URL": "imaps://hello@mail.brew.test/"},
            "Without a password it needs MAIL_OAUTH",
        ),
        ({"REPLIES_URL": "imap://hello:Geheim@mail.brew.test/"}, "REPLIES_URL must look like"),
    ],
)
def test_wrong_settings_are_errors_and_no_secret_is_repeated(settings, changes, said):
    (error,) = found(settings, changes)

    assert error.level == checks.ERROR
    assert said in error.msg
    assert "Geheim" not in error.msg


def test_a_password_that_others_can_read_is_a_warning(settings):
    (warning,) = found(settings, {**PASSWORD, **IN_CLEAR})

    assert warning.level == checks.WARNING
    assert "sends the password through the net" in warning.msg


@fresh_python
def test_the_worker_does_not_start_with_wrong_settings_and_says_which():
    code = (
        "from django.core.management import execute_from_command_line as run; run(['', 'worker'])"
    )
    result = start({**GOOD, "MAIL_OAUTH": "Google"}, code)

    assert result.returncode == 1
    assert "MAIL_OAUTH=google needs MAIL_OAUTH_CLIENT_ID and" in result.stderr


@fresh_python
def test_one_address_without_a_password_is_enough():
    code = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.EMAIL_HOST_USER, repr(s.EMAIL_HOST_PASSWORD), s.MAIL_SERVER_BACKEND)"
    )
    url = "smtp+tls://hello%40brew.test@smtp.office365.com:587"
    result = start({**GOOD, "EMAIL_URL": url}, code)
    user, password, backend = result.stdout.split()
    assert user == "hello@brew.test"
    assert password in ("''", "None")
    assert backend == "hub.smtp_backend.InternationalEmailBackend"
