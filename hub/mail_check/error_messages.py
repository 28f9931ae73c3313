"""Errors of mail servers in plain words, with what to do. Secrets are left out."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from hub.mail_oauth import TokenError

MOST_WORDS = 300  # characters of what a server says


def explain(error: Exception, *, host: str, port: int, variable: str) -> str:
    """Return what is wrong and what to do. `variable` holds the address of the server."""
    if isinstance(error, TokenError):
        return f"For {variable}: {error}"
    if isinstance(error, socket.gaierror):
        return f"There is no server called {host}. Look at {variable}."
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"The certificate of {host} is not right ({error.verify_message}). We send it nothing. "
            f"Look if the name in {variable} is the one in the certificate."
        )
    if isinstance(error, ssl.SSLError):
        return (
            f"{host} does not begin TLS on port {port}. Look at the beginning of {variable}, and at "
            "the port: smtp+tls mostly has port 587, smtp+ssl 465, imaps 993."
        )
    if isinstance(error, LoginError | smtplib.SMTPAuthenticationError):
        return (
            f"{host} refuses the name or the password in {variable}. Some want a password for apps, "
            f"and Microsoft 365 and Google want MAIL_OAUTH.{_words_of(error)}"
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return (
            f"{host} does not know TLS on port {port}, or not this way to log in. "
            f"Look at the beginning of {variable}, and at the port.{_words_of(error)}"
        )
    if isinstance(error, smtplib.SMTPServerDisconnected | IMAPClientAbortError | EOFError):
        return f"{host} hung up. Look at {variable}: is the port right?{_words_of(error)}"
    if isinstance(error, smtplib.SMTPException | IMAPClientError):
        return f"{host} refuses.{_words_of(error)}"
    if isinstance(error, ConnectionRefusedError):
        return f"Nothing listens at {host}, port {port}. Look at {variable}."
    if isinstance(error, TimeoutError):
        return f"{host} does not answer on port {port}. Look at {variable}, and for a firewall."
    return f"We cannot talk to {host}, port {port} ({type(error).__name__}). Look at {variable}."


def refusal(error: Exception, *, host: str, sender: str, to: str) -> str:
    """Return why a server that lets us in does not take a mail."""
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return (
            f"{host} does not take a mail from {sender}. Look if the name in EMAIL_URL may send as "
            f"DEFAULT_FROM_EMAIL.{_words_of(error)}"
        )
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return f"{host} does not take a mail to {to}.{_words_of(error)}"
    return explain(error, host=host, port=settings.EMAIL_PORT, variable="EMAIL_URL")


def _words_of(error: Exception) -> str:
    """Return what the server said, if anything."""
    said: tuple[object, ...] = (error,)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        said = (error.smtp_code, error.smtp_error)
    texts = (
        each.decode(errors="replace") if isinstance(each, bytes) else str(each) for each in said
    )
    words = " ".join(" ".join(texts).split())
    for secret in filter(None, _secrets()):
        words = words.replace(secret, "...")
    return f' It says: "{words[:MOST_WORDS]}"' if words else ""


def _secrets() -> Iterator[str | None]:
    yield settings.EMAIL_HOST_PASSWORD
    yield unquote(urlsplit(settings.REPLIES_URL).password or "")
    yield settings.MAIL_OAUTH_CLIENT_SECRET
    yield settings.MAIL_OAUTH_REFRESH_TOKEN
