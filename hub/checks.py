"""System checks of the settings for mail: a command that would fail says why before it begins."""

from collections.abc import Iterator, Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ImproperlyConfigured

from hub import mail_oauth
from hub.imap import ImapConnection
from hub.loopback import is_loopback

_IN_CLEAR = (
    "EMAIL_URL sends the {what} through the net so that others can read it. Begin it with "
    "smtp+tls (mostly port 587) or smtp+ssl (mostly port 465)."
)


@register
def check_mail_settings(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    return [*_oauth(), *_smtp(), *_imap()]


def _oauth() -> Iterator[CheckMessage]:
    for problem in mail_oauth.problems():
        yield Error(problem, id="hub.E001")


def _smtp() -> Iterator[CheckMessage]:
    if not settings.EMAIL_HOST_USER:
        return
    has_password = bool(settings.EMAIL_HOST_PASSWORD)
    if not (has_password or settings.MAIL_OAUTH):
        yield Error(
            "EMAIL_URL has a name and no password. Write the password too, "
            "or set MAIL_OAUTH if the mail is at Microsoft 365 or Google.",
            id="hub.E002",
        )
    is_tls = settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL
    if is_tls or is_loopback(settings.EMAIL_HOST):
        return
    if has_password:
        yield Warning(_IN_CLEAR.format(what="password"), id="hub.W001")
    else:
        yield Error(_IN_CLEAR.format(what="token"), id="hub.E003")


def _imap() -> Iterator[CheckMessage]:
    if not settings.REPLIES_URL:
        return
    try:
        ImapConnection(settings.REPLIES_URL)
    except ImproperlyConfigured as error:
        yield Error(str(error), id="hub.E004")
