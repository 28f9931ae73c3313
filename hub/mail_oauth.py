"""OAuth 2.0 in place of passwords, for mail at Microsoft 365 and Google (RFC 6749, XOAUTH2).

Only the worker and commands ask for tokens. They are kept in memory, and never logged.
"""

import logging
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import requests
from django.conf import settings
from oauthlib.oauth2 import BackendApplicationClient, OAuth2Error
from requests_oauthlib import OAuth2Session

logger = logging.getLogger(__name__)

TIMEOUT = 15  # seconds per response
MARGIN = 120  # seconds before its end in which a token is no longer used
PAUSE = 30  # seconds between two requests, when a token is refused or cannot be had


class TokenError(OSError):
    """No token, or one that a mail server refuses. Says what to do, and repeats no secret."""


@dataclass(frozen=True)
class Provider:
    """Where tokens come from. `scope` is what an app without a user asks for; "": it cannot."""

    name: str
    endpoint: str
    needed: tuple[str, ...]  # settings
    scope: str = ""


PROVIDERS = {
    "microsoft": Provider(
        name="Microsoft",
        endpoint="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        needed=("MAIL_OAUTH_TENANT", "MAIL_OAUTH_CLIENT_ID"),
        scope="https://outlook.office365.com/.default",
    ),
    "google": Provider(
        name="Google",
        endpoint="https://oauth2.googleapis.com/token",
        needed=(
            "MAIL_OAUTH_CLIENT_ID",
            "MAIL_OAUTH_CLIENT_SECRET",
            "MAIL_OAUTH_REFRESH_TOKEN",
        ),
    ),
}

_PARTS = (
    "MAIL_OAUTH_TENANT",
    "MAIL_OAUTH_CLIENT_ID",
    "MAIL_OAUTH_CLIENT_SECRET",
    "MAIL_OAUTH_REFRESH_TOKEN",
)

_MICROSOFT_CODE = re.compile(r"AADSTS\d+")  # says more than the error code of RFC 6749

# What to do about an error code (RFC 6749 5.2).
_WRONG_CLIENT = (
    "MAIL_OAUTH_CLIENT_ID or MAIL_OAUTH_CLIENT_SECRET is wrong, or the secret has ended. "
    "Make a new secret and set it."
)
_ADVICE = {
    "invalid_client": _WRONG_CLIENT,
    "unauthorized_client": _WRONG_CLIENT,
    "invalid_grant": (
        "MAIL_OAUTH_REFRESH_TOKEN is wrong, has ended or was taken back. "
        "Allow the app once more, and set the new one."
    ),
    "invalid_scope": "The app has no right to use mail. Give it the rights that the README names.",
    "invalid_request": "Look at MAIL_OAUTH_TENANT and MAIL_OAUTH_CLIENT_ID.",
}


@dataclass(frozen=True)
class _Credentials:
    provider: Provider
    url: str
    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str = field(repr=False)


@dataclass
class _Held:
    """A token, or why there is none. Times are those of time.time()."""

    ends_at: float
    refresh_token: str = field(repr=False)  # Microsoft sends a new one each time
    access_token: str = field(default="", repr=False)
    problem: str = ""
    came_at: float = field(default_factory=lambda: time.time())


_held: dict[_Credentials, _Held] = {}
_lock = threading.Lock()


def problems() -> Iterator[str]:
    """Yield what is wrong with the settings, as sentences for whoever runs the site."""
    chosen = settings.MAIL_OAUTH
    if not chosen:
        yield from (
            f"{name} is set without MAIL_OAUTH. Set that too." for name in _PARTS if _is_set(name)
        )
        return
    provider = PROVIDERS.get(chosen)
    if provider is None:
        yield f'MAIL_OAUTH is "{chosen}". It can be {" or ".join(PROVIDERS)}.'
        return
    missing = [name for name in provider.needed if not _is_set(name)]
    if missing:
        yield f"MAIL_OAUTH={chosen} needs {' and '.join(missing)} too."
    elif not (_is_set("MAIL_OAUTH_CLIENT_SECRET") or _is_set("MAIL_OAUTH_REFRESH_TOKEN")):
        yield (
            f"MAIL_OAUTH={chosen} needs MAIL_OAUTH_CLIENT_SECRET or MAIL_OAUTH_REFRESH_TOKEN too."
        )


def _is_set(name: str) -> bool:
    return bool(getattr(settings, name))


def provider_name() -> str:
    return PROVIDERS[settings.MAIL_OAUTH].name


def access_token() -> str:
    """Return a token with some minutes left. Raises TokenError."""
    credentials = _credentials()
    with _lock:
        held = _held.get(credentials)
        if held is None or held.ends_at <= time.time():
            refresh_token = held.refresh_token if held else credentials.refresh_token
            held = _held[credentials] = _fetch(credentials, refresh_token)
    if held.problem:
        raise TokenError(held.problem)
    return held.access_token


def refused() -> TokenError:
    """Forget the token that a mail server refused, and return what to do.

    The next one may be better: this can have been taken back, or a clock can be wrong.
    """
    with _lock:
        held = _held.get(_credentials())
        if held and held.came_at + PAUSE <= time.time():
            held.ends_at = 0
    problem = (
        f"The mail server refuses the token that {provider_name()} gave us. Allow the app to use "
        "this mailbox, and look if its address is right in REPLIES_URL and EMAIL_URL."
    )
    logger.error(problem)
    return TokenError(problem)


def sasl_words(user: str, token: str) -> str:
    """Return what a client says with XOAUTH2, before base64."""
    return f"user={user}\1auth=Bearer {token}\1\1"


def _credentials() -> _Credentials:
    for problem in problems():
        raise TokenError(problem)
    provider = PROVIDERS[settings.MAIL_OAUTH]
    url = settings.MAIL_OAUTH_TOKEN_URL or provider.endpoint
    return _Credentials(
        provider=provider,
        url=url.format(tenant=settings.MAIL_OAUTH_TENANT),
        client_id=settings.MAIL_OAUTH_CLIENT_ID,
        client_secret=settings.MAIL_OAUTH_CLIENT_SECRET,
        refresh_token=settings.MAIL_OAUTH_REFRESH_TOKEN,
    )


def _fetch(credentials: _Credentials, refresh_token: str) -> _Held:
    name = credentials.provider.name
    try:
        token = _ask(credentials, refresh_token)
    except requests.RequestException as error:
        problem = (
            f"{name} gives no token: we cannot reach it ({type(error).__name__}). We try again."
        )
    except OAuth2Error as error:
        code = str(error.error or "")
        found = _MICROSOFT_CODE.search(error.description or "")
        codes = f"{code}, {found[0]}" if found else code
        problem = f"{name} gives no token ({codes}). {_ADVICE.get(code, 'We try again.')}"
    else:
        return _Held(
            access_token=token["access_token"],
            ends_at=time.time() + float(token.get("expires_in", 0)) - MARGIN,
            refresh_token=token.get("refresh_token", refresh_token),
        )
    logger.error(problem)  # nobody sees the text of an error in a job
    # The one in the settings can be newer than the last one that we were given.
    return _Held(
        problem=problem,
        ends_at=time.time() + PAUSE,
        refresh_token=credentials.refresh_token,
    )


def _ask(credentials: _Credentials, refresh_token: str) -> dict[str, Any]:
    client = BackendApplicationClient(client_id=credentials.client_id)
    secret = {"client_secret": credentials.client_secret} if credentials.client_secret else {}
    with OAuth2Session(client=client) as session:
        if refresh_token:
            return session.refresh_token(
                credentials.url,
                refresh_token=refresh_token,
                client_id=credentials.client_id,
                timeout=TIMEOUT,
                **secret,
            )
        return session.fetch_token(
            credentials.url,
            scope=credentials.provider.scope,
            include_client_id=True,
            timeout=TIMEOUT,
            **secret,
        )
